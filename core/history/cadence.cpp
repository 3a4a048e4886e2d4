#include "core/history/cadence.h"

#include <algorithm>

namespace switchyard {

namespace {
constexpr std::size_t remembered = 9;
constexpr std::int64_t shortestGapMs = 2000;
} // namespace

bool Cadence::isGap(std::int64_t pauseMs)
{
    if (recent_.empty() || pauseMs < shortestGapMs || static_cast<double>(pauseMs) <= 2.5 * typical()) {
        accept(pauseMs);
        return false;
    }
    const bool newPace = refused_ > 0 && pauseMs * 2 <= refused_ * 3 && refused_ * 2 <= pauseMs * 3;
    if (!newPace) {
        refused_ = pauseMs;
        return true;
    }
    recent_.clear();
    accept(pauseMs);
    return false;
}

void Cadence::accept(std::int64_t pauseMs)
{
    refused_ = 0;
    if (recent_.size() == remembered)
        recent_.erase(recent_.begin());
    recent_.push_back(pauseMs);
}

double Cadence::typical() const
{
    auto sorted = recent_;
    const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
    std::nth_element(sorted.begin(), middle, sorted.end());
    return static_cast<double>(*middle);
}

} // namespace switchyard
