#include "ui/pools/connection_rows.h"

#include "ui/pools/wait_reasons.h"
#include "ui/text/text.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct ConnectionWords
{
    Q_DECLARE_TR_FUNCTIONS(PoolConnections)
};

constexpr double byWords = std::numeric_limits<double>::quiet_NaN();
/// An idle transaction is told as one from here on: the pooler counts whole seconds.
constexpr Duration idleFrom = std::chrono::seconds(1);

enum class ClientState { Waits, IdleInTransaction, Runs, HoldsSession, Idle, Other };

struct ClientLook
{
    ClientState state{};
    Duration span{}; ///< for how long it has been so
};

Duration since(const PoolerLists& lists, const QDateTime& at)
{
    if (!lists.poolerTime.isValid() || !at.isValid())
        return {};
    return std::chrono::seconds(std::max<qint64>(0, at.secsTo(lists.poolerTime)));
}

class Rows
{
public:
    Rows(const PoolerLists& lists, const ClusterSnapshot& snapshot, const QString& pooler)
        : lists_(lists), pooler_(findPooler(snapshot, pooler))
    {
        for (const PoolServer& server : lists.servers) {
            if (!server.link.isEmpty())
                ++inUse_[poolKey(server.database, server.user)];
        }
    }

    QVector<ConnectionRow> clients() const
    {
        QVector<ConnectionRow> rows;
        for (const PoolClient& client : lists_.clients)
            rows.push_back(clientRow(client));
        return rows;
    }
    QVector<ConnectionRow> servers() const
    {
        QVector<ConnectionRow> rows;
        for (const PoolServer& server : lists_.servers)
            rows.push_back(serverRow(server));
        return rows;
    }
    QVector<ConnectionRow> users() const
    {
        struct Sums
        {
            int clients = 0, waiting = 0, servers = 0;
        };
        QMap<QString, Sums> sums;
        for (const PoolClient& client : lists_.clients) {
            ++sums[client.user].clients;
            sums[client.user].waiting += client.waits() ? 1 : 0;
        }
        for (const PoolServer& server : lists_.servers)
            ++sums[server.user].servers;
        QVector<ConnectionRow> rows;
        for (const PoolUser& user : lists_.users) {
            const Sums sum = sums.value(user.name);
            rows.push_back({user.name, {}, sum.waiting > 0 ? Mark::Warn : Mark::Ok, sum.waiting > 0,
                {sum.waiting > 0      ? ConnectionWords::tr("waits")
                    : sum.clients > 0 ? ConnectionWords::tr("connected")
                                      : ConnectionWords::tr("not connected"),
                    user.name,
                    user.poolMode.isEmpty() ? ConnectionWords::tr("as its database") : user.poolMode,
                    text::count(sum.clients), text::count(sum.waiting), text::count(sum.servers)},
                {byWords, byWords, byWords, 1.0 * sum.clients, 1.0 * sum.waiting, 1.0 * sum.servers}});
            if (sum.clients == 0)
                rows.back().mark = Mark::Hollow;
        }
        return rows;
    }

private:
    static QString poolKey(const QString& database, const QString& user) { return database + u'\n' + user; }
    const PoolDatabase* database(const QString& name) const
    {
        return pooler_ ? findDatabase(*pooler_, name) : nullptr;
    }
    ClientLook look(const PoolClient& client) const
    {
        if (client.waits()) // one that waits to be let in has no query yet
            return {ClientState::Waits,
                client.running > Duration{} ? client.running : since(lists_, client.requestedAt)};
        if (client.state != "active"_L1)
            return {ClientState::Other, since(lists_, client.requestedAt)};
        if (client.link.isEmpty())
            return {ClientState::Idle, since(lists_, client.requestedAt)};
        if (client.running > Duration{})
            return {ClientState::Runs, client.running};
        const PoolDatabase* pool = database(client.database);
        const Duration idle = lists_.idle(client);
        if (pool && pool->poolMode == "session"_L1)
            return {ClientState::HoldsSession, idle};
        return {idle >= idleFrom ? ClientState::IdleInTransaction : ClientState::Runs, idle};
    }
    static QString words(ClientState state, const QString& raw)
    {
        switch (state) {
        case ClientState::Waits: return ConnectionWords::tr("waits");
        case ClientState::IdleInTransaction: return ConnectionWords::tr("idle in transaction");
        case ClientState::Runs: return ConnectionWords::tr("served");
        case ClientState::HoldsSession: return ConnectionWords::tr("holds its session");
        case ClientState::Idle: return ConnectionWords::tr("idle");
        case ClientState::Other: return raw;
        }
        return raw;
    }
    static Mark mark(ClientState state)
    {
        switch (state) {
        case ClientState::Waits:
        case ClientState::IdleInTransaction: return Mark::Warn;
        case ClientState::Runs: return Mark::Ok;
        case ClientState::HoldsSession: return Mark::Info;
        case ClientState::Idle:
        case ClientState::Other: return Mark::Hollow;
        }
        return Mark::Hollow;
    }

