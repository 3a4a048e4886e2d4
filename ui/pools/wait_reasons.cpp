#include "ui/pools/wait_reasons.h"

#include "core/pooler/pooler_action.h"
#include "ui/pools/pool_rows.h"
#include "ui/text/text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct WaitWords
{
    Q_DECLARE_TR_FUNCTIONS(WaitReasons)
};

Reason reason(Mark mark, const QString& words)
{
    return {mark, {{words, Ink::Text}}};
}

// What the member behind the pool says: gone, or with room for more connections, or full.
std::optional<Reason> targetReason(const ClusterSnapshot& snapshot, const PoolDatabase& database)
{
    const Member* target = snapshot.member(database.target);
    if (!target)
        return reason(Mark::Warn, WaitWords::tr("%1 is no member of this cluster").arg(database.target));
    const MemberFacts* facts = target->facts.live();
    if (!facts)
        return reason(Mark::Bad, WaitWords::tr("%1 does not answer us either").arg(target->name));
    const QString used =
        WaitWords::tr("%1 of %2 connections").arg(facts->connections).arg(facts->maxConnections);
    if (facts->maxConnections > 0 && facts->connections * 10 >= facts->maxConnections * 9)
        return reason(Mark::Warn, WaitWords::tr("%1 is nearly full: %2").arg(target->name, used));
    return reason(Mark::Info, WaitWords::tr("%1 has room: %2").arg(target->name, used));
}

// Who keeps the connections without using them, where that is known.
std::optional<Reason> idlersReason(const PoolDatabase& database, const PoolerLists* lists)
{
    constexpr Duration idleFrom = std::chrono::seconds(1); // the pooler counts whole seconds
    if (!lists || database.poolMode == "session"_L1)
        return std::nullopt;
    QVector<Holder> idlers;
    for (const Holder& holder : holdersOf(*lists, database.name)) {
        if (holder.idle >= idleFrom)
            idlers.push_back(holder);
    }
    if (idlers.isEmpty())
        return std::nullopt;
    const Holder& first = idlers.front();
    const QString span = text::duration(first.idle);
    Reason idle = reason(database.clientsWaiting > 0 ? Mark::Warn : Mark::Info,
        idlers.size() == 1 ? WaitWords::tr("1 connection stands idle in a transaction, for %1: ").arg(span)
                           : WaitWords::tr("%1 connections stand idle in a transaction, the longest for %2: ")
                                 .arg(idlers.size())
                                 .arg(span));
    idle.words.push_back({first.applicationName.isEmpty() ? first.user : first.applicationName, Ink::Text,
        QFont::Normal, true});
    idle.words.push_back({WaitWords::tr(" at %1").arg(first.address), Ink::Text});
    return idle;
}

KeyValue row(const QString& key, const QString& value)
{
    return {key, {{value, Ink::Text}}, {}, {}};
}

} // namespace

const Pooler* findPooler(const ClusterSnapshot& snapshot, const QString& name)
{
    const auto at = std::find_if(
        snapshot.poolers.begin(), snapshot.poolers.end(), [&](const Pooler& p) { return p.name == name; });
    return at == snapshot.poolers.end() ? nullptr : &*at;
}

const PoolDatabase* findDatabase(const Pooler& pooler, const QString& name)
{
    const PoolerFacts* facts = pooler.facts.lastValue();
    if (!facts)
        return nullptr;
    const auto at = std::find_if(facts->databases.begin(), facts->databases.end(),
        [&](const PoolDatabase& d) { return d.name == name; });
    return at == facts->databases.end() ? nullptr : &*at;
}

QVector<Reason> waitReasons(const ClusterSnapshot& snapshot, const Pooler& pooler,
    const PoolDatabase& database, const PoolerLists* lists)
{
    if (!pooler.facts.isKnown()) {
        const Error* error = pooler.facts.error();
        return {reason(Mark::Unknown,
            error ? text::sentence(*error) : WaitWords::tr("%1 was not read yet").arg(pooler.name))};
    }
    QVector<Reason> reasons;
    if (database.disabled)
        reasons.push_back(
            reason(Mark::Bad, WaitWords::tr("%1 is disabled: new clients are refused").arg(database.name)));
    if (database.paused)
        reasons.push_back(
            reason(Mark::Warn, WaitWords::tr("%1 is paused: queries wait until RESUME").arg(database.name)));
    const int servers = serversInUse(database);
    if (database.clientsWaiting > 0) {
        if (servers >= database.poolSize)
            reasons.push_back(
                reason(Mark::Warn, WaitWords::tr("All %1 server connections are in use").arg(servers)));
        else if (database.serversLogin > 0)
            reasons.push_back(reason(Mark::Warn,
                WaitWords::tr("%1 server connections are being opened").arg(database.serversLogin)));
    } else {
        const int open = std::max(0, database.poolSize - servers);
        reasons.push_back(reason(Mark::Ok, WaitWords::tr("Nobody waits: %1 of %2 server connections are free")
                                               .arg(open)
                                               .arg(database.poolSize)));
    }
    if (const auto idle = idlersReason(database, lists))
        reasons.push_back(*idle);
    if (const auto behind = targetReason(snapshot, database))
        reasons.push_back(*behind);
    return reasons;
}

QVector<KeyValue> poolFacts(const Pooler& pooler, const PoolDatabase& d)
{
    const QString address = d.targetPort ? d.targetHost + u':' + QString::number(d.targetPort) : d.targetHost;
    QVector<KeyValue> rows{
        row(WaitWords::tr("Leads to"), d.target.isEmpty() ? WaitWords::tr("unknown") : d.target)};
    rows.push_back({WaitWords::tr("Address"), {{address, Ink::Text, QFont::Normal, true}}, {}, {}});
    rows << row(WaitWords::tr("Pool mode"), d.poolMode.isEmpty() ? WaitWords::tr("unknown") : d.poolMode)
         << row(WaitWords::tr("Pool size"), WaitWords::tr("%1 server connections").arg(d.poolSize))
         << row(WaitWords::tr("Database limit"), d.maxConnections > 0
                                                     ? WaitWords::tr("%1 connections").arg(d.maxConnections)
                                                     : WaitWords::tr("no limit"))
         << row(WaitWords::tr("Clients"),
                WaitWords::tr("%1 active, %2 waiting").arg(d.clientsActive).arg(d.clientsWaiting))
         << row(WaitWords::tr("Servers"),
                WaitWords::tr("%1 active, %2 idle").arg(d.serversActive).arg(d.serversIdle + d.serversUsed))
         << row(WaitWords::tr("Since it began"), WaitWords::tr("%1 queries").arg(text::count(d.totalQueries)))
         << row(WaitWords::tr("Pooler"), pooler.nodeName.isEmpty()
                                             ? pooler.name
                                             : WaitWords::tr("%1 on %2").arg(pooler.name, pooler.nodeName));
    if (!pooler.image.isEmpty())
        rows << row(WaitWords::tr("Image"), pooler.image.section(u'@', 0, 0).section(u'/', -1));
    return rows;
}

} // namespace switchyard::ui
