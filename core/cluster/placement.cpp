#include "core/cluster/placement.h"

#include "core/cluster/constraint.h"

#include <QHash>

#include <algorithm>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

/// What a node has to give: what others (and, if asked, the service itself) hold there.
struct Room
{
    NodeUse taken;
    int ownTasks = 0;
};

QHash<QString, Room> roomByNode(const SwarmFacts& swarm, const docker::Service& service, PlacementOf what)
{
    QHash<QString, Room> rooms;
    for (const docker::Node& node : swarm.nodes)
        rooms[node.id].taken = swarm.foreignUse.value(node.id);
    for (const docker::Task& task : swarm.tasks) {
        if (!holdsItsNode(task))
            continue;
        Room& room = rooms[task.nodeId];
        const bool own = task.serviceId == service.id;
        room.ownTasks += own ? 1 : 0;
        if (!own || what == PlacementOf::AnotherTask)
            room.taken.add(task);
    }
    return rooms;
}

void judgeReadiness(const docker::Node& node, QVector<Obstacle>& obstacles)
{
    if (node.state != u"ready")
        obstacles.append({ObstacleCode::NodeNotReady, {}, node.state});
    if (node.availability == u"pause")
        obstacles.append({ObstacleCode::NodePaused});
    else if (node.availability == u"drain")
        obstacles.append({ObstacleCode::NodeDrained});
}

void judgeConstraints(const docker::Node& node, const docker::Service& service, QVector<Obstacle>& obstacles)
{
    for (const QString& text : service.constraints) {
        const auto constraint = parseConstraint(text);
        if (!constraint || !valueOf(node, constraint->key))
            obstacles.append({ObstacleCode::ConstraintUnreadable, text});
        else if (!meets(node, *constraint))
            obstacles.append({ObstacleCode::ConstraintNotMet, text, *valueOf(node, constraint->key)});
    }
}

// Images and engines name the same architecture differently.
QString normalArchitecture(const QString& name)
{
    if (name == u"x86_64")
        return u"amd64"_s;
    if (name == u"aarch64")
        return u"arm64"_s;
    return name;
}

void judgePlatform(const docker::Node& node, const docker::Service& service, QVector<Obstacle>& obstacles)
{
    // A node that was never ready has told no platform.
    if (service.platforms.isEmpty() || node.platform.os.isEmpty())
        return;
    QStringList names;
    for (const docker::Platform& wanted : service.platforms) {
        const bool os = wanted.os.isEmpty() || wanted.os == node.platform.os;
        const bool architecture =
            wanted.architecture.isEmpty() ||
            normalArchitecture(wanted.architecture) == normalArchitecture(node.platform.architecture);
        if (os && architecture)
            return;
        names << wanted.os + u'/' + wanted.architecture;
    }
    obstacles.append({ObstacleCode::OtherPlatform, names.join(u", "_s),
        node.platform.os + u'/' + node.platform.architecture});
}

void judgeResources(const docker::Node& node, const docker::Service& service, const NodeUse& taken,
    QVector<Obstacle>& obstacles)
{
    const docker::Resources& wanted = service.resources;
    const std::int64_t cpus = node.nanoCpus - taken.reservedNanoCpus;
    const std::int64_t memory = node.memoryBytes - taken.reservedMemoryBytes;
    if (wanted.reservedNanoCpus > 0 && wanted.reservedNanoCpus > cpus)
        obstacles.append(
            {ObstacleCode::TooFewCpus, {}, {}, wanted.reservedNanoCpus, std::max<std::int64_t>(0, cpus)});
    if (wanted.reservedMemoryBytes > 0 && wanted.reservedMemoryBytes > memory)
        obstacles.append({ObstacleCode::TooLittleMemory, {}, {}, wanted.reservedMemoryBytes,
            std::max<std::int64_t>(0, memory)});
}

bool samePort(const docker::Port& one, const docker::Port& other)
{
    return one.published == other.published && one.protocol == other.protocol;
}

QStringList holdersOf(const SwarmFacts& swarm, const QString& nodeId, const docker::Port& port)
{
    QStringList names;
    for (const docker::Task& task : swarm.tasks) {
        const bool holds = task.nodeId == nodeId && holdsItsNode(task) &&
                           std::any_of(task.hostPorts.begin(), task.hostPorts.end(),
                               [&](const docker::Port& p) { return samePort(p, port); });
        const docker::Service* service = holds ? swarm.service(task.serviceId) : nullptr;
        if (service && !names.contains(service->name))
            names << service->name;
    }
    return names;
}

void judgePorts(const SwarmFacts& swarm, const docker::Node& node, const docker::Service& service,
    const NodeUse& taken, QVector<Obstacle>& obstacles)
{
    for (const docker::Port& port : service.ports) {
        if (port.mode != u"host" || port.published == 0)
            continue;
        const bool held = std::any_of(taken.hostPorts.begin(), taken.hostPorts.end(),
            [&](const docker::Port& p) { return samePort(p, port); });
        if (held)
            obstacles.append({ObstacleCode::HostPortTaken, u"%1/%2"_s.arg(port.published).arg(port.protocol),
                {}, 0, 0, holdersOf(swarm, node.id, port)});
    }
}

NodeVerdict judgeNode(const SwarmFacts& swarm, const docker::Node& node, const docker::Service& service,
    const Room& room, PlacementOf what)
{
    NodeVerdict verdict{node.id, node.hostname, room.ownTasks > 0, {}};
    judgeReadiness(node, verdict.obstacles);
    judgeConstraints(node, service, verdict.obstacles);
    judgePlatform(node, service, verdict.obstacles);
    judgeResources(node, service, room.taken, verdict.obstacles);
    judgePorts(swarm, node, service, room.taken, verdict.obstacles);
    const auto limit = static_cast<std::int64_t>(service.maxReplicasPerNode);
    const int counted = what == PlacementOf::AnotherTask ? room.ownTasks : 0;
    if (limit > 0 && counted >= limit)
        verdict.obstacles.append({ObstacleCode::MaxReplicasReached, {}, {}, limit});
    return verdict;
}

} // namespace

QVector<NodeVerdict> judgePlacement(const SwarmFacts& swarm, const docker::Service& service, PlacementOf what)
{
    const auto rooms = roomByNode(swarm, service, what);
    QVector<NodeVerdict> verdicts;
    for (const docker::Node& node : swarm.nodes)
        verdicts.append(judgeNode(swarm, node, service, rooms.value(node.id), what));
    std::sort(verdicts.begin(), verdicts.end(),
        [](const NodeVerdict& a, const NodeVerdict& b) { return a.hostname < b.hostname; });
    return verdicts;
}

NodeUse useOf(const SwarmFacts& swarm, const QString& nodeId)
{
    NodeUse use = swarm.foreignUse.value(nodeId);
    for (const docker::Task& task : swarm.tasks) {
        if (task.nodeId == nodeId && holdsItsNode(task))
            use.add(task);
    }
    return use;
}

} // namespace switchyard
