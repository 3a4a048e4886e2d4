#pragma once
// Where Swarm may run a service, and why not elsewhere: a pure function of what the manager said, so that it
// can be told before anything is tried. The filters are those of Swarm's scheduler, as documented and seen;
// volumes and network drivers are not judged.

#include "core/cluster/snapshot.h"

namespace switchyard {

enum class ObstacleCode {
    NodeNotReady,
    NodePaused,
    NodeDrained,
    ConstraintNotMet,
    ConstraintUnreadable, ///< no node meets it
    OtherPlatform,
    TooFewCpus,
    TooLittleMemory,
    HostPortTaken,
    MaxReplicasReached,
};

/// One reason why a node cannot take a task, with the values of its sentence.
struct Obstacle
{
    ObstacleCode code{};
    QString wanted;                    ///< the constraint, the platform, "5432/tcp"
    QString found;                     ///< what the node has instead; the state of one that is not ready
    std::int64_t needed = 0, free = 0; ///< nano CPUs or bytes; of MaxReplicasReached the limit and 0
    QStringList holders;               ///< of a port: the services of this cluster that hold it
    bool operator==(const Obstacle&) const = default;
};

struct NodeVerdict
{
    QString nodeId;
    QString hostname;
    bool runsHere = false; ///< a task of the service holds a place on this node
    QVector<Obstacle> obstacles;
    bool fits() const { return obstacles.isEmpty(); }
    bool operator==(const NodeVerdict&) const = default;
};

enum class PlacementOf {
    AnotherTask,  ///< beside those that the service has
    TheSameAgain, ///< in the place of its own: what a node where it runs now would say after it ended
};

/// One verdict per node, by host name.
QVector<NodeVerdict> judgePlacement(
    const SwarmFacts& swarm, const docker::Service& service, PlacementOf what = PlacementOf::AnotherTask);

/// What all tasks take of a node: this cluster's and everybody else's.
NodeUse useOf(const SwarmFacts& swarm, const QString& nodeId);

} // namespace switchyard
