#pragma once
// switchyardctl degrade and restore: first what it means, then, with --yes, the doing and a look at what came
// of it.

#include "app/ctl/options.h"
#include "app/ctl/screen.h"
#include "core/cluster/observer.h"

namespace switchyard::ctl {

/// Blocks for some seconds at most.
ExitCode changeCommitMode(
    const Options& options, const ClusterProfile& profile, const ObserverParts& parts, Screen& screen);

} // namespace switchyard::ctl
