#pragma once
// How long a blocking call may take, and how it is asked to stop early.

#include "core/base/clock.h"

#include <algorithm>
#include <stop_token>

namespace switchyard {

/// A point in steady time after which a call gives up with ErrorKind::Timeout. Cheap to copy; shared by all
/// the calls that together must answer by then.
class Deadline
{
public:
    static Deadline in(Duration span) { return Deadline(std::chrono::steady_clock::now() + span); }
    explicit Deadline(SteadyTime at) : at_(at) {}

    SteadyTime at() const { return at_; }
    bool passed() const { return std::chrono::steady_clock::now() >= at_; }
    /// Milliseconds left, rounded up so that a poll never spins; 0 when the time is over.
    int remainingMs() const
    {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(at_ - std::chrono::steady_clock::now());
        return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
    }
    /// The earlier of this deadline and `span` from now.
    Deadline within(Duration span) const
    {
        return Deadline(std::min(at_, std::chrono::steady_clock::now() + span));
    }

private:
    SteadyTime at_;
};

/// What every blocking call of core takes: until when, and whether to stop early (ErrorKind::Cancelled).
struct Call
{
    Deadline deadline;
    std::stop_token stop{};
};

} // namespace switchyard
