#pragma once
// When the next gather begins: a pure rule over steady time.

#include "core/base/clock.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace switchyard {

/// One gather after the other, never two at once and never one "owed": after a workstation's sleep or a
/// gather that took longer than the interval there is one next gather, not a queue of them. Steady time only,
/// so that a wall clock that jumps changes nothing.
class Pace
{
public:
    /// Requests closer together than this become one: a deploy makes hundreds of events in a second.
    static constexpr Duration closest = std::chrono::milliseconds(100);

    /// Where in the interval the regular gathers lie, as a share of it.
    class Phase
    {
    public:
        explicit Phase(std::size_t hash) : share_(static_cast<std::int64_t>(hash % parts)) {}
        Phase opposite() const { return Phase(static_cast<std::size_t>(share_) + parts / 2); }
        /// The first moment of this phase, counted from the steady clock's zero, that is not before `time`.
        SteadyTime atOrAfter(SteadyTime time, Duration interval) const
        {
            const Duration offset = interval * share_ / parts;
            const Duration since = std::chrono::floor<Duration>(time.time_since_epoch()) - offset;
            const auto passed = since / interval;
            return SteadyTime(offset + interval * (since % interval > Duration{} ? passed + 1 : passed));
        }

    private:
        static constexpr std::int64_t parts = 1024;
        std::int64_t share_;
    };

    /// With a phase, regular gathers keep to it: after one out of turn the next comes half an interval later
    /// at the earliest, and one and a half at the latest.
    explicit Pace(SteadyTime first, std::optional<Phase> phase = {}) : first_(first), phase_(phase) {}

    void request() { requested_ = true; }
    SteadyTime due() const
    {
        const SteadyTime regular = last_ ? next(*last_) : first_;
        if (!requested_)
            return regular;
        return last_ ? std::min(regular, *last_ + closest) : SteadyTime::min();
    }
    void begin(SteadyTime now, Duration interval)
    {
        requested_ = false;
        last_ = now;
        interval_ = interval;
    }
    /// Counts from the gather that began last: a shorter interval is felt at once.
    void setInterval(Duration interval) { interval_ = interval; }

private:
    SteadyTime next(SteadyTime last) const
    {
        return phase_ && interval_ > Duration{} ? phase_->atOrAfter(last + interval_ / 2, interval_)
                                                : last + interval_;
    }

    SteadyTime first_;
    std::optional<Phase> phase_;
    std::optional<SteadyTime> last_;
    Duration interval_{};
    bool requested_ = false;
};

/// How long to wait before the next attempt after `failures` in a row: 1, 2, 4, 8, 16 s, then 30 s.
inline Duration backoff(int failures)
{
    return std::min<Duration>(
        std::chrono::seconds(1LL << std::clamp(failures - 1, 0, 5)), std::chrono::seconds(30));
}

} // namespace switchyard
