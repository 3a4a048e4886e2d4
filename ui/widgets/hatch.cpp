#include "ui/widgets/hatch.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace switchyard::ui {

void paintHatch(QPainter& painter, const QRectF& area, const Tokens& tokens)
{
    constexpr double step = 7;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.hatch, 1.5, Qt::SolidLine, Qt::FlatCap));
    // Anchored at the origin of the painter, so that neighbouring areas hatch in one pattern. Lines end at
    // the area by themselves: a picture in SVG has no clipping.
    const double first = std::floor((area.left() + area.top()) / step) * step;
    for (double sum = first; sum <= area.right() + area.bottom(); sum += step) {
        const double top = std::max(area.top(), sum - area.right()),
                     bottom = std::min(area.bottom(), sum - area.left());
        if (top < bottom)
            painter.drawLine(QPointF(sum - top, top), QPointF(sum - bottom, bottom));
    }
    painter.restore();
}

} // namespace switchyard::ui
