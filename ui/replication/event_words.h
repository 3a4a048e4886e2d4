#pragma once
// Events of the history as the marks of charts.

#include "core/history/history.h"
#include "ui/widgets/chart_data.h"

namespace switchyard::ui {

QVector<ChartMark> chartMarks(const QVector<EventMark>& events);

} // namespace switchyard::ui
