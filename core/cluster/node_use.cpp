#include "core/cluster/node_use.h"

#include <QSet>

namespace switchyard {

using namespace Qt::StringLiterals;

void NodeUse::add(const docker::Task& task)
{
    ++tasks;
    reservedNanoCpus += task.resources.reservedNanoCpus;
    reservedMemoryBytes += task.resources.reservedMemoryBytes;
    for (const docker::Port& port : task.hostPorts) {
        if (port.mode == u"host")
            hostPorts << port;
    }
}

void NodeUse::add(const NodeUse& other)
{
    tasks += other.tasks;
    reservedNanoCpus += other.reservedNanoCpus;
    reservedMemoryBytes += other.reservedMemoryBytes;
    hostPorts += other.hostPorts;
}

bool holdsItsNode(const docker::Task& task)
{
    static const QSet<QString> ended{
        u"complete"_s, u"shutdown"_s, u"failed"_s, u"rejected"_s, u"remove"_s, u"orphaned"_s};
    return !task.nodeId.isEmpty() && !ended.contains(task.state);
}

QMap<QString, NodeUse> useByNode(const QVector<docker::Task>& tasks)
{
    QMap<QString, NodeUse> uses;
    for (const docker::Task& task : tasks) {
        if (holdsItsNode(task))
            uses[task.nodeId].add(task);
    }
    return uses;
}

} // namespace switchyard
