#pragma once
// One action on one pooler, run and looked up. Blocks: for a worker thread.

#include "core/base/deadline.h"
#include "core/cluster/gather.h"
#include "core/pooler/pooler_action.h"
#include "core/postgres/connector.h"

namespace switchyard {

/// What a person confirmed.
struct ActionOrder
{
    PoolerAction action{};
    QString pooler;   ///< name, for people
    QString database; ///< empty for RELOAD
    ServerAddress address;
    bool operator==(const ActionOrder&) const = default;
};

enum class ActionResult {
    Done,      ///< it took effect; where that can be seen (PAUSE, RESUME, KILL), it was looked up
    NotNeeded, ///< looked up first: it was so already, nothing was sent
    TakenBack, ///< a PAUSE that did not finish in its budget: resumed, and looked up that it is
    Failed,    ///< nothing was changed; `error` says why
    Unknown,   ///< it may have happened, and it could not be looked up; `error` says why
};
/// "done", "not_needed", …: stable, for the audit log.
QString actionResultName(ActionResult result);

struct ActionOutcome
{
    ActionOrder order;
    ActionResult result = ActionResult::Failed;
    std::optional<Error> error;
    std::optional<bool> paused; ///< as looked up at the end; empty: could not be looked up, or no matter
    QVector<Holder> holders;    ///< TakenBack, Unknown: who held the PAUSE up
    Duration took{};
    bool operator==(const ActionOutcome&) const = default;
};

/// Runs the order as the console's user `console` (database "pgbouncer", an admin of the pooler).
///
/// The command is sent once. Looks before (what is so already is not done again) and after. When its answer
/// is lost or late, the outcome is looked up; only RESUME, which changes nothing a second time, is sent
/// again, and only after a look.
///
/// A PAUSE that has no answer after `budget` is taken back: its connection is closed first (a RESUME beside
/// it would leave that connection waiting for an answer that belongs to somebody else's PAUSE), then RESUME
/// is sent on a new one until the pooler lists the first connection no longer and the database as not paused:
/// only then no PAUSE of ours can still arrive. That goes on for up to `takeBackBudget`, also when the call's
/// stop is requested: a stop takes a PAUSE back too.
///
/// The call's deadline is for the looks and for commands other than PAUSE. Errors as in connector.h, and
/// "pooler.no_database", "pooler.still_paused" (RESUME was accepted, and somebody has paused again).
ActionOutcome runPoolerAction(const ActionOrder& order, const postgres::Target& console,
    postgres::Connector& connector, const Call& call, Duration budget = pauseBudget);

inline constexpr Duration takeBackBudget = std::chrono::seconds(5);

} // namespace switchyard