    /// What it waits for, or which server connection it holds.
    QString serverWords(const PoolClient& client) const
    {
        if (const PoolServer* server = lists_.server(client.link))
            return member(*server) + (server->backendPid > 0
                                             ? ConnectionWords::tr(", pid %1").arg(server->backendPid)
                                             : QString());
        if (!client.waits())
            return {};
        const PoolDatabase* pool = database(client.database);
        if (pool && pool->paused)
            return ConnectionWords::tr("waits for RESUME");
        const int used = inUse_.value(poolKey(client.database, client.user));
        return used == 0   ? ConnectionWords::tr("waits for a connection to be opened")
               : used == 1 ? ConnectionWords::tr("waits for the 1 in use")
                           : ConnectionWords::tr("waits for one of %1 in use").arg(used);
    }
    QString member(const PoolServer& server) const
    {
        const PoolDatabase* pool = database(server.database);
        const QString address = server.address + u':' + QString::number(server.port);
        return pool && !pool->target.isEmpty() && !pool->target.contains(u':') ? pool->target : address;
    }

    ConnectionRow clientRow(const PoolClient& client) const
    {
        const ClientLook now = look(client);
        const bool notable = now.state == ClientState::Waits || now.state == ClientState::IdleInTransaction;
        const double seconds = std::chrono::duration<double>(now.span).count();
        // By state, who matters first; within a state the longest first.
        const double rank = static_cast<double>(now.state) * 1e9 - seconds;
        return {client.id + u'/' + QString::number(client.port), client.database, mark(now.state), notable,
            {words(now.state, client.state), text::duration(now.span),
                client.applicationName.isEmpty() ? ConnectionWords::tr("without a name")
                                                 : client.applicationName,
                client.address + u':' + QString::number(client.port), client.user, client.database,
                serverWords(client)},
            {rank, seconds, byWords, byWords, byWords, byWords, byWords}};
    }
    ConnectionRow serverRow(const PoolServer& server) const
    {
        const PoolClient* client = lists_.client(server.link);
        const bool idles = client && look(*client).state == ClientState::IdleInTransaction;
        const Duration open = since(lists_, server.connectedAt);
        QString state = server.link.isEmpty() ? server.state : ConnectionWords::tr("in use");
        if (server.closeNeeded)
            state = ConnectionWords::tr("%1, then closed").arg(state);
        QString who;
        if (client) {
            const ClientLook now = look(*client);
            who = clientName(*client) + u", "_s + words(now.state, client->state);
            if (now.state == ClientState::IdleInTransaction)
                who += ConnectionWords::tr(" for %1").arg(text::duration(now.span));
        }
        const double seconds = std::chrono::duration<double>(open).count();
        const double rank = idles ? 0 : server.link.isEmpty() ? 2 : 1;
        return {server.id + u'/' + QString::number(server.backendPid), server.database,
            idles                   ? Mark::Warn
            : server.link.isEmpty() ? Mark::Hollow
                                    : Mark::Ok,
            idles,
            {state, text::duration(open), member(server),
                server.backendPid > 0 ? QString::number(server.backendPid) : ConnectionWords::tr("unknown"),
                server.user, server.database, who},
            {rank, seconds, byWords, 1.0 * server.backendPid, byWords, byWords, byWords}};
    }

    const PoolerLists& lists_;
    const Pooler* pooler_;
    QMap<QString, int> inUse_;
};

} // namespace

bool ConnectionRow::operator==(const ConnectionRow& other) const
{
    const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
    return key == other.key && database == other.database && mark == other.mark && notable == other.notable &&
           cells == other.cells &&
           std::equal(order.begin(), order.end(), other.order.begin(), other.order.end(), same);
}

QString clientName(const PoolClient& client)
{
    return client.applicationName.isEmpty()
               ? ConnectionWords::tr("%1 at %2").arg(client.user, client.address)
               : ConnectionWords::tr("%1 at %2").arg(client.applicationName, client.address);
}

QStringList connectionHeaders(ConnectionKind kind)
{
    switch (kind) {
    case ConnectionKind::Clients:
        return {ConnectionWords::tr("State"), ConnectionWords::tr("For"), ConnectionWords::tr("Application"),
            ConnectionWords::tr("Address"), ConnectionWords::tr("User"), ConnectionWords::tr("Database"),
            ConnectionWords::tr("Server connection")};
    case ConnectionKind::Servers:
        return {ConnectionWords::tr("State"), ConnectionWords::tr("Open for"), ConnectionWords::tr("Member"),
            ConnectionWords::tr("Pid"), ConnectionWords::tr("User"), ConnectionWords::tr("Database"),
            ConnectionWords::tr("Held by")};
    case ConnectionKind::Users:
        return {ConnectionWords::tr("State"), ConnectionWords::tr("User"), ConnectionWords::tr("Pool mode"),
            ConnectionWords::tr("Clients"), ConnectionWords::tr("Waiting"),
            ConnectionWords::tr("Server connections")};
    }
    return {};
}

bool isFigure(ConnectionKind kind, int column)
{
    switch (kind) {
    case ConnectionKind::Clients: return column == 1;
    case ConnectionKind::Servers: return column == 1 || column == 3;
    case ConnectionKind::Users: return column >= 3;
    }
    return false;
}

QVector<ConnectionRow> connectionRows(
    ConnectionKind kind, const PoolerLists& lists, const ClusterSnapshot& snapshot, const QString& pooler)
{
    const Rows all(lists, snapshot, pooler);
    QVector<ConnectionRow> rows;
    switch (kind) {
    case ConnectionKind::Clients: rows = all.clients(); break;
    case ConnectionKind::Servers: rows = all.servers(); break;
    case ConnectionKind::Users: rows = all.users(); break;
    }
    std::sort(rows.begin(), rows.end(),
        [](const ConnectionRow& a, const ConnectionRow& b) { return a.key < b.key; });
    return rows;
}

} // namespace switchyard::ui
