#include "core/history/history.h"

#include "core/history/marks.h"
#include "core/history/sampling.h"
#include "core/history/series.h"

#include <algorithm>

namespace switchyard {

namespace {

std::int64_t toMs(WallTime at)
{
    return std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

/// After so many snapshots the lines of members and pools that are long gone are thrown away.
constexpr int appendsBetweenPruning = 600;

} // namespace

size_t qHash(const SeriesKey& key, size_t seed)
{
    return qHashMulti(seed, key.subject, static_cast<int>(key.metric));
}

struct History::Private
{
    std::int64_t retentionMs = 0;
    QHash<SeriesKey, Series> series;
    TimeColumnPool times;
    RateMeter rates;
    MarkFinder finder;
    QVector<EventMark> marks;
    std::optional<Instant> last;
    /// Our own axis is Unix time plus this. It grows when the wall clock is put back: what was recorded
    /// before then shows that much earlier, in the same distances, and new samples still come after old ones.
    std::int64_t axisShift = 0;
    int appends = 0;
    std::optional<std::int64_t> firstMs; ///< on our own axis

    std::int64_t axisTime(const Instant& at);
    void prune(std::int64_t now);
};

std::int64_t History::Private::axisTime(const Instant& at)
{
    if (last && at.wall < last->wall) {
        const auto passed = std::chrono::floor<std::chrono::milliseconds>(at.steady - last->steady).count();
        axisShift += toMs(last->wall) - toMs(at.wall) + std::max<std::int64_t>(1, passed);
    }
    last = at;
    return toMs(at.wall) + axisShift;
}

void History::Private::prune(std::int64_t now)
{
    for (auto it = series.begin(); it != series.end();)
        it = it->lastMs() < now - retentionMs ? series.erase(it) : std::next(it);
}

History::History(std::chrono::seconds retention) : d_(std::make_unique<Private>())
{
    d_->retentionMs = std::chrono::milliseconds(retention).count();
}
History::~History() = default;
History::History(History&&) noexcept = default;
History& History::operator=(History&&) noexcept = default;

void History::append(const ClusterSnapshot& snapshot)
{
    if (d_->last && snapshot.observedAt.steady <= d_->last->steady)
        return; // the same one again, or one that came late
    const std::int64_t at = d_->axisTime(snapshot.observedAt);
    for (const auto& [key, value] : samplesOf(snapshot, d_->rates))
        d_->series[key].add(at, value, d_->retentionMs, d_->times);
    if (!d_->firstMs)
        d_->firstMs = at;
    d_->marks << d_->finder.marksOf(snapshot, at);
    const auto tooOld = [&](const EventMark& mark) { return mark.atMs < at - d_->retentionMs; };
    d_->marks.removeIf(tooOld);
    if (++d_->appends % appendsBetweenPruning == 0)
        d_->prune(at);
}

QVector<Bucket> History::query(
    const SeriesKey& key, std::int64_t fromMs, std::int64_t toMs, int maxBuckets) const
{
    const auto it = d_->series.constFind(key);
    if (it == d_->series.constEnd())
        return {};
    return it->query(fromMs + d_->axisShift, toMs + d_->axisShift, maxBuckets, -d_->axisShift);
}

QVector<EventMark> History::events(std::int64_t fromMs, std::int64_t toMs) const
{
    QVector<EventMark> found;
    for (EventMark mark : d_->marks) {
        mark.atMs -= d_->axisShift;
        if (mark.atMs >= fromMs && mark.atMs <= toMs)
            found << mark;
    }
    return found;
}

void History::add(const SeriesKey& key, std::int64_t atMs, double value)
{
    const std::int64_t at = atMs + d_->axisShift;
    d_->firstMs = std::min(d_->firstMs.value_or(at), at);
    d_->series[key].add(at, value, d_->retentionMs, d_->times);
}

std::optional<std::int64_t> History::earliestMs() const
{
    if (!d_->firstMs)
        return std::nullopt;
    const std::int64_t kept =
        d_->last ? toMs(d_->last->wall) + d_->axisShift - d_->retentionMs : *d_->firstMs;
    return std::max(*d_->firstMs, kept) - d_->axisShift;
}

} // namespace switchyard
