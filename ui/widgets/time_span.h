#pragma once
// The stretch of time that charts show, and what zooming and panning make of it. Pure functions.

#include <cstdint>

namespace switchyard::ui {

struct TimeSpan
{
    std::int64_t fromMs = 0, toMs = 0; ///< Unix time
    std::int64_t length() const { return toMs - fromMs; }
    bool operator==(const TimeSpan&) const = default;
};

/// Closer than this nothing more is to be seen: samples come once a second.
inline constexpr std::int64_t shortestSpanMs = 10'000;

/// `span` moved, and shortened if it must be, to lie within `bounds`; never shorter than shortestSpanMs.
TimeSpan fitted(TimeSpan span, const TimeSpan& bounds);
/// A span of `factor` times the length in which `atMs` keeps its place; below 1 zooms in.
TimeSpan zoomed(const TimeSpan& span, std::int64_t atMs, double factor, const TimeSpan& bounds);
TimeSpan panned(const TimeSpan& span, std::int64_t byMs, const TimeSpan& bounds); ///< of the same length

} // namespace switchyard::ui
