#pragma once
#include "core/cluster/snapshot.h"
#include "core/logs/log_file.h"

namespace switchyard::ui {

/// Short names for the lines of a log: services without the name of their stack ("pg1"), and tasks of those
/// that run several by slot ("pgbouncer.2") or, on a global service, by node ("agent.node1").
logs::LogNames logNames(const SwarmFacts& swarm);

} // namespace switchyard::ui
