#include "ui/topology/inspector_sections.h"

#include "ui/widgets/hatch.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

constexpr int sectionInset = space::large, factRow = 22, staleInset = 13;

TextRuns titleRuns(const QString& words)
{
    return {{words, Ink::Text, QFont::DemiBold, false}};
}

TextRuns quiet(const QString& words, Ink ink = Ink::Muted)
{
    return {{words, ink, QFont::Normal, false}};
}

} // namespace

QVBoxLayout* sectionLayout(const Theme& theme, QWidget* section)
{
    auto* outer = new QVBoxLayout(section);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(new Rule(theme, section));
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(sectionInset, 12, sectionInset, 14);
    inner->setSpacing(6);
    outer->addLayout(inner);
    return inner;
}

FactSection::FactSection(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    QVBoxLayout* layout = sectionLayout(theme, this);
    auto* head = new QHBoxLayout;
    title_ = new TextLine(theme, FontRole::Body, this);
    aside_ = new TextLine(theme, FontRole::Table, this);
    aside_->setAlignment(Qt::AlignRight);
    head->addWidget(title_, 1);
    head->addWidget(aside_, 1);
    layout->addLayout(head);
    rows_ = new KeyValues(theme, FontRole::Table, factRow, this);
    rows_->setObjectName(u"facts"_s);
    rowsLayout_ = new QVBoxLayout;
    rowsLayout_->setContentsMargins(0, 0, 0, 0);
    rowsLayout_->addWidget(rows_);
    layout->addLayout(rowsLayout_);
}

void FactSection::setContent(const FactGroup& group, bool live)
{
    if (group == group_ && live == live_)
        return;
    group_ = group;
    live_ = live;
    title_->setRuns(titleRuns(group.title));
    aside_->setRuns(quiet(group.aside));
    rows_->setRows(group.rows);
    const int room = live ? 0 : staleInset;
    rowsLayout_->setContentsMargins(room, live ? 0 : 8, room, live ? 0 : 8);
    setAccessibleName(group.title);
    update();
}

void FactSection::paintEvent(QPaintEvent*)
{
    if (live_)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = theme_.tokens();
    const QRectF box = QRectF(rows_->geometry()).adjusted(-staleInset, -8, staleInset, 8);
    paintHatch(painter, box, t);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.surface);
    painter.drawRoundedRect(box.adjusted(6, 6, -6, -6), 3, 3);
    QPen pen(t.unknown.mark, 1);
    pen.setDashPattern({3.5, 2.5});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), space::controlRadius, space::controlRadius);
}

TrendSection::TrendSection(const Theme& theme, QWidget* parent) : QWidget(parent)
{
    QVBoxLayout* layout = sectionLayout(theme, this);
    auto* head = new QHBoxLayout;
    title_ = new TextLine(theme, FontRole::Body, this);
    now_ = new TextLine(theme, FontRole::Body, this);
    now_->setAlignment(Qt::AlignRight);
    now_->setObjectName(u"trendNow"_s);
    head->addWidget(title_, 2);
    head->addWidget(now_, 1);
    layout->addLayout(head);
    line_ = new Sparkline(theme, this);
    line_->setFixedHeight(48);
    layout->addWidget(line_);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(4);
    left_ = new TextLine(theme, FontRole::Caption, this);
    middle_ = new TextLine(theme, FontRole::Caption, this);
    right_ = new TextLine(theme, FontRole::Caption, this);
    middle_->setAlignment(Qt::AlignHCenter);
    right_->setAlignment(Qt::AlignRight);
    foot->addWidget(left_);
    foot->addWidget(middle_, 1);
    foot->addWidget(right_);
    layout->addLayout(foot);
}

void TrendSection::setContent(const TrendContent& content)
{
    title_->setRuns({{content.title, Ink::Text, QFont::DemiBold, false},
        {u"  "_s + tr("last 10 min"), Ink::Muted, QFont::Normal, false}});
    now_->setRuns({{content.now, content.line.stale ? Ink::Unknown : Ink::Text, QFont::DemiBold, false}});
    left_->setRuns(quiet(content.left));
    middle_->setRuns(quiet(content.middle, Ink::Text2));
    right_->setRuns(quiet(content.right));
    line_->setFormatter(content.format);
    line_->setData(content.line, content.state, !content.line.stale);
    line_->setAccessibleName(content.title + u", "_s + content.now);
    line_->setAccessibleDescription(content.middle);
}

FindingsSection::FindingsSection(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    layout_ = sectionLayout(theme, this);
    layout_->setSpacing(10);
    title_ = new TextLine(theme, FontRole::Body, this);
    layout_->addWidget(title_);
}

FindingsSection::Entry FindingsSection::makeEntry()
{
    Entry e;
    e.box = new QWidget(this);
    auto* row = new QHBoxLayout(e.box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(10);
    e.mark = new StateMark(theme_, 14, e.box);
    e.mark->setFixedSize(14, 16);
    row->addWidget(e.mark, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    e.title = new TextBlock(theme_, FontRole::Table, e.box);
    e.explanation = new TextBlock(theme_, FontRole::Table, e.box);
    e.since = new TextLine(theme_, FontRole::Caption, e.box);
    words->addWidget(e.title);
    words->addWidget(e.explanation);
    words->addWidget(e.since);
    row->addLayout(words, 1);
    layout_->addWidget(e.box);
    return e;
}

void FindingsSection::setContent(const QString& title, const QVector<FindingContent>& findings)
{
    setVisible(!findings.isEmpty());
    title_->setRuns(titleRuns(title));
    if (findings == shown_)
        return;
    shown_ = findings;
    while (entries_.size() < findings.size())
        entries_.append(makeEntry());
    for (int i = 0; i < entries_.size(); ++i) {
        const Entry& e = entries_[i];
        e.box->setVisible(i < findings.size());
        if (i >= findings.size())
            continue;
        e.mark->setMark(findings[i].mark);
        e.title->setRuns({{findings[i].title, Ink::Text, QFont::Medium, false}});
        e.explanation->setRuns(quiet(findings[i].explanation, Ink::Text2));
        e.explanation->setVisible(!findings[i].explanation.isEmpty());
        e.since->setRuns(quiet(tr("since %1").arg(findings[i].at)));
        e.box->setAccessibleName(findings[i].title);
    }
}

} // namespace switchyard::ui::topology
