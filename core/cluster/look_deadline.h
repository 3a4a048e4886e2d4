#pragma once
// How long one look may take.

#include "core/base/clock.h"
#include "core/docker/endpoint.h"

namespace switchyard {

/// Of all members and poolers together: a dead node costs this once per gather.
inline constexpr Duration databaseDeadline = std::chrono::seconds(1);

/// Of the Swarm. Longer than the patience after which its silence is shown (SwarmWatch::patience): nobody
/// waits for it, and an engine that is only slow, or whose ssh has to log in first, must get its answer
/// through.
inline Duration lookDeadline(const docker::Endpoint& engine)
{
    return std::holds_alternative<docker::SshEndpoint>(engine) ? std::chrono::seconds(10)
                                                               : std::chrono::seconds(3);
}

} // namespace switchyard
