#pragma once
// The small effects below the observer: one look at the Swarm, one look at all databases together.

#include "core/cluster/assemble.h"
#include "core/cluster/credentials.h"
#include "core/cluster/member_asking.h"
#include "core/docker/docker_api.h"
#include "core/postgres/connector.h"

namespace switchyard {

/// Engine, nodes, and this cluster's services with their tasks. Errors as in docker_api.h; an engine that is
/// no manager is "engine.not_a_manager" whatever else it would answer.
Result<SwarmFacts> gatherSwarm(docker::DockerApi& api, const QString& clusterLabel, const Call& call);

/// Asks every member and every pooler at once; each has its own answer or error, by the call's deadline.
/// `asking` chooses each member's one statement; a member that turns out to be another one than it was
/// (started anew, promoted, of other rights) is asked a second one by the same deadline. Errors as in
/// connector.h and passfile.h, and "member.no_address" for one that Swarm gives no place or no published
/// port.
DatabaseAnswers gatherDatabases(postgres::Connector& connector, const ClusterProfile& profile,
    const Discovery& discovery, const Credentials& credentials, MemberAsking& asking, const Call& call);

/// Where a member or a pooler is reached, as a snapshot has it.
struct ServerAddress
{
    QString host;
    quint16 port = 0;
    QString serviceName; ///< for the words of an error
    bool operator==(const ServerAddress&) const = default;
};
/// With the password that the passfile has for it, as a plain session. "member.no_address" and errors of
/// passfile.h.
Result<postgres::Target> serverTarget(
    const ServerAddress& server, const ClusterProfile::Login& login, const Credentials& credentials);

/// True if a login was refused: the passfile should be read again.
bool anyLoginRefused(const DatabaseAnswers& answers);

} // namespace switchyard
