#include "core/history/history.h"

#include "core/history/marks.h"
#include "core/history/sampling.h"
#include "core/history/series.h"

#include <algorithm>
#include <numeric>

namespace switchyard {

namespace {

std::int64_t toMs(WallTime at)
{
    return std::chrono::floor<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

/// After so many snapshots the lines of members and pools that are long gone are thrown away.
constexpr int appendsBetweenPruning = 600;
/// So often memory is compared with the budget.
constexpr int samplesBetweenFitting = 4096;
/// A wall clock that differs less from the steady one was only corrected a little, which is no event.
constexpr std::int64_t notableJumpMs = 5000;

} // namespace

size_t qHash(const SeriesKey& key, size_t seed)
{
    return qHashMulti(seed, key.subject, static_cast<int>(key.metric));
}

struct History::Private
{
    Private(std::int64_t keepMs, std::shared_ptr<HistoryBudget> shared)
        : retentionMs(keepMs), budget(std::move(shared)), horizons(horizonsFor(1, keepMs))
    {
        if (budget)
            budget->join();
    }
    ~Private()
    {
        if (budget)
            budget->leave();
    }
    Private(const Private&) = delete;
    Private& operator=(const Private&) = delete;

    const std::int64_t retentionMs;
    const std::shared_ptr<HistoryBudget> budget;
    double part = 1;
    Horizons horizons;
    QHash<SeriesKey, Series> series;
    TimeColumnPool times;
    RateMeter rates;
    MarkFinder finder;
    QVector<EventMark> marks;
    std::optional<Instant> last;
    /// Our own axis is Unix time plus this. It grows when the wall clock is put back: what was recorded
    /// before then shows that much earlier, in the same distances, and new samples still come after old ones.
    /// It shrinks when the clock is put forth again.
    std::int64_t axisShift = 0;
    int appends = 0, sampled = 0;
    std::optional<std::int64_t> firstMs; ///< on our own axis

    std::int64_t axisTime(const Instant& at);
    void take(const SeriesKey& key, std::int64_t at, double value);
    void fit();
    void prune(std::int64_t now);
    std::size_t bytes() const;
};

std::int64_t History::Private::axisTime(const Instant& at)
{
    if (last) {
        const auto passed = std::chrono::floor<std::chrono::milliseconds>(at.steady - last->steady).count();
        const std::int64_t wallPassed = toMs(at.wall) - toMs(last->wall), jump = wallPassed - passed;
        if (wallPassed < 0)
            axisShift += std::max<std::int64_t>(1, passed) - wallPassed;
        else if (jump > notableJumpMs)
            axisShift -= std::min(axisShift, jump);
        const std::int64_t now = toMs(at.wall) + axisShift;
        if (jump < -notableJumpMs)
            marks << EventMark{now, EventMark::Kind::ClockBack, {}, 0, {}, -jump};
        else if (jump > notableJumpMs)
            marks << EventMark{now, EventMark::Kind::NotObserved, {}, 0, {}, jump};
    }
    last = at;
    return toMs(at.wall) + axisShift;
}

void History::Private::take(const SeriesKey& key, std::int64_t at, double value)
{
    series[key].add(at, value, horizons, times);
    if (++sampled % samplesBetweenFitting == 0)
        fit();
}

void History::Private::fit()
{
    if (!budget)
        return;
    part = fittedPart(part, bytes(), budget->share());
    horizons = horizonsFor(part, retentionMs);
}

void History::Private::prune(std::int64_t now)
{
    for (auto it = series.begin(); it != series.end();) {
        it->forget(now, horizons);
        it = it->lastMs() < now - retentionMs ? series.erase(it) : std::next(it);
    }
}

std::size_t History::Private::bytes() const
{
    return std::accumulate(series.begin(), series.end(), std::size_t{0},
        [](std::size_t sum, const Series& one) { return sum + one.bytes(); });
}

History::History(std::chrono::seconds retention, std::shared_ptr<HistoryBudget> budget)
    : d_(std::make_unique<Private>(std::chrono::milliseconds(retention).count(), std::move(budget)))
{
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
        d_->take(key, at, value);
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
    d_->take(key, at, value);
}

std::size_t History::bytes() const
{
    return d_->bytes();
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
