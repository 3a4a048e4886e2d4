#pragma once
// From what one gather brought to one snapshot: a pure function, so that what a cluster looks like after any
// mix of answers and failures can be tested without a cluster.

#include "core/cluster/discovery.h"
#include "core/cluster/findings.h"
#include "core/cluster/snapshot.h"

#include <vector>

namespace switchyard {

/// What the databases answered, in the order of the discovery's members and poolers.
struct DatabaseAnswers
{
    std::vector<Result<MemberFacts>> members;
    std::vector<Result<PoolerFacts>> poolers;
};

struct Gather
{
    Instant began; ///< what was read carries this instant: an age may be told too old, never too young
    Duration took{};
    Fact<SwarmFacts> swarm;
    Discovery discovery;
    DatabaseAnswers answers;
};

/// Who answered is known; who did not keeps what was last read of it, as stale; who never did is unknown.
/// Streams and the targets of pools come from this gather alone. Members that Swarm names no longer are gone.
ClusterSnapshot assemble(const ClusterProfile& profile, Gather gather, const ClusterSnapshot* previous,
    const FindingLimits& limits = {});

} // namespace switchyard
