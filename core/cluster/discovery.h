#pragma once
// From what Swarm says to whom we ask: the members and poolers of a cluster, by the labels of its services.
// The labels are io.switchyard.cluster, io.switchyard.role (postgres | pgbouncer), io.switchyard.member and
// io.switchyard.pooler; without a name label the service's own name is used.

#include "core/cluster/profile.h"
#include "core/cluster/snapshot.h"

namespace switchyard {

inline constexpr quint16 postgresPort = 5432; ///< inside the containers, whatever is published
inline constexpr quint16 pgbouncerPort = 6432;

/// Whom Swarm says there is, by name, with facts that were not read yet. A member is one service (a data
/// directory has one server); a pooler is one task, named "pooler.SLOT" where its service runs several (on a
/// global service "pooler.NODE").
struct Discovery
{
    QVector<Member> members;
    QVector<Pooler> poolers;
    bool operator==(const Discovery&) const = default;
};

/// Pure. Addresses: the profile's override by name; else the address of the node of the running (or last)
/// task with the published port of target 5432 or 6432, host mode before ingress. Where a single-node Swarm
/// tells no address (0.0.0.0), the host of the engine's endpoint stands in, 127.0.0.1 for a unix socket. A
/// host or port that nobody knows is empty or 0: such a one cannot be asked.
Discovery discover(const SwarmFacts& swarm, const ClusterProfile& profile);

/// The same for facts that may be old: from a Swarm that does not answer now, whom it named last is still
/// asked, but the states of tasks are left out, since they would look live.
Discovery discover(const Fact<SwarmFacts>& swarm, const ClusterProfile& profile);

} // namespace switchyard
