#include "ui/widgets/panel.h"

#include <QPainter>

namespace switchyard::ui {

Panel::Panel(const Theme& theme, Edge edge, Ground ground, QWidget* parent)
    : QWidget(parent), theme_(theme), edge_(edge), ground_(ground)
{
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Panel::paintEvent(QPaintEvent*)
{
    const Tokens& t = theme_.tokens();
    const QColor grounds[] = {t.surface, t.raised, t.win, t.rail};
    const QColor ground = grounds[static_cast<int>(ground_)];
    QPainter painter(this);
    if (edge_ == Edge::Card) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(t.line, 1));
        painter.setBrush(ground);
        painter.drawRoundedRect(
            QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::cardRadius, space::cardRadius);
        return;
    }
    painter.fillRect(rect(), ground);
    switch (edge_) {
    case Edge::Left: painter.fillRect(0, 0, 1, height(), t.line); break;
    case Edge::Right: painter.fillRect(width() - 1, 0, 1, height(), t.line); break;
    case Edge::Top: painter.fillRect(0, 0, width(), 1, t.line); break;
    case Edge::Bottom: painter.fillRect(0, height() - 1, width(), 1, t.line); break;
    case Edge::Card:
    case Edge::None: break;
    }
}

Rule::Rule(const Theme& theme, QWidget* parent, Qt::Orientation orientation) : QWidget(parent), theme_(theme)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Rule::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme_.tokens().line);
}

} // namespace switchyard::ui
