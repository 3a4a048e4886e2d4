#pragma once
// Time that goes on while the machine or the container sleeps: what a lease is measured with. The steady
// clock of the standard library stands still while the machine is suspended.

#include <chrono>
#include <time.h>

namespace switchyard::node {

/// Milliseconds since boot, sleep included (CLOCK_BOOTTIME).
inline std::chrono::milliseconds bootNow()
{
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return std::chrono::seconds(now.tv_sec) +
           std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(now.tv_nsec));
}

} // namespace switchyard::node
