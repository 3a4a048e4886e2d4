#pragma once
// What a look means for the exit code.

#include "app/ctl/options.h"
#include "core/cluster/snapshot.h"

namespace switchyard::ctl {

/// CouldNotLook when nothing at all could be read, Unhealthy when there is a finding of severity error.
ExitCode exitCodeFor(const ClusterSnapshot& snapshot);

} // namespace switchyard::ctl
