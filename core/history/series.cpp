#include "core/history/series.h"

#include "core/history/grid.h"

#include <algorithm>
#include <cmath>

namespace switchyard {

namespace {

void widen(Bucket& bucket, const Bucket& by)
{
    bucket.min = std::min(bucket.min, by.min);
    bucket.max = std::max(bucket.max, by.max);
    bucket.last = by.last;
}

} // namespace

/// Collects buckets that arrive in time order into those of the answer.
class Series::Bucketer
{
public:
    Bucketer(std::int64_t from, std::int64_t to, int most, std::int64_t shift)
        : from_(from), shift_(shift), one_(most == 1),
          width_(one_ ? to - from + 1 : gridWidth(from, to, most)), end_(from)
    {
        out_.reserve(std::min(most, 4096));
    }

    void add(Bucket bucket)
    {
        if (bucket.atMs < end_)
            return widen(out_.last(), bucket);
        end_ = one_ ? from_ + width_ : (cellOf(bucket.atMs, width_) + 1) * width_;
        bucket.atMs += shift_;
        bucket.gapBefore = bucket.gapBefore && !out_.isEmpty();
        out_.append(bucket);
    }
    /// Whether buckets of `cellMs` lie whole inside those of the answer.
    bool takesWhole(std::int64_t cellMs) const { return one_ || width_ % cellMs == 0; }
    QVector<Bucket> take() { return std::move(out_); }

private:
    std::int64_t from_, shift_;
    bool one_;
    std::int64_t width_, end_;
    QVector<Bucket> out_;
};

void Series::add(std::int64_t atMs, double value, const Horizons& horizons, TimeColumnPool& times)
{
    if (!std::isfinite(value) || (firstMs_ && atMs <= lastMs_))
        return;
    const Bucket sample{atMs, value, value, value, firstMs_ && cadence_.isGap(atMs - lastMs_)};
    for (Level& level : levels_) {
        if (level.cellMs == 0) {
            level.closed.add(sample, times);
        } else if (level.open && cellOf(level.open->atMs, level.cellMs) == cellOf(atMs, level.cellMs)) {
            widen(*level.open, sample);
        } else {
            if (level.open)
                level.closed.add(*level.open, times);
            level.open = sample;
        }
    }
    firstMs_ = firstMs_.value_or(atMs);
    lastMs_ = atMs;
    forget(atMs, horizons);
}

void Series::forget(std::int64_t nowMs, const Horizons& horizons)
{
    const std::array<std::int64_t, 3> ages{horizons.samplesMs, horizons.minutesMs, horizons.allMs};
    for (std::size_t i = 0; i < levels_.size(); ++i)
        levels_[i].closed.forget(nowMs - ages[i]);
}

void Series::visitLevel(const Level& level, std::int64_t fromMs, std::int64_t toMs, Bucketer& out) const
{
    level.closed.visit(fromMs, toMs, [&](const Bucket& bucket) { out.add(bucket); });
    if (level.open && level.open->atMs >= fromMs && level.open->atMs <= toMs)
        out.add(*level.open);
}

/// Where a level's buckets fit whole into the answer's, it answers; at the edges the finer one does. What is
/// older than the finer level reaches is told as coarse as it was kept.
void Series::visit(std::size_t index, std::int64_t fromMs, std::int64_t toMs, Bucketer& out) const
{
    if (fromMs > toMs)
        return;
    const Level& level = levels_[index];
    if (index == 0)
        return visitLevel(level, fromMs, toMs, out);
    const std::int64_t finerFrom = levels_[index - 1].firstMs().value_or(lastMs_ + 1);
    visitLevel(level, fromMs, std::min(toMs, finerFrom - 1), out);
    const std::int64_t from = std::max(fromMs, finerFrom);
    if (from > toMs)
        return;
    const std::int64_t cell = level.cellMs;
    const std::int64_t wholeFrom = (cellOf(from - 1, cell) + 1) * cell,
                       wholeTo = cellOf(toMs + 1, cell) * cell;
    if (!out.takesWhole(cell) || wholeFrom >= wholeTo)
        return visit(index - 1, from, toMs, out);
    visit(index - 1, from, wholeFrom - 1, out);
    visitLevel(level, wholeFrom, wholeTo - 1, out);
    visit(index - 1, wholeTo, toMs, out);
}

QVector<Bucket> Series::query(
    std::int64_t fromMs, std::int64_t toMs, int maxBuckets, std::int64_t shift) const
{
    if (maxBuckets < 1 || fromMs > toMs || !firstMs_)
        return {};
    constexpr std::int64_t farthest = 1LL << 60; // spans must not overflow, whatever a caller calls "all"
    fromMs = std::clamp(fromMs, -farthest, farthest);
    toMs = std::clamp(toMs, -farthest, farthest);
    Bucketer out(fromMs, toMs, maxBuckets, shift);
    visit(levels_.size() - 1, std::max(fromMs, *firstMs_), std::min(toMs, lastMs_), out);
    return out.take();
}

std::size_t Series::bytes() const
{
    std::size_t sum = sizeof(Series);
    for (const Level& level : levels_)
        sum += level.closed.bytes();
    return sum;
}

} // namespace switchyard
