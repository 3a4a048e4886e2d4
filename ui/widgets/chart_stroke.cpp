#include "ui/widgets/chart_stroke.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace switchyard::ui {

namespace {

double travelOf(const QPolygonF& line)
{
    double travel = 0;
    for (qsizetype i = 1; i < line.size(); ++i)
        travel += (line[i] - line[i - 1]).manhattanLength();
    return travel;
}

/// Hairlines of one device pixel: the one kind of antialiased pen for which Qt has no outline to fill.
void strokeHairlines(QPainter& painter, const QPolygonF& line, const QPen& pen, bool dense)
{
    const double ratio = painter.device()->devicePixelRatioF();
    QPen hair(pen.color(), 1, pen.style(), Qt::FlatCap, Qt::BevelJoin);
    if (pen.style() == Qt::CustomDashLine) {
        QList<qreal> dashes = pen.dashPattern(); // in pen widths
        for (qreal& dash : dashes)
            dash = std::max(1.0, dash * pen.widthF() * ratio);
        hair.setDashPattern(dashes);
    }
    hair.setCosmetic(true);
    painter.setPen(hair);
    // A line that goes up and down all the time is an area to the eye: its edges are smoothed by nobody's
    // wish, and at a cost that grows with its length.
    const bool smooth = painter.testRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::Antialiasing, smooth && !dense);
    const int count = std::max(1, static_cast<int>(std::lround(pen.widthF() * ratio)));
    for (int i = 0; i < count; ++i) {
        const double aside = (i - (count - 1) / 2.0) / ratio;
        painter.drawPolyline(line.translated(aside, aside));
    }
    painter.setRenderHint(QPainter::Antialiasing, smooth);
}

} // namespace

void strokeChartLine(QPainter& painter, const QPolygonF& line, const QPen& pen, double calmLength)
{
    painter.setBrush(Qt::NoBrush);
    const double travel = travelOf(line);
    if (pen.style() != Qt::SolidLine || travel > calmLength)
        return strokeHairlines(painter, line, pen, travel > 4 * calmLength);
    // In pieces: what Qt's rasterizer does for a row of pixels grows with the square of what lies in it.
    constexpr qsizetype piece = 24;
    painter.setPen(pen);
    for (qsizetype from = 0; from + 1 < line.size(); from += piece)
        painter.drawPolyline(
            line.constData() + from, static_cast<int>(std::min(piece + 1, line.size() - from)));
}

} // namespace switchyard::ui
