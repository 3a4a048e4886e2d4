#pragma once
// What becomes of a finding that a gather does not have any more: it is over, or nobody can tell.

#include "core/cluster/snapshot.h"

namespace switchyard {

/// Ended findings that a snapshot carries along at most; the oldest go first.
inline constexpr int mostEndedFindings = 200;

/// Whether `snapshot` read what `finding` is about, so that its absence there means that it is over. What is
/// no part of the cluster any more counts as read: nothing can be wrong with it.
bool isJudged(const ClusterSnapshot& snapshot, const Finding& finding);

/// Fills current.unjudged and current.ended, after current.findings: every finding of `previous` (may be
/// null) either goes on, or is over, or waits until what it is about is read again.
void followFindings(ClusterSnapshot& current, const ClusterSnapshot* previous);

} // namespace switchyard
