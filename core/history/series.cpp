#include "core/history/series.h"

#include <algorithm>
#include <cmath>

namespace switchyard {

namespace {

/// Chunks end where a multiple of this does, so that series that lost samples meet the others again in the
/// next one.
constexpr std::int64_t chunkMs = 512'000;
constexpr std::size_t chunkSamples = 4096;

std::int64_t floorDiv(std::int64_t a, std::int64_t b)
{
    return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

/// The width of the buckets of a grid through 0 of which at most `most` touch [from, to].
std::int64_t widthFor(std::int64_t from, std::int64_t to, std::int64_t most)
{
    const std::int64_t span = to - from + 1;
    std::int64_t width = std::max<std::int64_t>(1, (span + most - 1) / most);
    const auto touched = [&] { return floorDiv(to, width) - floorDiv(from, width) + 1; };
    if (touched() > most && most > 1)
        width = (span + most - 2) / (most - 1);
    return width;
}

} // namespace

TimeColumn TimeColumnPool::share(std::vector<std::uint32_t> offsets)
{
    for (const auto& column : recent_) {
        if (*column == offsets)
            return column;
    }
    recent_.push_front(std::make_shared<const std::vector<std::uint32_t>>(std::move(offsets)));
    if (recent_.size() > 8)
        recent_.pop_back();
    return recent_.front();
}

/// Collects samples that arrive in time order into buckets.
class Series::Bucketer
{
public:
    Bucketer(std::int64_t from, std::int64_t to, int most, std::int64_t shift)
        : from_(from), to_(to), shift_(shift), one_(most == 1),
          width_(one_ ? to - from + 1 : widthFor(from, to, most)), end_(from)
    {
        out_.reserve(std::min(most, 4096));
    }

    std::int64_t from() const { return from_; }
    std::int64_t to() const { return to_; }

    void add(std::int64_t at, double min, double max, double last, bool gap)
    {
        if (at >= end_) {
            open(at);
            out_.append(Bucket{at + shift_, min, max, last, gap && !out_.isEmpty()});
            return;
        }
        Bucket& bucket = out_.last();
        bucket.min = std::min(bucket.min, min);
        bucket.max = std::max(bucket.max, max);
        bucket.last = last;
    }
    /// Whether samples from `first` to `last` belong to one bucket.
    bool takesWhole(std::int64_t first, std::int64_t last) const
    {
        return first >= from_ && last <= to_ && (first >= end_ ? last < endFor(first) : last < end_);
    }
    QVector<Bucket> take() { return std::move(out_); }

private:
    std::int64_t endFor(std::int64_t at) const
    {
        return one_ ? from_ + width_ : (floorDiv(at, width_) + 1) * width_;
    }
    void open(std::int64_t at) { end_ = endFor(at); }

    std::int64_t from_, to_, shift_;
    bool one_;
    std::int64_t width_, end_;
    QVector<Bucket> out_;
};

void Series::add(std::int64_t atMs, double value, std::int64_t retentionMs, TimeColumnPool& times)
{
    if (!std::isfinite(value) || (!isEmpty() && atMs <= lastMs_))
        return;
    const bool gap = !isEmpty() && cadence_.isGap(atMs - lastMs_);
    if (!openTimes_.empty() && (floorDiv(atMs, chunkMs) != floorDiv(openTimes_.front(), chunkMs) ||
                                   openTimes_.size() >= chunkSamples))
        seal(times);
    if (gap)
        openGaps_.push_back(static_cast<std::uint16_t>(openTimes_.size()));
    openTimes_.push_back(atMs);
    openValues_.push_back(value);
    lastMs_ = atMs;
    while (!sealed_.empty() && sealed_.front().lastMs < atMs - retentionMs)
        sealed_.pop_front();
}

void Series::seal(TimeColumnPool& times)
{
    Chunk chunk;
    chunk.firstMs = openTimes_.front();
    chunk.lastMs = openTimes_.back();
    std::vector<std::uint32_t> offsets;
    offsets.reserve(openTimes_.size());
    for (const std::int64_t at : openTimes_)
        offsets.push_back(static_cast<std::uint32_t>(at - chunk.firstMs));
    chunk.times = times.share(std::move(offsets));
    const auto [min, max] = std::minmax_element(openValues_.begin(), openValues_.end());
    chunk.min = *min;
    chunk.max = *max;
    chunk.last = openValues_.back();
    chunk.values = PackedValues(openValues_);
    chunk.gaps = std::vector<std::uint16_t>(openGaps_.begin(), openGaps_.end());
    sealed_.push_back(std::move(chunk));
    openTimes_.clear();
    openValues_.clear();
    openGaps_.clear();
}

void Series::visit(const Chunk& chunk, Bucketer& out)
{
    const bool gapFirst = !chunk.gaps.empty() && chunk.gaps.front() == 0;
    if (out.takesWhole(chunk.firstMs, chunk.lastMs)) {
        out.add(chunk.firstMs, chunk.min, chunk.max, chunk.last, gapFirst);
        return;
    }
    const auto& offsets = *chunk.times;
    const auto offsetOf = [&](std::int64_t at) {
        return static_cast<std::uint32_t>(std::clamp<std::int64_t>(at - chunk.firstMs, 0, UINT32_MAX));
    };
    const auto begin = std::lower_bound(offsets.begin(), offsets.end(), offsetOf(out.from()));
    const auto end = std::upper_bound(begin, offsets.end(), offsetOf(out.to()));
    auto gap = chunk.gaps.begin();
    for (auto it = begin; it != end; ++it) {
        const auto i = static_cast<std::size_t>(it - offsets.begin());
        while (gap != chunk.gaps.end() && *gap < i)
            ++gap;
        const double value = chunk.values.at(i);
        out.add(chunk.firstMs + *it, value, value, value, gap != chunk.gaps.end() && *gap == i);
    }
}

void Series::visitOpen(Bucketer& out) const
{
    auto gap = openGaps_.begin();
    for (std::size_t i = 0; i < openTimes_.size(); ++i) {
        const bool gapBefore = gap != openGaps_.end() && *gap == i;
        if (gapBefore)
            ++gap;
        if (openTimes_[i] >= out.from() && openTimes_[i] <= out.to())
            out.add(openTimes_[i], openValues_[i], openValues_[i], openValues_[i], gapBefore);
    }
}

QVector<Bucket> Series::query(
    std::int64_t fromMs, std::int64_t toMs, int maxBuckets, std::int64_t shift) const
{
    if (maxBuckets < 1 || fromMs > toMs)
        return {};
    constexpr std::int64_t farthest = 1LL << 60; // spans must not overflow, whatever a caller calls "all"
    fromMs = std::clamp(fromMs, -farthest, farthest);
    toMs = std::clamp(toMs, -farthest, farthest);
    Bucketer out(fromMs, toMs, maxBuckets, shift);
    auto chunk = std::lower_bound(sealed_.begin(), sealed_.end(), fromMs,
        [](const Chunk& c, std::int64_t from) { return c.lastMs < from; });
    for (; chunk != sealed_.end() && chunk->firstMs <= toMs; ++chunk)
        visit(*chunk, out);
    visitOpen(out);
    return out.take();
}

std::size_t Series::bytes() const
{
    std::size_t sum = openTimes_.capacity() * (sizeof(std::int64_t) + sizeof(double));
    for (const Chunk& chunk : sealed_)
        sum += sizeof(Chunk) + chunk.values.bytes() + chunk.gaps.capacity() * sizeof(std::uint16_t);
    return sum;
}

} // namespace switchyard
