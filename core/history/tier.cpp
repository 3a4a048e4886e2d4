#include "core/history/tier.h"

#include "core/history/grid.h"

namespace switchyard {

namespace {

/// Grows by a little: a cluster has many lines, and doubling would leave half of their memory unused.
template<typename Value> void append(std::vector<Value>& values, Value value)
{
    if (values.size() == values.capacity())
        values.reserve(values.size() + 64);
    values.push_back(value);
}

template<typename Value> std::size_t heapOf(const std::vector<Value>& values)
{
    return values.capacity() * sizeof(Value);
}

} // namespace

TimeColumn TimeColumnPool::share(const std::vector<std::uint32_t>& offsets, bool& added)
{
    added = false;
    for (const auto& column : recent_) {
        if (*column == offsets)
            return column;
    }
    added = true;
    recent_.push_front(std::make_shared<const std::vector<std::uint32_t>>(offsets));
    if (recent_.size() > 8)
        recent_.pop_back();
    return recent_.front();
}

void Tier::add(const Bucket& bucket, TimeColumnPool& times)
{
    if (!openOffsets_.empty() && cellOf(bucket.atMs, chunkMs_) != cellOf(openFirstMs_, chunkMs_))
        seal(times);
    if (openOffsets_.empty())
        openFirstMs_ = bucket.atMs;
    if (bucket.gapBefore)
        openGaps_.push_back(static_cast<std::uint32_t>(openOffsets_.size()));
    const bool flat = bucket.min == bucket.last && bucket.max == bucket.last;
    if (!flat && openMin_.empty())
        openMin_ = openMax_ = openLast_;
    if (!flat || !openMin_.empty()) {
        append(openMin_, bucket.min);
        append(openMax_, bucket.max);
    }
    append(openOffsets_, static_cast<std::uint32_t>(bucket.atMs - openFirstMs_));
    append(openLast_, bucket.last);
}

void Tier::seal(TimeColumnPool& times)
{
    Chunk chunk;
    bool added = false;
    chunk.firstMs = openFirstMs_;
    chunk.lastMs = openFirstMs_ + openOffsets_.back();
    chunk.times = times.share(openOffsets_, added);
    chunk.last = PackedValues(openLast_);
    chunk.flat = openMin_.empty();
    if (!chunk.flat) {
        chunk.min = PackedValues(openMin_);
        chunk.max = PackedValues(openMax_);
    }
    chunk.gaps = std::vector<std::uint32_t>(openGaps_.begin(), openGaps_.end());
    chunk.bytes = sizeof(Chunk) + chunk.last.bytes() + chunk.min.bytes() + chunk.max.bytes() +
                  heapOf(chunk.gaps) + (added ? heapOf(*chunk.times) : 0);
    sealedBytes_ += chunk.bytes;
    sealed_.push_back(std::move(chunk));
    openOffsets_.clear();
    openLast_.clear();
    openGaps_.clear();
    openMin_ = {};
    openMax_ = {};
}

void Tier::forget(std::int64_t beforeMs)
{
    auto kept = sealed_.begin();
    for (; kept != sealed_.end() && kept->lastMs < beforeMs; ++kept)
        sealedBytes_ -= kept->bytes;
    sealed_.erase(sealed_.begin(), kept);
}

std::optional<std::int64_t> Tier::firstMs() const
{
    if (!sealed_.empty())
        return sealed_.front().firstMs;
    return openOffsets_.empty() ? std::nullopt : std::optional(openFirstMs_);
}

std::size_t Tier::bytes() const
{
    return sealedBytes_ + heapOf(openOffsets_) + heapOf(openLast_) + heapOf(openMin_) + heapOf(openMax_);
}

} // namespace switchyard
