#pragma once
// A snapshot as text for people, one function per command. Ages are counted from the snapshot's own time.

#include "app/ctl/options.h"
#include "app/ctl/table.h"
#include "core/cluster/snapshot.h"

namespace switchyard::ctl {

QString statusText(const ClusterSnapshot& snapshot, const Paint& paint);
QString topologyText(const ClusterSnapshot& snapshot, const Paint& paint);
QString poolsText(const ClusterSnapshot& snapshot, const Paint& paint);
QString nodesText(const ClusterSnapshot& snapshot, const Paint& paint);
QString lagText(const ClusterSnapshot& snapshot, const Paint& paint);
/// The one that `command` names; `command` must be one that looks at a cluster.
QString textFor(Command command, const ClusterSnapshot& snapshot, const Paint& paint);

} // namespace switchyard::ctl
