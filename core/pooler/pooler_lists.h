#pragma once
// Who is connected to one pooler, on both of its sides: read on demand, not with every gather. Columns and
// their meaning: PgBouncer documentation, "Admin console", and the answers of 1.18.

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/postgres/types.h"

#include <QDateTime>
#include <QString>
#include <QVector>

#include <optional>

namespace switchyard {

/// A row of SHOW CLIENTS: an application's connection to the pooler.
struct PoolClient
{
    QString id; ///< "ptr": the pooler's name for it, as `link` of a server has it
    QString user, database, applicationName, address;
    quint16 port = 0;
    QString state;      ///< "active", "waiting", …
    QString link;       ///< id of the server connection that it holds; empty: none
    Duration running{}; ///< its query, while waiting or being served; zero: no query of it is under way
    QDateTime connectedAt, requestedAt; ///< on the pooler's clock, whole seconds
    bool waits() const { return state == QLatin1String("waiting"); }
    bool operator==(const PoolClient&) const = default;
};

/// A row of SHOW SERVERS: the pooler's connection to a member.
struct PoolServer
{
    QString id, user, database, state, address;
    quint16 port = 0;
    QString link;       ///< id of the client that holds it; empty: none
    int backendPid = 0; ///< pg_stat_activity.pid on the member; 0: unknown
    QDateTime connectedAt;
    bool closeNeeded = false; ///< is closed as soon as it is free (RECONNECT, RELOAD)
    bool operator==(const PoolServer&) const = default;
};

/// A row of SHOW USERS.
struct PoolUser
{
    QString name;
    QString poolMode; ///< of its own; empty: as the database or the pooler has it
    bool operator==(const PoolUser&) const = default;
};

struct PoolerLists
{
    QVector<PoolClient> clients; ///< without consoles
    QVector<PoolServer> servers;
    QVector<PoolUser> users;
    QDateTime poolerTime; ///< the pooler's clock when it answered, whole seconds; invalid if it did not say
    std::optional<Duration>
        queryWaitTimeout; ///< after which a waiting client loses its connection; zero: never
    std::optional<Duration> serverLoginRetry; ///< pause after a failed or killed server connection
    bool operator==(const PoolerLists&) const = default;

    const PoolServer* server(const QString& id) const;
    const PoolClient* client(const QString& id) const;
    /// How long a client that holds a server connection has asked nothing; zero while its query runs. In
    /// transaction pooling that is how long its transaction stands idle. Exact to a second.
    Duration idle(const PoolClient& client) const;
};

/// The commands, for a console's target; a user of stats_users is enough.
QVector<QByteArray> listStatements();
/// The answers to listStatements(). "pg.garbage" (Protocol) if they are none.
Result<PoolerLists> parsePoolerLists(const QVector<postgres::Rows>& answers);
/// Only SHOW CLIENTS, without consoles.
Result<QVector<PoolClient>> parseClients(const postgres::Rows& rows);

} // namespace switchyard
