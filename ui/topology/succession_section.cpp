#include "ui/topology/succession_section.h"

#include "ui/topology/inspector_sections.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

SuccessionSection::SuccessionSection(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setObjectName(u"succession"_s);
    layout_ = sectionLayout(theme, this);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    mark_ = new StateMark(theme, 14, this);
    title_ = new TextLine(theme, FontRole::Body, this);
    head->addWidget(mark_);
    head->addWidget(title_, 1);
    layout_->addLayout(head);
    headline_ = new TextBlock(theme, FontRole::Sentence, this);
    headline_->setObjectName(u"successionHeadline"_s);
    layout_->addWidget(headline_);
    figures_ = new QWidget(this);
    auto* row = new QHBoxLayout(figures_);
    row->setContentsMargins(0, 2, 0, 4);
    row->setSpacing(8);
    atRisk_ = makeFigure(tr("Commits at risk"));
    remaining_ = makeFigure(tr("Members that remain"));
    row->addWidget(atRisk_.box, 1);
    row->addWidget(remaining_.box, 1);
    layout_->addWidget(figures_);
    setVisible(false);
}

SuccessionSection::Figure SuccessionSection::makeFigure(const QString& key)
{
    Figure f;
    f.box = new Panel(theme_, Panel::Edge::Card, Panel::Ground::Raised, figures_);
    auto* column = new QVBoxLayout(f.box);
    column->setContentsMargins(12, 7, 12, 7);
    column->setSpacing(1);
    f.key = new TextLine(theme_, FontRole::Table, f.box, {{key, Ink::Text2, QFont::Normal, false}});
    f.value = new TextLine(theme_, FontRole::Number, f.box);
    column->addWidget(f.key);
    column->addWidget(f.value);
    return f;
}

SuccessionSection::Line SuccessionSection::makeLine()
{
    Line line;
    line.box = new QWidget(this);
    auto* row = new QHBoxLayout(line.box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    line.mark = new StateMark(theme_, 14, line.box);
    line.mark->setFixedSize(14, 16);
    line.words = new TextBlock(theme_, FontRole::Table, line.box);
    row->addWidget(line.mark, 0, Qt::AlignTop);
    row->addWidget(line.words, 1);
    layout_->addWidget(line.box);
    return line;
}

void SuccessionSection::setContent(const SuccessionContent& content)
{
    setVisible(!content.title.isEmpty());
    if (content == shown_)
        return;
    shown_ = content;
    mark_->setMark(content.mark);
    title_->setRuns({{content.title, Ink::Text, QFont::DemiBold, false}});
    headline_->setRuns({{content.headline, Ink::Text, QFont::DemiBold, false}});
    figures_->setVisible(!content.remaining.isEmpty());
    atRisk_.box->setVisible(!content.atRisk.text.isEmpty());
    atRisk_.value->setRuns({content.atRisk});
    atRisk_.box->setAccessibleName(tr("Commits at risk: %1").arg(content.atRisk.text));
    remaining_.value->setRuns({{content.remaining, Ink::Text, QFont::DemiBold, false}});
    remaining_.box->setAccessibleName(tr("Members that remain: %1").arg(content.remaining));
    setLines(content.lines);
    QStringList words{content.headline};
    for (const SuccessionLine& line : content.lines)
        words << line.words;
    setAccessibleName(content.title);
    setAccessibleDescription(words.join(". "_L1));
}

void SuccessionSection::setLines(const QVector<SuccessionLine>& lines)
{
    while (lines_.size() < lines.size())
        lines_.append(makeLine());
    for (int i = 0; i < lines_.size(); ++i) {
        lines_[i].box->setVisible(i < lines.size());
        if (i >= lines.size())
            continue;
        lines_[i].mark->setMark(lines[i].mark);
        lines_[i].words->setRuns({{lines[i].words, Ink::Text, QFont::Normal, false}});
    }
}

} // namespace switchyard::ui::topology
