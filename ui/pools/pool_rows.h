#pragma once
// What the table of pools says, worked out from a snapshot and the history: pure functions of values.

#include "core/cluster/snapshot.h"
#include "core/history/history.h"
#include "ui/widgets/state_mark.h"

#include <QVector>

#include <optional>

namespace switchyard::ui {

enum class PoolGrouping { ByPooler, ByDatabase };

/// One database on one pooler.
struct PoolRow
{
    QString key; ///< "pgbouncer-2/billing": the history's subject
    QString pooler, database;
    QString name; ///< what the first column says: database or pooler, by grouping
    Mark mark = Mark::Unknown;
    QString state; ///< "active", "idle", "pool full", "paused", …
    int clients = 0, waiting = 0;
    Duration maxWait{};
    int servers = 0, poolSize = 0;                       ///< server connections in use, of those allowed
    QVector<Bucket> queries, queryTime, transactionTime; ///< last 5 min; per second, seconds, seconds
    bool live = true;
    bool operator==(const PoolRow&) const = default;
};

/// A pooler with its databases, or a database with its poolers.
struct PoolGroup
{
    QString name;
    QString subtitle; ///< "node1, leads to pg1"
    QString summary;  ///< "1.18, transaction pooling, up for 12 d"
    Mark mark = Mark::Unknown;
    int clients = 0, waiting = 0;
    Duration maxWait{};
    bool known = false; ///< any numbers at all
    bool live = false;
    QVector<PoolRow> rows; ///< by key
    bool operator==(const PoolGroup&) const = default;
};

/// Groups by name. nowMs: Unix time that the sparklines end at.
QVector<PoolGroup> poolGroups(
    const ClusterSnapshot& snapshot, const History& history, std::int64_t nowMs, PoolGrouping grouping);

inline constexpr std::int64_t sparklineSpanMs = 5 * 60'000;

/// A sample in words: "82/s", "21 ms".
QString poolFigure(Metric metric, double value);

struct PoolTotals
{
    int clients = 0, waiting = 0, servers = 0;
    int poolersUnknown = 0; ///< poolers that are not in the sums
};
PoolTotals poolTotals(const ClusterSnapshot& snapshot);

/// All server connections of a database on a pooler, in whatever state.
int serverConnections(const PoolDatabase& database);
/// Those that no waiting client could take now: with a client, being tested, or logging in.
int serversInUse(const PoolDatabase& database);

} // namespace switchyard::ui
