// One gather on the caller's thread, with the same parts as the observer's loops.
#include "core/cluster/observer.h"

#include "core/cluster/gather.h"
#include "core/cluster/look_deadline.h"

namespace switchyard {

using std::chrono::steady_clock;

SnapshotPtr observeOnce(const ClusterProfile& profile, const ObserverParts& parts,
    std::chrono::milliseconds budget, const SnapshotPtr& previous)
{
    const Deadline end = Deadline::in(budget);
    const SteadyTime began = steady_clock::now();
    // An engine that says nothing must leave time for those that we know from before.
    const Duration reserve = std::min<Duration>(databaseDeadline, budget / 2);
    Gather gather;
    gather.began = parts.clock.now();
    auto facts =
        gatherSwarm(*parts.makeDockerApi(), profile.clusterLabel, Call{Deadline(end.at() - reserve)});
    if (facts)
        gather.swarm = Fact<SwarmFacts>::known(std::move(*facts), gather.began);
    else
        gather.swarm = (previous ? previous->swarm : Fact<SwarmFacts>()).failed(std::move(facts.error()));
    gather.discovery = discover(gather.swarm, profile);
    Credentials credentials(profile);
    credentials.refresh(false);
    MemberAsking asking;
    gather.answers =
        gatherDatabases(*parts.makeConnector(), profile, gather.discovery, credentials, asking, Call{end});
    gather.took = std::chrono::duration_cast<Duration>(steady_clock::now() - began);
    return std::make_shared<const ClusterSnapshot>(assemble(profile, std::move(gather), previous.get()));
}

} // namespace switchyard
