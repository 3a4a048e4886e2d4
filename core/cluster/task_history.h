#pragma once
// What the Swarm remembers of a service's tasks: by default the last five of each slot.

#include "core/cluster/snapshot.h"

#include <QHash>

namespace switchyard {

using TaskRefs = QVector<const docker::Task*>; ///< into the SwarmFacts they were taken from

/// The tasks of each service, by its id; each list newest first.
QHash<QString, TaskRefs> tasksByService(const SwarmFacts& swarm);
/// The same for one service alone.
TaskRefs tasksOf(const SwarmFacts& swarm, const QString& serviceId);

/// The newest end of a task that was no wish: "failed" or "rejected"; null if the Swarm remembers none.
const docker::Task* lastFailure(const TaskRefs& tasks);
/// How many ended, wished or not.
int endedTasks(const TaskRefs& tasks);
/// The newest of those that wait for a node; its error is the manager's reason ("no suitable node (…)").
const docker::Task* waitingTask(const TaskRefs& tasks);

} // namespace switchyard
