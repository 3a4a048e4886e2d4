#include "core/cluster/findings_context.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

void judgeEngine(FindingContext& c)
{
    const Error* error = c.now.swarm.error();
    if (!error || error->kind == ErrorKind::Cancelled || error->code == u"not_observed_yet")
        return;
    FindingCode code = FindingCode::EngineProblem;
    if (error->code == u"engine.unreachable" || error->code == u"engine.timeout")
        code = FindingCode::EngineUnreachable;
    else if (error->code == u"engine.not_a_manager")
        code = FindingCode::EngineNotManager;
    else if (error->code == u"engine.no_leader")
        code = FindingCode::EngineNoQuorum;
    c.add(code, Severity::Error, c.now.cluster, c.errorArgs(*error, c.now.swarm.at()));
}

/// Members and poolers that run (or last ran) on a node.
QStringList residents(const ClusterSnapshot& now, const QString& nodeId)
{
    QStringList names;
    for (const Member& m : now.members) {
        if (m.nodeId == nodeId)
            names.append(m.name);
    }
    for (const Pooler& p : now.poolers) {
        if (p.nodeId == nodeId)
            names.append(p.name);
    }
    return names;
}

void judgeNodes(FindingContext& c, const SwarmFacts& swarm)
{
    for (const docker::Node& n : swarm.nodes) {
        const QStringList here = residents(c.now, n.id);
        if (n.state != u"ready") {
            // A worker of someone else's that is down is worth knowing, but not our alarm.
            const bool matters = n.manager || !here.isEmpty();
            c.add(FindingCode::NodeDown, matters ? Severity::Error : Severity::Warning, n.hostname,
                {{u"node"_s, n.hostname}, {u"state"_s, n.state}, {u"message"_s, n.stateMessage},
                    {u"residents"_s, here.join(u", "_s)}});
        } else if (n.availability == u"drain" || n.availability == u"pause") {
            c.add(FindingCode::NodeDrained, Severity::Info, n.hostname,
                {{u"node"_s, n.hostname}, {u"availability"_s, n.availability},
                    {u"residents"_s, here.join(u", "_s)}});
        }
    }
}

void judgeManagers(FindingContext& c, const SwarmFacts& swarm)
{
    QStringList unreachable;
    int managers = 0;
    for (const docker::Node& n : swarm.nodes) {
        if (!n.manager)
            continue;
        ++managers;
        if (n.managerReachability == u"unreachable")
            unreachable.append(n.hostname);
    }
    if (unreachable.isEmpty())
        return;
    const int reachable = managers - static_cast<int>(unreachable.size());
    const int quorum = managers / 2 + 1;
    FindingDraft& d = c.add(FindingCode::ManagersDegraded, Severity::Warning, c.now.cluster,
        {{u"managers"_s, QString::number(managers)}, {u"reachable"_s, QString::number(reachable)},
            {u"may_lose"_s, QString::number(std::max(0, reachable - quorum))},
            {u"nodes"_s, unreachable.join(u", "_s)}});
    for (const QString& node : unreachable)
        d.causes.append({FindingCode::NodeDown, node});
}

QString nodeNameOf(const SwarmFacts& swarm, const QString& nodeId)
{
    const docker::Node* n = swarm.node(nodeId);
    return n ? n->hostname : QString();
}

/// Where a service's tasks run or ran last, by name and without repeats.
QStringList nodesOf(const SwarmFacts& swarm, const ClusterSnapshot& now, const docker::Service& s)
{
    QStringList names;
    for (const Member& m : now.members) {
        if (m.serviceId == s.id)
            names.append(m.nodeName);
    }
    for (const Pooler& p : now.poolers) {
        if (p.serviceId == s.id)
            names.append(p.nodeName);
    }
    for (const docker::Task& t : swarm.tasks) {
        if (t.serviceId == s.id)
            names.append(nodeNameOf(swarm, t.nodeId));
    }
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

const docker::Task* newestTask(const SwarmFacts& swarm, const QString& serviceId)
{
    const docker::Task* newest = nullptr;
    for (const docker::Task& t : swarm.tasks) {
        if (t.serviceId == serviceId && (!newest || t.createdAt > newest->createdAt))
            newest = &t;
    }
    return newest;
}

void judgeServiceSize(FindingContext& c, const SwarmFacts& swarm, const docker::Service& s)
{
    if (!s.runningTasks || !s.desiredTasks || *s.runningTasks >= *s.desiredTasks)
        return;
    const docker::Task* newest = newestTask(swarm, s.id);
    const Severity severity =
        *s.runningTasks == 0 ? c.settling(FindingCode::ServiceShort, s.name) : Severity::Warning;
    FindingDraft& d = c.add(FindingCode::ServiceShort, severity, s.name,
        {{u"service"_s, s.name}, {u"running"_s, QString::number(*s.runningTasks)},
            {u"desired"_s, QString::number(*s.desiredTasks)},
            {u"task_state"_s, newest ? newest->state : QString()},
            {u"error"_s, newest ? newest->error : QString()}});
    for (const QString& node : nodesOf(swarm, c.now, s))
        d.causes += c.causesOnNode(node);
    d.causes.append({FindingCode::TaskFailing, s.name});
}

/// Fails again and again, or was refused by its node: what a restart does not repair.
void judgeServiceTasks(FindingContext& c, const SwarmFacts& swarm, const docker::Service& s)
{
    if (s.desiredTasks && *s.desiredTasks == 0)
        return;
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(
        std::chrono::duration_cast<std::chrono::milliseconds>(c.now.observedAt.wall.time_since_epoch())
            .count());
    const auto within = std::chrono::duration_cast<std::chrono::seconds>(c.limits.failedTasksWithin).count();
    int failures = 0;
    const docker::Task* last = nullptr;
    for (const docker::Task& t : swarm.tasks) {
        const bool failed = t.state == u"failed" || t.state == u"rejected";
        if (t.serviceId != s.id || !failed || t.statusAt.secsTo(now) > within)
            continue;
        ++failures;
        if (!last || t.statusAt > last->statusAt)
            last = &t;
    }
    const docker::Task* newest = newestTask(swarm, s.id);
    const bool standsFailed = newest && last == newest;
    if (failures < c.limits.failedTasks && !standsFailed)
        return;
    const Severity severity = standsFailed ? c.settling(FindingCode::TaskFailing, s.name) : Severity::Warning;
    FindingDraft& d = c.add(FindingCode::TaskFailing, severity, s.name,
        {{u"service"_s, s.name}, {u"failures"_s, QString::number(failures)},
            {u"within_us"_s, QString::number(c.limits.failedTasksWithin.count())}, {u"error"_s, last->error},
            {u"node"_s, nodeNameOf(swarm, last->nodeId)}});
    if (last->exitCode)
        d.finding.args.insert(u"exit_code"_s, QString::number(*last->exitCode));
    d.causes = c.causesOnNode(nodeNameOf(swarm, last->nodeId));
}

} // namespace

void judgeSwarm(FindingContext& c)
{
    judgeEngine(c);
    const SwarmFacts* swarm = c.now.swarm.live();
    if (!swarm)
        return;
    judgeNodes(c, *swarm);
    judgeManagers(c, *swarm);
    for (const docker::Service& s : swarm->services) {
        judgeServiceSize(c, *swarm, s);
        judgeServiceTasks(c, *swarm, s);
    }
    if (c.now.members.isEmpty() && c.now.poolers.isEmpty())
        c.add(FindingCode::NothingDiscovered, Severity::Error, c.now.cluster);
}

} // namespace switchyard
