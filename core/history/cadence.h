#pragma once
// When a pause between two samples is a gap, and when it is only the pace at which samples come.

#include <cstdint>
#include <vector>

namespace switchyard {

/// A gap is a pause of more than 2.5 times the median of the last intervals, and of at least two seconds:
/// looks that events asked for come close together, and the regular pace after them is no gap. A second pause
/// of about the same length in a row is a new pace (a hidden window looks less often), not a second gap.
class Cadence
{
public:
    bool isGap(std::int64_t pauseMs);

private:
    void accept(std::int64_t pauseMs);
    double typical() const;

    std::vector<std::int64_t> recent_; ///< the last intervals that were none, oldest first
    std::int64_t refused_ = 0;         ///< the pause before, if it was a gap
};

} // namespace switchyard
