#pragma once
// What the tables of services and nodes say, worked out from what the Swarm said: pure functions of values.

#include "core/cluster/task_history.h"
#include "ui/widgets/state_mark.h"

namespace switchyard::ui {

enum class ServiceState {
    Unknown, ///< not read now
    Stopped, ///< scaled to 0
    Running,
    Healthy,   ///< running, and its health check agrees: Swarm calls no task running before it does
    Restarted, ///< running again after a failure a short while ago
    Updating,
    UpdateStopped, ///< Swarm gave an update up
    Starting,
    Unplaced, ///< a task waits, and no node fits
    Failing,
    Short, ///< fewer tasks than wished, for another reason
};

/// A failure counts as recent for so long.
inline constexpr int recentFailureSeconds = 600;

/// tasks: those of the service, newest first. now: of the snapshot.
ServiceState stateOfService(const docker::Service& service, const TaskRefs& tasks, const QDateTime& now);
Mark markOf(ServiceState state);
QString wordOf(ServiceState state); ///< "healthy"

/// Tasks that run, of those wished: by the manager's count, else by the tasks.
std::uint64_t runningTasks(const docker::Service& service, const TaskRefs& tasks);
std::uint64_t wishedTasks(const docker::Service& service, const TaskRefs& tasks);

struct ServiceRow
{
    QString key; ///< the service's id
    QString name;
    ServiceState state{};
    std::uint64_t running = 0, wished = 0;
    QString nodes; ///< "node1, node2", or "12 nodes"
    QString image;
    docker::Resources resources;
    int ended = 0;
    QDateTime since; ///< of the newest task's state
    QString error;   ///< of the last failure
    bool operator==(const ServiceRow&) const = default;
};

struct NodeRow
{
    QString key; ///< the node's id
    QString name;
    Mark mark = Mark::Unknown;
    QString state; ///< "ready", "down", "drained", …
    QString role;  ///< "leader", "manager", "manager, unreachable", "worker"
    std::int64_t nanoCpus = 0, memoryBytes = 0;
    std::int64_t reservedNanoCpus = 0, reservedMemoryBytes = 0;
    int tasks = 0; ///< of this cluster
    int others = 0;
    QString engine;
    bool live = false;
    bool operator==(const NodeRow&) const = default;
};

/// Nothing for what was never read; what was read earlier is marked as unknown now.
QVector<ServiceRow> serviceRows(const ClusterSnapshot& snapshot);
QVector<NodeRow> nodeRows(const ClusterSnapshot& snapshot);

Mark markOfNode(const docker::Node& node);
QString wordOfNode(const docker::Node& node);
QString roleOfNode(const docker::Node& node);

/// "1.5 CPUs": nano CPUs as people count them.
QString cpus(std::int64_t nano);
/// The wall time of a snapshot.
QDateTime timeOf(const ClusterSnapshot& snapshot);

} // namespace switchyard::ui
