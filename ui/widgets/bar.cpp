#include "ui/widgets/bar.h"

#include <QPainter>

#include <algorithm>

namespace switchyard::ui {

void paintBar(QPainter& painter, const QRectF& box, double share, State state, const Tokens& tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens.grid);
    const double radius = std::min(box.height() / 2, 2.0);
    painter.drawRoundedRect(box, radius, radius);
    if (share > 0) {
        QRectF filled = box;
        filled.setWidth(std::max(2.0, box.width() * std::clamp(share, 0.0, 1.0)));
        painter.setBrush(tokens.state(state).mark);
        painter.drawRoundedRect(filled, radius, radius);
    }
    painter.restore();
}

} // namespace switchyard::ui
