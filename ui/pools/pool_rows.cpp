#include "ui/pools/pool_rows.h"

#include "ui/text/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct PoolWords
{
    Q_DECLARE_TR_FUNCTIONS(PoolTable)
};

std::pair<Mark, QString> stateOfPool(const PoolDatabase& database, bool live)
{
    if (!live)
        return {Mark::Unknown, PoolWords::tr("unknown")};
    if (database.disabled)
        return {Mark::Bad, PoolWords::tr("disabled")};
    if (database.paused)
        return {Mark::Warn, PoolWords::tr("paused")};
    if (database.clientsWaiting > 0)
        return {Mark::Warn, serversInUse(database) >= database.poolSize ? PoolWords::tr("pool full")
                                                                        : PoolWords::tr("waiting")};
    return {Mark::Ok, database.clientsActive > 0 ? PoolWords::tr("active") : PoolWords::tr("idle")};
}

PoolRow rowOf(const Pooler& pooler, const PoolDatabase& database, const History& history, std::int64_t nowMs)
{
    constexpr int sparklineBuckets = 48;
    PoolRow row;
    row.key = pooler.name + u'/' + database.name;
    row.pooler = pooler.name, row.database = database.name;
    row.live = pooler.facts.isKnown();
    std::tie(row.mark, row.state) = stateOfPool(database, row.live);
    row.clients = database.clientsActive + database.clientsWaiting;
    row.waiting = database.clientsWaiting, row.maxWait = database.maxWait;
    row.servers = serversInUse(database), row.poolSize = database.poolSize;
    const std::int64_t from = nowMs - sparklineSpanMs;
    row.queries = history.query({row.key, Metric::QueriesPerSecond}, from, nowMs, sparklineBuckets);
    row.queryTime = history.query({row.key, Metric::QuerySeconds}, from, nowMs, sparklineBuckets);
    row.transactionTime = history.query({row.key, Metric::TransactionSeconds}, from, nowMs, sparklineBuckets);
    return row;
}

QString modeOf(const PoolerFacts& facts)
{
    QStringList modes;
    for (const PoolDatabase& database : facts.databases) {
        if (!database.poolMode.isEmpty() && !modes.contains(database.poolMode))
            modes << database.poolMode;
    }
    return modes.size() == 1 ? PoolWords::tr("%1 pooling").arg(modes.front()) : QString();
}

QString summaryOf(const Pooler& pooler, const PoolerFacts& facts, std::int64_t nowMs)
{
    QStringList parts;
    if (!facts.version.isEmpty())
        parts << facts.version;
    if (const QString mode = modeOf(facts); !mode.isEmpty())
        parts << mode;
    if (pooler.taskSince.isValid()) {
        const std::int64_t upMs = nowMs - pooler.taskSince.toMSecsSinceEpoch();
        if (upMs > 0)
            parts << PoolWords::tr("up for %1").arg(text::duration(std::chrono::milliseconds(upMs)));
    }
    return parts.join(u", "_s);
}

// "leads to pg1": where writes go, which is what most databases of a pooler point at.
QString targetOf(const PoolerFacts& facts)
{
    QMap<QString, int> counts;
    for (const PoolDatabase& database : facts.databases) {
        if (!database.name.endsWith("_ro"_L1) && !database.target.isEmpty())
            ++counts[database.target];
    }
    if (counts.isEmpty())
        return {};
    return counts.size() == 1 ? PoolWords::tr("leads to %1").arg(counts.firstKey())
                              : PoolWords::tr("leads to several members");
}

void addRow(PoolGroup& group, const PoolRow& row)
{
    group.known = true;
    group.clients += row.clients;
    group.waiting += row.waiting;
    group.maxWait = std::max(group.maxWait, row.maxWait);
    const auto rank = [](Mark mark) {
        return mark == Mark::Bad ? 3 : mark == Mark::Warn ? 2 : mark == Mark::Unknown ? 1 : 0;
    };
    if (rank(row.mark) > rank(group.mark))
        group.mark = row.mark;
    group.live = group.live || row.live;
    group.rows.push_back(row);
}

