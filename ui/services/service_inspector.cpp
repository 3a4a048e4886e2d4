#include "ui/services/service_inspector.h"

#include "ui/text/text.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

InspectorSection::InspectorSection(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), title_(new TextLine(theme, FontRole::Body, this)),
      aside_(new TextLine(theme, FontRole::Caption, this)), lineRows_(new QVBoxLayout),
      facts_(new KeyValues(theme, FontRole::Table, 22, this))
{
    aside_->setAlignment(Qt::AlignRight);
    title_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(title_);
    head->addWidget(aside_, 1);
    lineRows_->setSpacing(6);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(16, 12, 16, 12);
    inner->setSpacing(8);
    inner->addLayout(head);
    inner->addLayout(lineRows_);
    inner->addWidget(facts_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Rule(theme, this));
    column->addLayout(inner);
}

InspectorSection::Line InspectorSection::makeLine()
{
    Line line{new QWidget(this), nullptr, nullptr};
    auto* row = new QHBoxLayout(line.box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    line.mark = new StateMark(theme_, 14, line.box);
    line.words = new TextBlock(theme_, FontRole::Table, line.box);
    row->addWidget(line.mark, 0, Qt::AlignTop);
    row->addWidget(line.words, 1);
    lineRows_->addWidget(line.box);
    return line;
}

void InspectorSection::setContent(const ServiceSection& section, bool live)
{
    setAccessibleName(section.title);
    title_->setRuns({{section.title, live ? Ink::Text : Ink::Muted, QFont::DemiBold}});
    aside_->setRuns({{section.aside, Ink::Muted}});
    while (lines_.size() < section.lines.size())
        lines_.append(makeLine());
    for (qsizetype i = 0; i < lines_.size(); ++i) {
        lines_[i].box->setVisible(i < section.lines.size());
        if (i >= section.lines.size())
            continue;
        lines_[i].mark->setMark(section.lines[i].mark);
        lines_[i].words->setRuns(section.lines[i].words);
    }
    facts_->setVisible(!section.facts.isEmpty());
    facts_->setRows(section.facts);
    facts_->setAccessibleName(section.title);
}

ServiceInspector::ServiceInspector(const PageParts& parts, QWidget* parent)
    : Panel(parts.theme, Edge::Left, Ground::Surface, parent), parts_(parts),
      mark_(new StateMark(parts.theme, 16, this)),
      name_(new TextLine(parts.theme, FontRole::PageTitle, this)),
      seen_(new TextLine(parts.theme, FontRole::Table, this)),
      sentence_(new TextBlock(parts.theme, FontRole::Table, this)), scroll_(new QScrollArea(this)),
      sectionRows_(new QVBoxLayout)
{
    setObjectName(u"services.inspector"_s);
    setAccessibleName(tr("Chosen service or node"));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    name_->setObjectName(u"services.inspector.name"_s);
    sentence_->setObjectName(u"services.inspector.sentence"_s);
    auto* content = new QWidget(scroll_);
    content->setProperty("scrollContent", true);
    auto* contentColumn = new QVBoxLayout(content);
    contentColumn->setContentsMargins(0, 0, 0, 0);
    contentColumn->setSpacing(0);
    sectionRows_->setSpacing(0);
    contentColumn->addLayout(sectionRows_);
    contentColumn->addStretch(1);
    scroll_->setObjectName(u"services.inspector.scroll"_s);
    scroll_->setAccessibleName(tr("Facts of the chosen service or node"));
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setWidget(content);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(scroll_, 1);
    show({});
}

QWidget* ServiceInspector::makeHead()
{
    auto* box = new QWidget(this);
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(mark_);
    first->addWidget(name_, 1);
    first->addWidget(seen_);
    auto* indented = new QHBoxLayout;
    indented->setContentsMargins(24, 0, 0, 0);
    indented->addWidget(sentence_);
    auto* head = new QVBoxLayout(box);
    head->setContentsMargins(16, 16, 16, 14);
    head->setSpacing(6);
    head->addLayout(first);
    head->addLayout(indented);
    return box;
}

void ServiceInspector::show(const ServiceInspection& content)
{
    live_ = content.live;
    seenAt_ = content.seenAt;
    const bool none = content.name.isEmpty();
    mark_->setVisible(!none);
    mark_->setMark(content.mark);
    name_->setRuns(
        {{none ? tr("Nothing chosen") : content.name, none ? Ink::Text2 : Ink::Text, QFont::DemiBold}});
    sentence_->setRuns(none ? TextRuns{{tr("Choose a service or a node to see its tasks, its last failure "
                                           "and where it can run."),
                                  Ink::Muted}}
                            : content.sentence);
    if (none)
        seen_->setRuns({});
    while (sections_.size() < content.sections.size()) {
        sections_.append(new InspectorSection(parts_.theme, scroll_->widget()));
        sectionRows_->addWidget(sections_.last());
    }
    for (qsizetype i = 0; i < sections_.size(); ++i) {
        if (i < content.sections.size())
            sections_[i]->setContent(content.sections[i], content.live);
        sections_[i]->setVisible(i < content.sections.size());
    }
    updateAges();
}

void ServiceInspector::updateAges()
{
    if (!seenAt_)
        return;
    const auto old = std::chrono::duration_cast<Duration>(parts_.clock.now().steady - seenAt_->steady);
    seen_->setRuns({{tr("seen %1").arg(text::age(old)), live_ ? Ink::Muted : Ink::Bad,
        live_ ? QFont::Normal : QFont::Medium}});
}

} // namespace switchyard::ui
