#pragma once
// When the next gather begins: a pure rule over steady time.

#include "core/base/clock.h"

#include <algorithm>
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

    explicit Pace(SteadyTime first) : first_(first) {}

    void request() { requested_ = true; }
    SteadyTime due() const
    {
        const SteadyTime regular = last_ ? *last_ + interval_ : first_;
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
    SteadyTime first_;
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
