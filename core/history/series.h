#pragma once
// One line of a chart: its samples, what they become as they grow old, and their decimation for drawing.

#include "core/history/budget.h"
#include "core/history/cadence.h"
#include "core/history/history.h"
#include "core/history/tier.h"

#include <array>

namespace switchyard {

/// Every sample goes into three resolutions at once: itself, a bucket a minute, and one for ten minutes. Each
/// is forgotten at its own age, so that nothing has to be computed when a sample grows old; min and max of a
/// bucket keep a spike of one sample for as long as the bucket lives. What a coarse bucket loses is a gap
/// that begins and ends inside it.
class Series
{
public:
    /// Takes a sample later than the last one; others are ignored, and what is no number too.
    void add(std::int64_t atMs, double value, const Horizons& horizons, TimeColumnPool& times);
    /// Forgets what is older than the horizons, seen from `nowMs`.
    void forget(std::int64_t nowMs, const Horizons& horizons);
    /// At most `maxBuckets` buckets on a grid (grid.h). `shift` is added to the times of the answer.
    QVector<Bucket> query(std::int64_t fromMs, std::int64_t toMs, int maxBuckets, std::int64_t shift) const;
    std::int64_t lastMs() const { return lastMs_; }
    std::size_t bytes() const; ///< heap memory, about

private:
    class Bucketer;
    struct Level
    {
        std::int64_t cellMs; ///< 0: samples
        Tier closed;
        std::optional<Bucket> open; ///< still growing
        std::optional<std::int64_t> firstMs() const
        {
            const auto first = closed.firstMs();
            return first || !open ? first : std::optional(open->atMs);
        }
    };

    void visit(std::size_t level, std::int64_t fromMs, std::int64_t toMs, Bucketer& out) const;
    void visitLevel(const Level& level, std::int64_t fromMs, std::int64_t toMs, Bucketer& out) const;

    static constexpr std::int64_t minute = 60'000;
    std::array<Level, 3> levels_{Level{0, Tier(5 * minute), {}}, Level{minute, Tier(180 * minute), {}},
        Level{10 * minute, Tier(1440 * minute), {}}};
    std::optional<std::int64_t> firstMs_;
    std::int64_t lastMs_ = 0;
    Cadence cadence_;
};

} // namespace switchyard
