#include "ui/widgets/hatch.h"

#include <QPainter>

namespace switchyard::ui {

void paintHatch(QPainter& painter, const QRectF& area, const Tokens& tokens)
{
    constexpr double step = 7;
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.hatch, 1.5));
    // Anchored at the origin of the painter, so that neighbouring areas hatch in one pattern.
    const double first = std::floor((area.left() + area.top()) / step) * step;
    for (double sum = first; sum <= area.right() + area.bottom(); sum += step)
        painter.drawLine(QPointF(sum - area.top(), area.top()), QPointF(sum - area.bottom(), area.bottom()));
    painter.restore();
}

} // namespace switchyard::ui
