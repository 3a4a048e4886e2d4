#pragma once
// Time as it is handed in: wall time for people, steady time for deadlines and ages.

#include <chrono>

namespace switchyard {

using Duration = std::chrono::microseconds;
using WallTime = std::chrono::system_clock::time_point;
using SteadyTime = std::chrono::steady_clock::time_point;

/// An instant on both clocks: `wall` is what is shown, `steady` is what ages are counted from, so that a
/// wall clock that jumps never makes a fact look older or younger than it is.
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
    Instant now() const override
    {
        return {std::chrono::system_clock::now(), std::chrono::steady_clock::now()};
    }
};

} // namespace switchyard
