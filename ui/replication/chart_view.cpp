#include "ui/replication/chart_view.h"

#include "ui/widgets/chart_axis.h"

namespace switchyard::ui {

TimeSpan ChartView::bounds(std::int64_t nowMs, std::optional<std::int64_t> earliestMs)
{
    return {rangeBegin(nowMs, longestMs, earliestMs), nowMs};
}

TimeSpan ChartView::shown(std::int64_t nowMs, std::optional<std::int64_t> earliestMs) const
{
    return held_ ? *held_ : TimeSpan{rangeBegin(nowMs, rangeMs_, earliestMs), nowMs};
}

} // namespace switchyard::ui
