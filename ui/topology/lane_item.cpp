#include "ui/topology/lane_item.h"

#include "ui/topology/card_painter.h"
#include "ui/widgets/badge.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace switchyard::ui::topology {

LaneItem::LaneItem(const Theme& theme, ObjectId node, QWidget* canvas)
    : CanvasItem(theme, std::move(node), canvas)
{
}

void LaneItem::setContent(const LaneContent& content)
{
    if (content == content_)
        return;
    content_ = content;
    setAccessibleName(tr("%1, Swarm node").arg(content.name));
    setAccessibleDescription(content.accessibleDescription());
    update();
}

void LaneItem::paintContent(QPainter& painter, QSizeF size, double zoom)
{
    const Tokens& t = theme().tokens();
    // The header is the lane's upper part: the item stands a little inside it, so that its ring stays within.
    const double middle = size.height() / 2;
    paintStateMark(painter, {8, middle - 8, 16, 16}, content_.mark, t);
    const double right = size.width() - 8, left = 32;
    if (zoom < readableZoom) {
        QFont font = theme().font(FontRole::PageTitle, QFont::DemiBold);
        font.setPointSizeF(font.pointSizeF() * std::min(0.8 / zoom, 1.9));
        painter.setFont(font);
        painter.setPen(isHovered() ? t.accent : t.text);
        painter.drawText(QRectF(left, 0, right - left, size.height()), Qt::AlignVCenter,
            QFontMetricsF(font).elidedText(content_.name, Qt::ElideRight, right - left));
        return;
    }
    double words = right;
    if (!content_.badge.isEmpty()) {
        const QFont font = theme().font(FontRole::Caption, QFont::Medium);
        const QSizeF wanted = badgeSize(content_.badge, font, 20);
        const QSizeF badge(std::max(wanted.width() + 6, 72.0), 20);
        const QRectF box(QPointF(right - badge.width(), middle - 10), badge);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.state(content_.badgeState).tint);
        painter.drawRoundedRect(box, space::controlRadius, space::controlRadius);
        painter.setPen(t.state(content_.badgeState).onTint);
        painter.setFont(font);
        painter.drawText(box, Qt::AlignCenter, content_.badge);
        words = box.left() - 8;
    }
    const Ink ink = isHovered() ? Ink::Accent : Ink::Text;
    paintRuns(painter, QRectF(QPointF(left, middle - 18), QPointF(words, middle + 4)),
        {{content_.name, ink, QFont::DemiBold, false}}, theme(), FontRole::PageTitle);
    paintRuns(painter, QRectF(QPointF(left, middle + 3), QPointF(words, middle + 19)),
        {{content_.place, Ink::Text2, QFont::Normal, false}}, theme(), FontRole::Caption);
}

} // namespace switchyard::ui::topology
