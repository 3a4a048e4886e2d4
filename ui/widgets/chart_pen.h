#pragma once
// The pen of a chart's line. Not for use outside the chart's own files and its legend.

#include "ui/widgets/chart_data.h"

#include <QPen>

namespace switchyard::ui {

QPen chartPen(const ChartLine& line, const Tokens& tokens);

} // namespace switchyard::ui
