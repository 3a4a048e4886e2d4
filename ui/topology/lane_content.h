#pragma once
// What a lane's header and footer say about its Swarm node, as values.

#include "ui/topology/layout/graph.h"
#include "ui/topology/subject_state.h"

namespace switchyard::ui::topology {

struct LaneContent
{
    Mark mark = Mark::Unknown;
    QString name;
    QString place; ///< "eu-central, rack a"; the node's address where it has no such labels
    QString badge; ///< "Swarm leader", "Manager", "Worker", "Down for 13 s", "Drained"
    State badgeState = State::Unknown;
    bool down = false;  ///< drawn with a dashed border
    QStringList footer; ///< "4 CPUs", "8.0 GB RAM", "Engine 20.10.24": what Swarm tells, nothing read live
    QString accessibleDescription() const;
    bool operator==(const LaneContent&) const = default;
};

LaneContent laneContent(const ClusterSnapshot& snapshot, const GraphLane& lane, Instant now);
/// "Swarm leader", "Manager", "Worker"
QString nodeRole(const docker::Node& node);

} // namespace switchyard::ui::topology