QVector<PoolGroup> groupsByPooler(const ClusterSnapshot& snapshot, const History& history, std::int64_t nowMs)
{
    QVector<PoolGroup> groups;
    for (const Pooler& pooler : snapshot.poolers) {
        PoolGroup group;
        group.name = pooler.name;
        QStringList subtitle;
        if (!pooler.nodeName.isEmpty())
            subtitle << pooler.nodeName;
        const PoolerFacts* facts = pooler.facts.lastValue();
        group.mark = pooler.facts.isKnown() ? Mark::Ok : facts ? Mark::Unknown : Mark::Bad;
        if (facts) {
            if (const QString target = targetOf(*facts); !target.isEmpty())
                subtitle << target;
            group.summary = summaryOf(pooler, *facts, nowMs);
            for (const PoolDatabase& database : facts->databases) {
                PoolRow row = rowOf(pooler, database, history, nowMs);
                row.name = database.name;
                addRow(group, row);
            }
        } else {
            group.summary = PoolWords::tr("does not answer");
        }
        group.live = pooler.facts.isKnown();
        group.subtitle = subtitle.join(u", "_s);
        groups.push_back(group);
    }
    return groups;
}

QVector<PoolGroup> groupsByDatabase(
    const ClusterSnapshot& snapshot, const History& history, std::int64_t nowMs)
{
    QMap<QString, PoolGroup> groups;
    for (const Pooler& pooler : snapshot.poolers) {
        const PoolerFacts* facts = pooler.facts.lastValue();
        if (!facts)
            continue;
        for (const PoolDatabase& database : facts->databases) {
            PoolGroup& group = groups[database.name];
            if (group.rows.isEmpty())
                group.name = database.name, group.mark = Mark::Ok;
            PoolRow row = rowOf(pooler, database, history, nowMs);
            row.name = pooler.name;
            addRow(group, row);
        }
    }
    QVector<PoolGroup> result;
    for (PoolGroup& group : groups) {
        const qsizetype poolers = group.rows.size();
        group.subtitle =
            poolers == 1 ? PoolWords::tr("on 1 pooler") : PoolWords::tr("on %1 poolers").arg(poolers);
        result.push_back(group);
    }
    return result;
}

} // namespace

int serverConnections(const PoolDatabase& d)
{
    return d.serversActive + d.serversIdle + d.serversUsed + d.serversTested + d.serversLogin;
}

int serversInUse(const PoolDatabase& d)
{
    return d.serversActive + d.serversTested + d.serversLogin;
}

QVector<PoolGroup> poolGroups(
    const ClusterSnapshot& snapshot, const History& history, std::int64_t nowMs, PoolGrouping grouping)
{
    QVector<PoolGroup> groups = grouping == PoolGrouping::ByPooler
                                    ? groupsByPooler(snapshot, history, nowMs)
                                    : groupsByDatabase(snapshot, history, nowMs);
    std::sort(
        groups.begin(), groups.end(), [](const PoolGroup& a, const PoolGroup& b) { return a.name < b.name; });
    for (PoolGroup& group : groups)
        std::sort(group.rows.begin(), group.rows.end(),
            [](const PoolRow& a, const PoolRow& b) { return a.key < b.key; });
    return groups;
}

QString poolFigure(Metric metric, double value)
{
    return metric == Metric::QueriesPerSecond ? text::count(qRound64(value)) + u"/s"_s
                                              : text::duration(Duration(qRound64(value * 1e6)));
}

PoolTotals poolTotals(const ClusterSnapshot& snapshot)
{
    PoolTotals totals;
    for (const Pooler& pooler : snapshot.poolers) {
        const PoolerFacts* facts = pooler.facts.live();
        if (!facts) {
            ++totals.poolersUnknown;
            continue;
        }
        for (const PoolDatabase& database : facts->databases) {
            totals.clients += database.clientsActive + database.clientsWaiting;
            totals.waiting += database.clientsWaiting;
            totals.servers += serverConnections(database);
        }
    }
    return totals;
}

} // namespace switchyard::ui
