#pragma once
// The two things that are asked of one pooler beside the gather: its lists, and an action. Blocking, for a
// worker thread; each opens its own connections and closes them.

#include "core/cluster/credentials.h"
#include "core/pooler/audit_log.h"
#include "core/pooler/run_pooler_action.h"

#include <functional>

namespace switchyard {

struct PoolerWorkParts
{
    ClusterProfile profile;
    std::function<std::unique_ptr<postgres::Connector>()> makeConnector;
    const Clock& clock; ///< outlives all
    AuditLog audit;
    QString who;           ///< "dba@desk-14"
    Passwords passwords{}; ///< of a profile whose source is the keychain or a person
};

/// Clients, servers, users and settings that matter for actions, as the monitoring user. Errors of
/// connector.h, passfile.h, gather.h ("member.no_address").
Result<PoolerLists> readPoolerLists(
    const PoolerWorkParts& parts, const ServerAddress& address, const Call& call);

/// As runPoolerAction, as the profile's admin user, with a line in the audit log before and after. Without
/// the line before nothing is sent ("audit.write"); "pooler.no_admin" if the profile names no admin user. If
/// only the line after could not be written, the outcome stays what it is, and its error is
/// "audit.incomplete".
ActionOutcome performPoolerAction(const PoolerWorkParts& parts, const ActionOrder& order, const Call& call);

} // namespace switchyard
