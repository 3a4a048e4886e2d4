#include "core/pooler/pooler_action.h"

#include <algorithm>
#include <tuple>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

template<typename Named> const Named* named(const QVector<Named>& all, const QString& name)
{
    const auto at = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
    return at == all.end() ? nullptr : &*at;
}

int connectionsOf(const PoolDatabase& d)
{
    return d.serversActive + d.serversIdle + d.serversUsed + d.serversTested + d.serversLogin;
}

std::optional<NoAction> refusal(PoolerAction action, const PoolDatabase& database)
{
    switch (action) {
    case PoolerAction::Pause:
        if (database.paused)
            return NoAction::PausedAlready;
        break;
    case PoolerAction::Resume:
        if (!database.paused)
            return NoAction::NotPaused;
        break;
    case PoolerAction::Reconnect:
    case PoolerAction::Kill:
    case PoolerAction::Reload: break;
    }
    return std::nullopt;
}

void addDatabase(ActionPlan& plan, const PoolDatabase& database)
{
    plan.clients += database.clientsActive + database.clientsWaiting;
    plan.waiting += database.clientsWaiting;
    plan.servers += connectionsOf(database);
    plan.holding += database.serversActive;
    plan.sessionPooling = database.poolMode == "session"_L1;
}

bool isPlainWord(const QString& name)
{
    const auto plain = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'_';
    };
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), plain);
}

QByteArray verb(PoolerAction action)
{
    return poolerActionName(action).toUpper().toLatin1();
}

} // namespace

QString poolerActionName(PoolerAction action)
{
    switch (action) {
    case PoolerAction::Pause: return u"pause"_s;
    case PoolerAction::Resume: return u"resume"_s;
    case PoolerAction::Reconnect: return u"reconnect"_s;
    case PoolerAction::Kill: return u"kill"_s;
    case PoolerAction::Reload: return u"reload"_s;
    }
    return {};
}

QByteArray poolerCommand(PoolerAction action, const QString& database)
{
    if (action == PoolerAction::Reload)
        return verb(action) + ';';
    // The console knows no way to write a double quote inside a name.
    if (database.isEmpty() || database.contains(u'"'))
        return {};
    const QString name = isPlainWord(database) ? database : u'"' + database + u'"';
    return verb(action) + ' ' + name.toUtf8() + ';';
}

QVector<Holder> holdersOf(const PoolerLists& lists, const QString& database)
{
    QVector<Holder> holders;
    for (const PoolClient& client : lists.clients) {
        if (client.database == database && !client.link.isEmpty())
            holders.append(
                {client.applicationName, client.user, client.address, lists.idle(client), client.running});
    }
    std::sort(holders.begin(), holders.end(), [](const Holder& a, const Holder& b) {
        return std::tie(b.idle, b.running) < std::tie(a.idle, a.running);
    });
    return holders;
}

ActionPlan planPoolerAction(PoolerAction action, const ClusterSnapshot& snapshot, const QString& pooler,
    const QString& database, const PoolerLists* lists)
{
    const bool whole = action == PoolerAction::Reload;
    ActionPlan plan;
    plan.action = action;
    plan.pooler = pooler;
    plan.database = whole ? QString() : database;
    plan.command = poolerCommand(action, database);
    const Pooler* place = named(snapshot.poolers, pooler);
    const PoolerFacts* facts = place ? place->facts.live() : nullptr;
    if (!facts) {
        plan.refused = NoAction::PoolerSilent;
        return plan;
    }
    if (whole) {
        for (const PoolDatabase& each : facts->databases)
            addDatabase(plan, each);
        plan.sessionPooling = false;
        return plan;
    }
    const PoolDatabase* there = named(facts->databases, database);
    plan.refused =
        !there || plan.command.isEmpty() ? std::optional(NoAction::NoDatabase) : refusal(action, *there);
    if (plan.refused)
        return plan;
    addDatabase(plan, *there);
    if (lists) {
        plan.listsKnown = true;
        plan.holders = holdersOf(*lists, database);
        plan.holding = static_cast<int>(plan.holders.size());
        plan.queryWaitTimeout = lists->queryWaitTimeout;
        plan.serverLoginRetry = lists->serverLoginRetry;
    }
    return plan;
}

} // namespace switchyard
