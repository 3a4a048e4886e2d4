#include "ui/topology/recent.h"

namespace switchyard::ui::topology {

namespace {
constexpr std::int64_t freshMs = 5000;
}

std::int64_t unixMs(WallTime at)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

std::optional<double> Recent::value(const QString& subject, Metric metric) const
{
    const QVector<Bucket> buckets = history.query({subject, metric}, nowMs - freshMs, nowMs + freshMs, 20);
    return buckets.isEmpty() ? std::nullopt : std::optional(buckets.last().last);
}

SparklineData Recent::line(const QString& subject, Metric metric, int minutes, int buckets) const
{
    SparklineData data;
    data.toMs = nowMs;
    data.fromMs = nowMs - static_cast<std::int64_t>(minutes) * 60'000;
    data.buckets = history.query({subject, metric}, data.fromMs, data.toMs, buckets);
    return data;
}

} // namespace switchyard::ui::topology
