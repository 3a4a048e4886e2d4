#include "core/cluster/task_history.h"

#include <algorithm>

namespace switchyard {

namespace {

bool newer(const docker::Task* one, const docker::Task* other)
{
    return one->createdAt != other->createdAt ? one->createdAt > other->createdAt : one->id < other->id;
}

bool isFailure(const docker::Task& task)
{
    return task.state == u"failed" || task.state == u"rejected";
}

bool waits(const docker::Task& task)
{
    return task.nodeId.isEmpty() && task.state == u"pending" && task.desiredState != u"shutdown" &&
           task.desiredState != u"remove";
}

} // namespace

QHash<QString, TaskRefs> tasksByService(const SwarmFacts& swarm)
{
    QHash<QString, TaskRefs> all;
    all.reserve(swarm.services.size());
    for (const docker::Task& task : swarm.tasks)
        all[task.serviceId].append(&task);
    for (TaskRefs& tasks : all)
        std::sort(tasks.begin(), tasks.end(), newer);
    return all;
}

TaskRefs tasksOf(const SwarmFacts& swarm, const QString& serviceId)
{
    TaskRefs tasks;
    for (const docker::Task& task : swarm.tasks) {
        if (task.serviceId == serviceId)
            tasks.append(&task);
    }
    std::sort(tasks.begin(), tasks.end(), newer);
    return tasks;
}

const docker::Task* lastFailure(const TaskRefs& tasks)
{
    const docker::Task* last = nullptr;
    for (const docker::Task* task : tasks) {
        if (isFailure(*task) && (!last || task->statusAt > last->statusAt))
            last = task;
    }
    return last;
}

int endedTasks(const TaskRefs& tasks)
{
    return static_cast<int>(std::count_if(tasks.begin(), tasks.end(),
        [](const docker::Task* task) { return !task->nodeId.isEmpty() && !holdsItsNode(*task); }));
}

const docker::Task* waitingTask(const TaskRefs& tasks)
{
    const auto it =
        std::find_if(tasks.begin(), tasks.end(), [](const docker::Task* task) { return waits(*task); });
    return it == tasks.end() ? nullptr : *it;
}

} // namespace switchyard
