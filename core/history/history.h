#pragma once
// Samples over time, in memory: what charts and sparklines draw. Belongs to one thread (the window's).

#include "core/cluster/snapshot.h"
#include "core/history/bucket.h"
#include "core/history/budget.h"

#include <QHash>
#include <QString>
#include <QVector>

#include <cstdint>
#include <memory>

namespace switchyard {

enum class Metric {
    WriteLagSeconds,
    FlushLagSeconds,
    ReplayLagSeconds, ///< subject: standby; s
    WriteLagBytes,
    FlushLagBytes,
    ReplayLagBytes,    ///< subject: standby; bytes
    WalBytesPerSecond, ///< subject: member; bytes/s
    WalPosition, ///< subject: member; bytes since the beginning of its WAL: differences say what was written
    TransactionsPerSecond,
    Connections, ///< subject: member
    ClientsActive,
    ClientsWaiting,
    ServersActive, ///< subject: "pooler/database"
    MaxWaitSeconds,
    QueriesPerSecond,
    QuerySeconds,       ///< subject: "pooler/database"; mean of the interval
    TransactionSeconds, ///< subject: "pooler/database"; mean of the interval
};

struct SeriesKey
{
    QString subject;
    Metric metric{};
    bool operator==(const SeriesKey&) const = default;
};
size_t qHash(const SeriesKey& key, size_t seed = 0);

/// An instant that charts mark.
struct EventMark
{
    enum class Kind {
        Promoted,
        MemberLost, ///< its facts cannot be read any more
        MemberBack,
        NodeLost,
        NodeBack,
        StreamLost, ///< a standby that answers does not stream any more
        StreamBack,
        Restarted,   ///< the server of a member began anew
        Deployed,    ///< a member runs another image; `detail`: its tag
        SyncChanged, ///< synchronous_standby_names of the primary; `detail`: what it says now
        ClockBack,   ///< our wall clock was put back by `spanMs`
        NotObserved, ///< for `spanMs` nobody looked: we slept, or our wall clock was put forward
    };
    std::int64_t atMs = 0;
    Kind kind{};
    QString subject;
    int timeline = 0; ///< of Promoted
    QString detail{};
    std::int64_t spanMs = 0;
    bool operator==(const EventMark&) const = default;
};

class History
{
public:
    /// Keeps `retention` of samples, old ones as buckets (budget.h); what is older is dropped as new samples
    /// arrive. Histories with one budget divide it; without one there is plenty.
    explicit History(std::chrono::seconds retention = std::chrono::hours(7 * 24),
        std::shared_ptr<HistoryBudget> budget = {});
    ~History();
    History(History&&) noexcept;
    History& operator=(History&&) noexcept;

    /// Takes the samples of one snapshot: only live facts; what was not read leaves a gap. A wall clock that
    /// is put back shows what was taken before that much earlier, and when it is put forth again, where it
    /// was: the order and the distances of samples are those of the steady clock.
    void append(const ClusterSnapshot& snapshot);
    /// At most `maxBuckets` buckets covering [fromMs, toMs], in time order.
    QVector<Bucket> query(const SeriesKey& key, std::int64_t fromMs, std::int64_t toMs, int maxBuckets) const;
    QVector<EventMark> events(std::int64_t fromMs, std::int64_t toMs) const;
    /// When the first of the samples that are kept was taken (Unix time); empty when there is none.
    std::optional<std::int64_t> earliestMs() const;
    std::size_t bytes() const; ///< of all samples, about
    /// Adds one sample directly (tests and benchmarks; append() uses it).
    void add(const SeriesKey& key, std::int64_t atMs, double value);

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace switchyard
