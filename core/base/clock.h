#pragma once
// Time as it is handed in: wall time for people, steady time for deadlines and ages.

#include <chrono>
#include <ctime>

namespace switchyard {

using Duration = std::chrono::microseconds;
using WallTime = std::chrono::system_clock::time_point;
using SteadyTime = std::chrono::steady_clock::time_point;

/// An instant on both clocks: `wall` is what is shown, `steady` is what ages are counted from, so that a
/// wall clock that jumps never makes a fact look older or younger than it is. `steady` counts on while the
/// machine sleeps; it is compared with other instants only, never with steady_clock::now() or a Deadline.
struct Instant
{
    WallTime wall{};
    SteadyTime steady{};

    bool operator==(const Instant&) const = default;
};

class Clock
{
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
};

class SystemClock final : public Clock
{
public:
    Instant now() const override { return {std::chrono::system_clock::now(), bootTime()}; }

private:
    /// CLOCK_BOOTTIME (clock_gettime(2)), not steady_clock: that one is CLOCK_MONOTONIC, which stops while
    /// the machine sleeps, so that after a wake a fact of yesterday would look a second old. Deadlines want
    /// just that and stay on steady_clock.
    static SteadyTime bootTime()
    {
        timespec now{};
        clock_gettime(CLOCK_BOOTTIME, &now);
        return SteadyTime(std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec));
    }
};

} // namespace switchyard
