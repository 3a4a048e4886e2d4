#pragma once
// A history that looks lived in: quiet noise, a few peaks, a restart with a gap. The same every time.

#include "core/cluster/snapshot.h"
#include "core/history/history.h"

#include <chrono>

namespace switchyard::samples {

/// Fills an hour of lag and WAL and half an hour of pools, at one sample a second, ending at the snapshot's
/// instant. Members and poolers whose facts are not live stop when they were last seen.
void fillLivedHistory(History& history, const ClusterSnapshot& snapshot);

} // namespace switchyard::samples
