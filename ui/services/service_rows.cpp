#include "ui/services/service_rows.h"

#include "core/cluster/placement.h"
#include "ui/text/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct ServiceWords
{
    Q_DECLARE_TR_FUNCTIONS(Services)
};

bool isWished(const docker::Task& task)
{
    return task.desiredState == u"running" || task.desiredState == u"ready" ||
           task.desiredState == u"complete" || task.desiredState == u"accepted";
}

bool failedRecently(const TaskRefs& tasks, const QDateTime& now)
{
    const docker::Task* failure = lastFailure(tasks);
    return failure && failure->statusAt.secsTo(now) <= recentFailureSeconds;
}

ServiceState whyShort(const TaskRefs& tasks, const QDateTime& now)
{
    if (waitingTask(tasks))
        return ServiceState::Unplaced;
    const docker::Task* newest = tasks.value(0, nullptr);
    if (!newest)
        return ServiceState::Short;
    const bool ended = !newest->nodeId.isEmpty() && !holdsItsNode(*newest);
    if (failedRecently(tasks, now) || (ended && lastFailure(tasks) == newest))
        return ServiceState::Failing;
    return ended || newest->state == u"running" ? ServiceState::Short : ServiceState::Starting;
}

QString nodesOf(const TaskRefs& tasks, const QHash<QString, QString>& names)
{
    constexpr qsizetype mostNames = 3;
    QStringList nodes;
    for (const docker::Task* task : tasks) {
        if (!holdsItsNode(*task) || !isWished(*task))
            continue;
        const QString name = names.value(task->nodeId, task->nodeId);
        if (!nodes.contains(name))
            nodes << name;
    }
    if (nodes.size() > mostNames)
        return ServiceWords::tr("%1 nodes").arg(nodes.size());
    nodes.sort();
    return nodes.join(u", "_s);
}

} // namespace

std::uint64_t runningTasks(const docker::Service& service, const TaskRefs& tasks)
{
    if (service.runningTasks)
        return *service.runningTasks;
    return static_cast<std::uint64_t>(std::count_if(tasks.begin(), tasks.end(),
        [](const docker::Task* task) { return task->state == u"running" && isWished(*task); }));
}

std::uint64_t wishedTasks(const docker::Service& service, const TaskRefs& tasks)
{
    if (service.desiredTasks)
        return *service.desiredTasks;
    if (!service.global)
        return service.replicas;
    return static_cast<std::uint64_t>(
        std::count_if(tasks.begin(), tasks.end(), [](const docker::Task* task) { return isWished(*task); }));
}

ServiceState stateOfService(const docker::Service& service, const TaskRefs& tasks, const QDateTime& now)
{
    const std::uint64_t wished = wishedTasks(service, tasks);
    if (wished == 0)
        return ServiceState::Stopped;
    if (service.updateState == u"paused" || service.updateState == u"rollback_paused")
        return ServiceState::UpdateStopped;
    if (runningTasks(service, tasks) < wished) {
        const ServiceState why = whyShort(tasks, now);
        const bool updating =
            service.updateState == u"updating" || service.updateState == u"rollback_started";
        return updating && why != ServiceState::Failing && why != ServiceState::Unplaced
                   ? ServiceState::Updating
                   : why;
    }
    if (service.updateState == u"updating" || service.updateState == u"rollback_started")
        return ServiceState::Updating;
    if (failedRecently(tasks, now))
        return ServiceState::Restarted;
    return service.healthCheck ? ServiceState::Healthy : ServiceState::Running;
}

Mark markOf(ServiceState state)
{
    switch (state) {
    case ServiceState::Unknown: return Mark::Unknown;
    case ServiceState::Stopped: return Mark::Hollow;
    case ServiceState::Running:
    case ServiceState::Healthy: return Mark::Ok;
    case ServiceState::Restarted:
    case ServiceState::UpdateStopped:
    case ServiceState::Short: return Mark::Warn;
    case ServiceState::Updating:
    case ServiceState::Starting: return Mark::Running;
    case ServiceState::Unplaced:
    case ServiceState::Failing: return Mark::Bad;
    }
    return Mark::Unknown;
}

QString wordOf(ServiceState state)
{
    switch (state) {
    case ServiceState::Unknown: return ServiceWords::tr("unknown");
    case ServiceState::Stopped: return ServiceWords::tr("stopped");
    case ServiceState::Running: return ServiceWords::tr("running");
    case ServiceState::Healthy: return ServiceWords::tr("healthy");
    case ServiceState::Restarted: return ServiceWords::tr("restarted");
    case ServiceState::Updating: return ServiceWords::tr("updating");
    case ServiceState::UpdateStopped: return ServiceWords::tr("update stopped");
    case ServiceState::Starting: return ServiceWords::tr("starting");
    case ServiceState::Unplaced: return ServiceWords::tr("no node fits");
    case ServiceState::Failing: return ServiceWords::tr("failing");
    case ServiceState::Short: return ServiceWords::tr("too few tasks");
    }
    return {};
}

