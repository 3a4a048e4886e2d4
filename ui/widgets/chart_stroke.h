#pragma once
// Lines of charts, fast: Qt strokes a wide antialiased line by filling its outline, which for a line that
// goes up and down all over a plot takes tens of milliseconds.

#include <QPen>
#include <QPolygonF>

class QPainter;

namespace switchyard::ui {

/// Draws a solid line with its outline while it is calm; one that is not, and every dashed one, as hairlines
/// side by side. calmLength: in pixels of the painter, up to where a line is calm.
void strokeChartLine(QPainter& painter, const QPolygonF& line, const QPen& pen, double calmLength);

} // namespace switchyard::ui
