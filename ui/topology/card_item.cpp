#include "ui/topology/card_item.h"

#include "ui/topology/card_painter.h"

#include <QPainter>

namespace switchyard::ui::topology {

CardItem::CardItem(const Theme& theme, ObjectId subject, QWidget* canvas)
    : CanvasItem(theme, std::move(subject), canvas)
{
}

void CardItem::setContent(const CardContent& content, Detail detail)
{
    content_ = content;
    detail_ = detail;
    setAccessibleName(content.accessibleName());
    setAccessibleDescription(content.accessibleDescription());
    setToolTip(content.why);
    update();
}

void CardItem::setPorts(const QVector<QPointF>& ports)
{
    if (ports == ports_)
        return;
    ports_ = ports;
    update();
}

void CardItem::paintContent(QPainter& painter, QSizeF size, double zoom)
{
    const CardPainter card{painter, theme(), content_, detail_, size};
    if (zoom < readableZoom)
        card.paintFromAfar(zoom);
    else
        card.paint();
    const Tokens& t = theme().tokens();
    if (isHovered()) {
        painter.setPen(QPen(t.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(
            QRectF({0, 0}, size).adjusted(0.5, 0.5, -0.5, -0.5), space::cardRadius, space::cardRadius);
    }
    painter.setPen(QPen(t.accent, 2));
    painter.setBrush(t.surface);
    for (const QPointF& port : ports_)
        painter.drawEllipse(port, 4.5, 4.5);
}

} // namespace switchyard::ui::topology
