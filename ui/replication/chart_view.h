#pragma once
// Which stretch of time the page's charts show: the last hour that moves on with now, or one that is held.

#include "ui/widgets/time_span.h"

#include <optional>

namespace switchyard::ui {

class ChartView
{
public:
    static constexpr std::int64_t longestMs = 7 * 86'400'000LL;

    /// What the history has at all, and now; the longest range at most.
    static TimeSpan bounds(std::int64_t nowMs, std::optional<std::int64_t> earliestMs);

    std::int64_t rangeMs() const { return rangeMs_; }
    void follow() { held_.reset(); }
    void follow(std::int64_t rangeMs)
    {
        rangeMs_ = rangeMs;
        held_.reset();
    }
    void hold(const TimeSpan& span) { held_ = span; }
    bool isHeld() const { return held_.has_value(); }
    TimeSpan shown(std::int64_t nowMs, std::optional<std::int64_t> earliestMs) const;

private:
    std::int64_t rangeMs_ = 15 * 60'000;
    std::optional<TimeSpan> held_;
};

} // namespace switchyard::ui
