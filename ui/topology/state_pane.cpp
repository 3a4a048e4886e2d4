#include "ui/topology/state_pane.h"

#include "ui/topology/layout/layout.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace switchyard::ui::topology {

StatePane::StatePane(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    auto* outer = new QVBoxLayout(this);
    box_ = new Panel(theme, Panel::Edge::Card, Panel::Ground::Surface, this);
    box_->setFixedWidth(480);
    auto* row = new QHBoxLayout(box_);
    row->setContentsMargins(20, 18, 20, 18);
    row->setSpacing(14);
    mark_ = new StateMark(theme, 20, box_);
    mark_->setFixedSize(20, 20);
    row->addWidget(mark_, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    title_ = new TextLine(theme, FontRole::PageTitle, box_);
    words_ = new TextBlock(theme, FontRole::Body, box_);
    words->addWidget(title_);
    words->addWidget(words_);
    row->addLayout(words, 1);
    outer->addWidget(box_, 0, Qt::AlignCenter);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StatePane::setState(Mark mark, const QString& title, const QString& words, bool grey)
{
    grey_ = grey;
    mark_->setMark(mark);
    title_->setRuns({{title, Ink::Text, QFont::DemiBold, false}});
    words_->setRuns({{words, Ink::Text2, QFont::Normal, false}});
    words_->setVisible(!words.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(words);
    update();
}

void StatePane::paintBars(QPainter& painter) const
{
    const Tokens& t = theme_.tokens();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto bar = [&](double x, double y, double width, double height) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.grid);
        painter.drawRoundedRect(QRectF(x, y, width, height), 3, 3);
    };
    for (int lane = 0; lane < 3; ++lane) {
        const double x = size::marginX + lane * (size::laneWidth + size::laneGap);
        painter.setPen(QPen(t.line, 1));
        painter.setBrush(t.lane);
        painter.drawRoundedRect(
            QRectF(x + 0.5, size::marginY + 0.5, size::laneWidth - 1, height() - 2 * size::marginY - 1),
            space::laneRadius, space::laneRadius);
        bar(x + 16, 26, 16, 12);
        bar(x + 40, 24, 84, 16);
        const double top = lane == 0 ? 248 : 528, high = lane == 0 ? 200 : 188;
        painter.setPen(QPen(t.line, 1));
        painter.setBrush(t.surface);
        painter.drawRoundedRect(
            QRectF(x + 16.5, top + 0.5, size::cardWidth - 1, high - 1), space::cardRadius, space::cardRadius);
        bar(x + 30, top + 14, 100, 16);
        for (int line = 0; line < 5; ++line) {
            bar(x + 30, top + 56 + 26 * line, 90, 10);
            bar(x + 206, top + 56 + 26 * line, 56, 10);
        }
    }
}

void StatePane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme_.tokens().canvas);
    if (grey_)
        paintBars(painter);
}

} // namespace switchyard::ui::topology