QDateTime timeOf(const ClusterSnapshot& snapshot)
{
    const auto ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(snapshot.observedAt.wall.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count(), Qt::UTC);
}

QString cpus(std::int64_t nano)
{
    const double value = static_cast<double>(nano) / 1e9;
    QString figure = QString::number(value, 'f', 2);
    while (figure.endsWith(u'0'))
        figure.chop(1);
    if (figure.endsWith(u'.'))
        figure.chop(1);
    return figure == u"1" ? ServiceWords::tr("1 CPU") : ServiceWords::tr("%1 CPUs").arg(figure);
}

Mark markOfNode(const docker::Node& node)
{
    if (node.state == u"down" || node.state == u"disconnected")
        return Mark::Bad;
    if (node.state != u"ready")
        return Mark::Unknown;
    const bool lostManager = node.manager && node.managerReachability == u"unreachable";
    return lostManager || node.availability != u"active" ? Mark::Warn : Mark::Ok;
}

QString wordOfNode(const docker::Node& node)
{
    if (node.state == u"down")
        return ServiceWords::tr("down");
    if (node.state == u"disconnected")
        return ServiceWords::tr("disconnected");
    if (node.state != u"ready")
        return ServiceWords::tr("unknown");
    if (node.availability == u"drain")
        return ServiceWords::tr("drained");
    return node.availability == u"pause" ? ServiceWords::tr("paused") : ServiceWords::tr("ready");
}

QString roleOfNode(const docker::Node& node)
{
    if (!node.manager)
        return ServiceWords::tr("worker");
    if (node.leader)
        return ServiceWords::tr("leader");
    return node.managerReachability == u"unreachable" ? ServiceWords::tr("manager, unreachable")
                                                      : ServiceWords::tr("manager");
}

QVector<ServiceRow> serviceRows(const ClusterSnapshot& snapshot)
{
    QVector<ServiceRow> rows;
    const SwarmFacts* swarm = snapshot.swarm.lastValue();
    if (!swarm)
        return rows;
    QHash<QString, QString> nodeNames;
    for (const docker::Node& node : swarm->nodes)
        nodeNames.insert(node.id, node.hostname);
    const auto tasks = tasksByService(*swarm);
    const QDateTime now = timeOf(snapshot);
    rows.reserve(swarm->services.size());
    for (const docker::Service& service : swarm->services) {
        const TaskRefs own = tasks.value(service.id);
        ServiceRow row{service.id, service.name};
        row.state = snapshot.swarm.isKnown() ? stateOfService(service, own, now) : ServiceState::Unknown;
        row.running = runningTasks(service, own);
        row.wished = wishedTasks(service, own);
        row.nodes = nodesOf(own, nodeNames);
        row.image = service.image;
        row.resources = service.resources;
        row.ended = endedTasks(own);
        if (!own.isEmpty())
            row.since = own.first()->statusAt;
        if (const docker::Task* failure = lastFailure(own))
            row.error = failure->error;
        rows.append(row);
    }
    return rows;
}

QVector<NodeRow> nodeRows(const ClusterSnapshot& snapshot)
{
    QVector<NodeRow> rows;
    const SwarmFacts* swarm = snapshot.swarm.lastValue();
    if (!swarm)
        return rows;
    const auto ours = useByNode(swarm->tasks);
    for (const docker::Node& node : swarm->nodes) {
        NodeUse use = ours.value(node.id);
        const NodeUse foreign = swarm->foreignUse.value(node.id);
        NodeRow row{node.id, node.hostname};
        row.live = snapshot.swarm.isKnown();
        row.mark = row.live ? markOfNode(node) : Mark::Unknown;
        row.state = row.live ? wordOfNode(node) : ServiceWords::tr("unknown");
        row.role = roleOfNode(node);
        row.tasks = use.tasks;
        row.others = foreign.tasks;
        use.add(foreign);
        row.nanoCpus = node.nanoCpus;
        row.memoryBytes = node.memoryBytes;
        row.reservedNanoCpus = use.reservedNanoCpus;
        row.reservedMemoryBytes = use.reservedMemoryBytes;
        row.engine = node.engineVersion;
        rows.append(row);
    }
    return rows;
}

} // namespace switchyard::ui
