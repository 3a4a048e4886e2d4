#include "core/history/budget.h"

#include <algorithm>

namespace switchyard {

namespace {
constexpr std::int64_t minuteMs = 60'000, hourMs = 60 * minuteMs, dayMs = 24 * hourMs;
} // namespace

Horizons horizonsFor(double part, std::int64_t retentionMs)
{
    const auto of = [part](std::int64_t whole, std::int64_t least) {
        return std::max(least, static_cast<std::int64_t>(static_cast<double>(whole) * part));
    };
    return {std::min(of(dayMs, 15 * minuteMs), retentionMs), std::min(of(7 * dayMs, 6 * hourMs), retentionMs),
        retentionMs};
}

double fittedPart(double part, std::size_t bytes, std::size_t share)
{
    if (bytes > share)
        return std::max(leastPart, part * 0.75);
    if (bytes < share / 2)
        return std::min(1.0, part * 1.05);
    return part;
}

} // namespace switchyard
