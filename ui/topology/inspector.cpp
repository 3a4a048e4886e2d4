#include "ui/topology/inspector.h"

#include "ui/topology/inspector_sections.h"
#include "ui/topology/succession_section.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

Inspector::Inspector(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setFixedWidth(space::inspectorWidth);
    setObjectName(u"inspector"_s);
    setAccessibleName(tr("Inspector"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 0, 0, 0);
    scroll_ = new QScrollArea(this);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setStyleSheet(u"QScrollArea, #inspectorBody { background: transparent; }"_s);
    scroll_->viewport()->setAutoFillBackground(false);
    outer->addWidget(scroll_);
    auto* body = new QWidget;
    body->setObjectName(u"inspectorBody"_s);
    body->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    groupsLayout_ = new QVBoxLayout;
    groupsLayout_->setSpacing(0);
    column->addLayout(groupsLayout_);
    trend_ = new TrendSection(theme, body);
    succession_ = new SuccessionSection(theme, body);
    findings_ = new FindingsSection(theme, body);
    trend_->setVisible(false);
    findings_->setVisible(false);
    column->addWidget(trend_);
    column->addWidget(succession_);
    column->addWidget(findings_);
    column->addStretch(1);
    scroll_->setWidget(body);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QWidget* Inspector::makeHead()
{
    auto* head = new QWidget;
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(space::large, 16, space::large, 14);
    layout->setSpacing(5);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    mark_ = new StateMark(theme_, 18, head);
    name_ = new TextLine(theme_, FontRole::PageTitle, head);
    name_->setObjectName(u"inspectorName"_s);
    badge_ = new Badge(theme_, FontRole::Table, 22, head);
    seen_ = new TextLine(theme_, FontRole::Table, head);
    seen_->setObjectName(u"inspectorSeen"_s);
    seen_->setAlignment(Qt::AlignRight);
    row->addWidget(mark_);
    row->addWidget(name_);
    row->addWidget(badge_);
    row->addStretch(1);
    row->addWidget(seen_);
    layout->addLayout(row);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(26, 0, 0, 0);
    line_ = new TextBlock(theme_, FontRole::Table, head);
    line_->setObjectName(u"inspectorLine"_s);
    why_ = new TextBlock(theme_, FontRole::Table, head);
    below->addWidget(line_);
    below->addWidget(why_);
    layout->addLayout(below);
    return head;
}

void Inspector::setContent(const InspectorContent& content)
{
    content_ = content;
    setHead();
    setGroups();
    trend_->setVisible(content.trend.has_value());
    if (content.trend)
        trend_->setContent(*content.trend);
    succession_->setContent(content.succession);
    findings_->setContent(content.findingsTitle, content.findings);
}

void Inspector::setHead()
{
    mark_->setMark(content_.mark);
    name_->setRuns({{content_.name, Ink::Text, QFont::DemiBold, false}});
    badge_->setContent(content_.badge, content_.badgeState);
    const Ink seen = content_.live ? Ink::Muted : Ink::Bad;
    seen_->setRuns({{content_.seen, seen, content_.live ? QFont::Normal : QFont::DemiBold, false}});
    line_->setRuns({{content_.line, Ink::Text2, QFont::Normal, false}});
    why_->setVisible(!content_.why.isEmpty());
    why_->setRuns({{content_.why, Ink::Bad, QFont::Normal, false}});
}

void Inspector::setGroups()
{
    while (groups_.size() < content_.groups.size()) {
        auto* section = new FactSection(theme_, scroll_->widget());
        groupsLayout_->addWidget(section);
        groups_.append(section);
    }
    for (int i = 0; i < groups_.size(); ++i) {
        if (i < content_.groups.size())
            groups_[i]->setContent(content_.groups[i], content_.live);
        groups_[i]->setVisible(i < content_.groups.size());
    }
}

void Inspector::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme_.tokens().surface);
    painter.setPen(QPen(theme_.tokens().line, 1));
    painter.drawLine(QPointF(0.5, 0), QPointF(0.5, height()));
}

} // namespace switchyard::ui::topology
