#pragma once
// One resolution of a line: buckets in time order, sealed in chunks.

#include "core/history/bucket.h"
#include "core/history/packed_values.h"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace switchyard {

/// Offsets in ms from a chunk's first bucket. The series of one cluster are sampled together, so that most of
/// them have the same times: they share one column.
using TimeColumn = std::shared_ptr<const std::vector<std::uint32_t>>;

class TimeColumnPool
{
public:
    /// `added` says whether nobody had this column: its memory counts once.
    TimeColumn share(const std::vector<std::uint32_t>& offsets, bool& added);

private:
    std::deque<TimeColumn> recent_;
};

class Tier
{
public:
    /// Chunks end where a multiple of `chunkMs` does, so that series that lost samples meet the others again
    /// in the next one, and that coarser buckets never lie across a chunk's end.
    explicit Tier(std::int64_t chunkMs) : chunkMs_(chunkMs) {}

    void add(const Bucket& bucket, TimeColumnPool& times); ///< later than all before
    void forget(std::int64_t beforeMs);                    ///< whole chunks that ended before that time
    std::optional<std::int64_t> firstMs() const;
    std::size_t bytes() const; ///< heap memory, about

    /// Calls take(const Bucket&) for each bucket that begins in [fromMs, toMs], in time order.
    template<typename Take> void visit(std::int64_t fromMs, std::int64_t toMs, Take take) const;

private:
    struct Chunk
    {
        std::int64_t firstMs = 0, lastMs = 0;
        TimeColumn times;
        PackedValues last, min, max; ///< min and max are empty where they are what `last` is
        bool flat = true;
        std::vector<std::uint32_t> gaps; ///< indexes of buckets with a gap before them
        std::size_t bytes = 0;
    };
    void seal(TimeColumnPool& times);
    template<typename Take>
    static void visitChunk(const Chunk& chunk, std::int64_t fromMs, std::int64_t toMs, Take& take);
    template<typename Take> void visitOpen(std::int64_t fromMs, std::int64_t toMs, Take& take) const;

    std::int64_t chunkMs_;
    std::vector<Chunk> sealed_;
    std::int64_t openFirstMs_ = 0;
    std::vector<std::uint32_t> openOffsets_;
    std::vector<double> openLast_;
    std::vector<double> openMin_, openMax_; ///< empty while all buckets are of one value
    std::vector<std::uint32_t> openGaps_;
    std::size_t sealedBytes_ = 0;
};

template<typename Take>
void Tier::visitChunk(const Chunk& chunk, std::int64_t fromMs, std::int64_t toMs, Take& take)
{
    const auto& offsets = *chunk.times;
    const auto offsetOf = [&](std::int64_t at) {
        return static_cast<std::uint32_t>(std::clamp<std::int64_t>(at - chunk.firstMs, 0, UINT32_MAX));
    };
    const auto begin = std::lower_bound(offsets.begin(), offsets.end(), offsetOf(fromMs));
    const auto end = std::upper_bound(begin, offsets.end(), offsetOf(toMs));
    auto gap = chunk.gaps.begin();
    for (auto it = begin; it != end; ++it) {
        const auto i = static_cast<std::size_t>(it - offsets.begin());
        while (gap != chunk.gaps.end() && *gap < i)
            ++gap;
        const double last = chunk.last.at(i);
        take(Bucket{chunk.firstMs + *it, chunk.flat ? last : chunk.min.at(i),
            chunk.flat ? last : chunk.max.at(i), last, gap != chunk.gaps.end() && *gap == i});
    }
}

template<typename Take> void Tier::visitOpen(std::int64_t fromMs, std::int64_t toMs, Take& take) const
{
    auto gap = openGaps_.begin();
    for (std::size_t i = 0; i < openOffsets_.size(); ++i) {
        const bool gapBefore = gap != openGaps_.end() && *gap == i;
        if (gapBefore)
            ++gap;
        const std::int64_t at = openFirstMs_ + openOffsets_[i];
        if (at < fromMs || at > toMs)
            continue;
        const bool flat = openMin_.empty();
        take(Bucket{at, flat ? openLast_[i] : openMin_[i], flat ? openLast_[i] : openMax_[i], openLast_[i],
            gapBefore});
    }
}

template<typename Take> void Tier::visit(std::int64_t fromMs, std::int64_t toMs, Take take) const
{
    if (fromMs > toMs)
        return;
    auto chunk = std::lower_bound(sealed_.begin(), sealed_.end(), fromMs,
        [](const Chunk& c, std::int64_t from) { return c.lastMs < from; });
    for (; chunk != sealed_.end() && chunk->firstMs <= toMs; ++chunk)
        visitChunk(*chunk, fromMs, toMs, take);
    visitOpen(fromMs, toMs, take);
}

} // namespace switchyard
