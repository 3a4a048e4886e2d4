#pragma once
// Samples over time, in memory: what charts and sparklines draw. Belongs to one thread (the window's).

#include "core/cluster/snapshot.h"

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
    TransactionsPerSecond,
    Connections, ///< subject: member
    ClientsActive,
    ClientsWaiting,
    ServersActive, ///< subject: "pooler/database"
    MaxWaitSeconds,
    QueriesPerSecond,
    QuerySeconds, ///< subject: "pooler/database"; QuerySeconds: mean of the interval
};

struct SeriesKey
{
    QString subject;
    Metric metric{};
    bool operator==(const SeriesKey&) const = default;
};
size_t qHash(const SeriesKey& key, size_t seed = 0);

/// A stretch of samples drawn as one point: a spike of one sample survives in `max`.
struct Bucket
{
    std::int64_t atMs = 0; ///< Unix time of its first sample
    double min = 0, max = 0, last = 0;
    bool gapBefore = false; ///< nothing was read between the bucket before and this one: do not bridge it
    bool operator==(const Bucket&) const = default;
};

/// An instant that charts mark: a promotion, a timeline change, a member lost or back.
struct EventMark
{
    enum class Kind { Promoted, MemberLost, MemberBack, NodeLost, NodeBack };
    std::int64_t atMs = 0;
    Kind kind{};
    QString subject;
    int timeline = 0; ///< of Promoted
    bool operator==(const EventMark&) const = default;
};

class History
{
public:
    /// Keeps `retention` of samples; older ones are dropped as new ones arrive.
    explicit History(std::chrono::seconds retention = std::chrono::hours(24));
    ~History();
    History(History&&) noexcept;
    History& operator=(History&&) noexcept;

    /// Takes the samples of one snapshot: only live facts; what was not read leaves a gap.
    void append(const ClusterSnapshot& snapshot);
    /// At most `maxBuckets` buckets covering [fromMs, toMs], in time order.
    QVector<Bucket> query(const SeriesKey& key, std::int64_t fromMs, std::int64_t toMs, int maxBuckets) const;
    QVector<EventMark> events(std::int64_t fromMs, std::int64_t toMs) const;
    /// When the first of the samples that are kept was taken (Unix time); empty when there is none.
    std::optional<std::int64_t> earliestMs() const;
    /// Adds one sample directly (tests and benchmarks; append() uses it).
    void add(const SeriesKey& key, std::int64_t atMs, double value);

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace switchyard
