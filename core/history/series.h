#pragma once
// One line of a chart: samples in time order, sealed in chunks, and their decimation for drawing.

#include "core/history/cadence.h"
#include "core/history/history.h"
#include "core/history/packed_values.h"

#include <deque>
#include <memory>
#include <vector>

namespace switchyard {

/// Offsets in ms from a chunk's first sample. The series of one cluster are sampled together, so that most of
/// them have the same times: they share one column.
using TimeColumn = std::shared_ptr<const std::vector<std::uint32_t>>;

class TimeColumnPool
{
public:
    TimeColumn share(std::vector<std::uint32_t> offsets);

private:
    std::deque<TimeColumn> recent_;
};

class Series
{
public:
    /// Takes a sample later than the last one; others are ignored, and what is no number too. Drops what is
    /// older than `retentionMs` before it.
    void add(std::int64_t atMs, double value, std::int64_t retentionMs, TimeColumnPool& times);
    /// At most `maxBuckets` buckets on a grid that stays where it is while a chart scrolls, so that a spike
    /// does not change its shape from one redraw to the next. `shift` is added to the times of the answer.
    QVector<Bucket> query(std::int64_t fromMs, std::int64_t toMs, int maxBuckets, std::int64_t shift) const;
    std::int64_t lastMs() const { return lastMs_; }
    bool isEmpty() const { return sealed_.empty() && openTimes_.empty(); }
    std::size_t bytes() const; ///< heap memory without shared times, about

private:
    struct Chunk
    {
        std::int64_t firstMs = 0, lastMs = 0;
        TimeColumn times;
        PackedValues values;
        double min = 0, max = 0, last = 0;
        std::vector<std::uint16_t> gaps; ///< indexes of samples with a gap before them
    };
    class Bucketer;

    void seal(TimeColumnPool& times);
    static void visit(const Chunk& chunk, Bucketer& out);
    void visitOpen(Bucketer& out) const;

    std::deque<Chunk> sealed_;
    std::vector<std::int64_t> openTimes_;
    std::vector<double> openValues_;
    std::vector<std::uint16_t> openGaps_;
    std::int64_t lastMs_ = 0;
    Cadence cadence_;
};

} // namespace switchyard
