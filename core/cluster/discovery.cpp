#include "core/cluster/discovery.h"

#include "core/cluster/address.h"

#include <QSet>

#include <algorithm>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

using docker::Service;
using docker::Task;

bool ended(const Task& task)
{
    // Terminal states of swarmkit's task life cycle (api/types.proto, TaskState).
    static const QSet<QString> terminal{
        u"complete"_s, u"shutdown"_s, u"failed"_s, u"rejected"_s, u"remove"_s, u"orphaned"_s};
    return terminal.contains(task.state);
}

/// Newest first.
QVector<const Task*> tasksOf(const SwarmFacts& swarm, const Service& service)
{
    QVector<const Task*> tasks;
    for (const Task& task : swarm.tasks) {
        if (task.serviceId == service.id)
            tasks << &task;
    }
    std::stable_sort(
        tasks.begin(), tasks.end(), [](const Task* a, const Task* b) { return a->createdAt > b->createdAt; });
    return tasks;
}

/// The task whose node we connect to: the newest that runs, else the newest that was given a node. (While a
/// node is down its task keeps "running" and the replacement waits without a node: the old place is where to
/// look.)
const Task* placedTask(const QVector<const Task*>& newestFirst)
{
    const auto placed = [](const Task* t) { return !t->nodeId.isEmpty(); };
    const auto running = [&](const Task* t) { return placed(t) && t->state == u"running"; };
    auto it = std::find_if(newestFirst.begin(), newestFirst.end(), running);
    if (it == newestFirst.end())
        it = std::find_if(newestFirst.begin(), newestFirst.end(), placed);
    return it == newestFirst.end() ? nullptr : *it;
}

QString lastError(const QVector<const Task*>& newestFirst)
{
    const auto it = std::find_if(
        newestFirst.begin(), newestFirst.end(), [](const Task* t) { return !t->error.isEmpty(); });
    return it == newestFirst.end() ? QString() : (*it)->error;
}

/// The port at which the outside reaches `target` of the service: host mode before ingress; 0 if not
/// published.
quint16 publishedPort(const Service& service, quint16 target)
{
    quint16 found = 0;
    for (const auto& port : service.ports) {
        if (port.target != target || port.published == 0 || port.protocol == u"udp")
            continue;
        if (port.mode == u"host")
            return port.published;
        if (found == 0)
            found = port.published;
    }
    return found;
}

QString hostOfEngine(const docker::Endpoint& endpoint)
{
    if (const auto* tcp = std::get_if<docker::TcpEndpoint>(&endpoint))
        return tcp->host;
    if (const auto* ssh = std::get_if<docker::SshEndpoint>(&endpoint))
        return ssh->host;
    return u"127.0.0.1"_s;
}

/// Fills what members and poolers have in common: service, place, address, task.
template<typename Server>
void describe(Server& server, const Service& service, const QVector<const Task*>& tasks, quint16 target,
    const SwarmFacts& swarm, const ClusterProfile& profile)
{
    server.serviceId = service.id;
    server.serviceName = service.name;
    server.image = service.image;
    server.taskError = lastError(tasks);
    if (!tasks.isEmpty()) {
        server.taskState = tasks.first()->state;
        server.taskSince = tasks.first()->statusAt;
    }
    if (const Task* placed = placedTask(tasks)) {
        server.nodeId = placed->nodeId;
        if (const docker::Node* node = swarm.node(placed->nodeId)) {
            server.nodeName = node->hostname;
            const bool usable =
                !node->address.isEmpty() && node->address != u"0.0.0.0" && node->address != u"::";
            server.host = usable ? node->address : hostOfEngine(profile.engine);
        }
    }
    server.port = publishedPort(service, target);
    const QString override = profile.addressOverrides.value(server.name);
    if (const auto address = parseHostPort(override)) {
        server.host = address->host;
        server.port = address->port;
    }
}

QString nameFor(const Service& service, const QString& label)
{
    const QString name = service.labels.value(label);
    return name.isEmpty() ? service.name : name;
}

Member memberOf(const Service& service, const SwarmFacts& swarm, const ClusterProfile& profile)
{
    const auto tasks = tasksOf(swarm, service);
    Member member;
    member.name = nameFor(service, u"io.switchyard.member"_s);
    describe(member, service, tasks, postgresPort, swarm, profile);
    member.restarts =
        static_cast<int>(std::count_if(tasks.begin(), tasks.end(), [](auto* t) { return ended(*t); }));
    return member;
}

/// Tasks of one place of a service: the slot of a replicated one, the node of a global one.
QString instanceOf(const Service& service, const Task& task, const SwarmFacts& swarm)
{
    if (!service.global)
        return QString::number(task.slot);
    const docker::Node* node = swarm.node(task.nodeId);
    return node ? node->hostname : task.nodeId;
}

QVector<Pooler> poolersOf(const Service& service, const SwarmFacts& swarm, const ClusterProfile& profile)
{
    const auto tasks = tasksOf(swarm, service);
    const QString name = nameFor(service, u"io.switchyard.pooler"_s);
    QMap<QString, QVector<const Task*>> instances;
    const bool several = service.global || service.replicas > 1;
    for (const Task* task : tasks)
        instances[several ? instanceOf(service, *task, swarm) : QString()] << task;
    if (several) {
        // A place that was scaled away leaves ended tasks behind; only places that are wanted are poolers.
        for (auto it = instances.begin(); it != instances.end();) {
            const bool wanted = std::any_of(it->begin(), it->end(), [](auto* t) { return !ended(*t); });
            it = wanted ? std::next(it) : instances.erase(it);
        }
    }
    if (instances.isEmpty())
        instances.insert({}, {});
    QVector<Pooler> poolers;
    for (auto it = instances.begin(); it != instances.end(); ++it) {
        Pooler pooler;
        pooler.name = it.key().isEmpty() ? name : name + u'.' + it.key();
        describe(pooler, service, *it, pgbouncerPort, swarm, profile);
        poolers << pooler;
    }
    return poolers;
}

/// By name; a name that comes twice (a copied label) gets its service's name behind it, so that both are
/// seen.
template<typename Server> void sortAndDistinguish(QVector<Server>& servers)
{
    std::sort(servers.begin(), servers.end(), [](const Server& a, const Server& b) {
        return std::tie(a.name, a.serviceName) < std::tie(b.name, b.serviceName);
    });
    QString last;
    for (Server& server : servers) {
        const QString name = server.name;
        if (name == last)
            server.name += u'@' + server.serviceName;
        last = name;
    }
}

} // namespace

Discovery discover(const SwarmFacts& swarm, const ClusterProfile& profile)
{
    Discovery found;
    for (const Service& service : swarm.services) {
        if (service.labels.value(u"io.switchyard.cluster"_s) != profile.clusterLabel)
            continue;
        const QString role = service.labels.value(u"io.switchyard.role"_s);
        if (role == u"postgres")
            found.members << memberOf(service, swarm, profile);
        else if (role == u"pgbouncer")
            found.poolers << poolersOf(service, swarm, profile);
    }
    sortAndDistinguish(found.members);
    sortAndDistinguish(found.poolers);
    return found;
}

Discovery discover(const Fact<SwarmFacts>& swarm, const ClusterProfile& profile)
{
    const SwarmFacts* last = swarm.lastValue();
    if (!last)
        return {};
    Discovery found = discover(*last, profile);
    if (!swarm.isKnown()) {
        for (Member& member : found.members)
            member.taskState.clear();
        for (Pooler& pooler : found.poolers)
            pooler.taskState.clear();
    }
    return found;
}

} // namespace switchyard
