#pragma once
// How a member, pooler or node is, in one mark: from its findings and from whether it answers.

#include "core/cluster/snapshot.h"
#include "ui/widgets/state_mark.h"

#include <QVector>

namespace switchyard::ui::topology {

/// Indexes of the findings about a subject; those about "pooler/database" count for the pooler.
QVector<int> findingsAbout(const ClusterSnapshot& snapshot, const QString& subject);

Mark memberMark(const ClusterSnapshot& snapshot, const Member& member);
Mark poolerMark(const ClusterSnapshot& snapshot, const Pooler& pooler);
/// Unknown when Swarm could not be asked in this gather.
Mark nodeMark(const ClusterSnapshot& snapshot, const docker::Node* node);

/// When the finding of that code about the subject was first seen; empty if there is none.
std::optional<WallTime> since(const ClusterSnapshot& snapshot, FindingCode code, const QString& subject);

/// The Swarm node of a lane, live or as it was last seen; null if Swarm never told.
const docker::Node* nodeOf(const ClusterSnapshot& snapshot, const QString& nodeId);

} // namespace switchyard::ui::topology
