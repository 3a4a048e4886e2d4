#pragma once
// Who is connected to a pooler of a sample snapshot: as many clients and servers as its pools count.

#include "core/cluster/snapshot.h"
#include "core/pooler/pooler_lists.h"

namespace switchyard::samples {

/// Where clients wait, the first three that hold a connection stand idle in a transaction, the longest for 41
/// s.
PoolerLists listsOf(const ClusterSnapshot& snapshot, const QString& pooler);

} // namespace switchyard::samples
