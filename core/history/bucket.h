#pragma once
// What a query of the history answers with, and what its coarser resolutions are made of.

#include <cstdint>

namespace switchyard {

/// A stretch of samples drawn as one point: a spike of one sample survives in `max`.
struct Bucket
{
    std::int64_t atMs = 0; ///< Unix time of its first sample
    double min = 0, max = 0, last = 0;
    bool gapBefore = false; ///< nothing was read between the bucket before and this one: do not bridge it
    bool operator==(const Bucket&) const = default;
};

} // namespace switchyard
