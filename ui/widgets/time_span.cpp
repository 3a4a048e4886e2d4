#include "ui/widgets/time_span.h"

#include <algorithm>
#include <cmath>

namespace switchyard::ui {

TimeSpan fitted(TimeSpan span, const TimeSpan& bounds)
{
    const std::int64_t longest = std::max(bounds.length(), shortestSpanMs);
    const std::int64_t length = std::clamp(span.length(), shortestSpanMs, longest);
    // The end counts more than the beginning: there is always a now, but not always so much before it.
    const std::int64_t to = std::min(std::max(span.fromMs, bounds.fromMs) + length, bounds.toMs);
    return {to - length, to};
}

TimeSpan zoomed(const TimeSpan& span, std::int64_t atMs, double factor, const TimeSpan& bounds)
{
    const double length = static_cast<double>(std::max<std::int64_t>(span.length(), 1));
    const double share = std::clamp(static_cast<double>(atMs - span.fromMs) / length, 0.0, 1.0);
    const double wanted = std::max(length * factor, static_cast<double>(shortestSpanMs));
    const auto from = atMs - static_cast<std::int64_t>(std::llround(share * wanted));
    return fitted({from, from + static_cast<std::int64_t>(std::llround(wanted))}, bounds);
}

TimeSpan panned(const TimeSpan& span, std::int64_t byMs, const TimeSpan& bounds)
{
    return fitted({span.fromMs + byMs, span.toMs + byMs}, bounds);
}

} // namespace switchyard::ui
