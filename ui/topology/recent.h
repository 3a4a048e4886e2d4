#pragma once
// Rates of the last moments, read from the history: a snapshot alone holds counters, not rates.

#include "core/history/history.h"
#include "ui/widgets/sparkline.h"

namespace switchyard::ui::topology {

/// What is asked of the history, and the moment it is asked for.
struct Recent
{
    const History& history;
    std::int64_t nowMs = 0; ///< Unix time

    /// The newest sample if it is at most 5 s old: an older one is not a rate of now.
    std::optional<double> value(const QString& subject, Metric metric) const;
    /// The samples of the last `minutes`, for a sparkline of `buckets` points.
    SparklineData line(const QString& subject, Metric metric, int minutes, int buckets) const;
};

/// Milliseconds since 1970.
std::int64_t unixMs(WallTime at);

} // namespace switchyard::ui::topology
