#pragma once
// What may be done to one database on one pooler, and what that would do to whom: pure functions of values.
// Behaviour of PgBouncer 1.18 that they rest on (tests/unit/pooler shows it on the real one):
//   PAUSE db     new queries wait; answers when no client holds a server connection: in transaction pooling
//   when the
//                open transactions end, in session pooling when the clients disconnect
//   RESUME db    answers at once; refused when the database is not paused
//   RECONNECT db each server connection is closed when it is released: no client notices
//   KILL db      drops all clients and servers at once, and leaves the database paused
//   RELOAD       reads the configuration file again, and by that forgets what was SET at run time

#include "core/cluster/snapshot.h"
#include "core/pooler/pooler_lists.h"

namespace switchyard {

enum class PoolerAction { Pause, Resume, Reconnect, Kill, Reload };

/// "pause", …: stable, for the audit log.
QString poolerActionName(PoolerAction action);
/// The exact line for the console: PAUSE "my-db"; Empty if no command can name this database (a double quote
/// in its name).
QByteArray poolerCommand(PoolerAction action, const QString& database);

/// Why an action is not offered.
enum class NoAction {
    PoolerSilent, ///< its facts are not live
    NoDatabase,   ///< the pooler has no such database (any more), or no command can name it
    PausedAlready,
    NotPaused,
};

/// A client that holds a server connection, which PAUSE has to wait for.
struct Holder
{
    QString applicationName, user, address;
    Duration idle{};    ///< it has asked nothing for so long, holding on; zero: its query runs
    Duration running{}; ///< its query, zero: none runs
    bool operator==(const Holder&) const = default;
};
QVector<Holder> holdersOf(const PoolerLists& lists, const QString& database); ///< the longest idle first

/// What an action would do to whom. Counts are of the lists if they are known, else of the snapshot.
struct ActionPlan
{
    PoolerAction action{};
    QString pooler, database; ///< no database: RELOAD
    QByteArray command;
    std::optional<NoAction> refused; ///< nothing below is filled in then
    bool listsKnown = false;         ///< false: holders are only counted
    bool sessionPooling = false;
    int clients = 0; ///< connected to the database on this pooler (RELOAD: to the pooler)
    int waiting = 0;
    int servers = 0;         ///< server connections
    int holding = 0;         ///< clients that hold one of them
    QVector<Holder> holders; ///< of PAUSE, RECONNECT and KILL
    std::optional<Duration> queryWaitTimeout, serverLoginRetry;
    bool operator==(const ActionPlan&) const = default;
};

/// lists: of this pooler, or null when they were not read or are stale.
ActionPlan planPoolerAction(PoolerAction action, const ClusterSnapshot& snapshot, const QString& pooler,
    const QString& database, const PoolerLists* lists);

/// How long a PAUSE may wait before it is taken back.
inline constexpr Duration pauseBudget = std::chrono::seconds(2);

} // namespace switchyard
