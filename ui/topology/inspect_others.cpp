// Poolers, nodes, and the cluster as a whole.

#include "ui/text/text.h"
#include "ui/topology/card_content.h"
#include "ui/topology/inspector_content.h"
#include "ui/topology/lane_content.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

struct OtherWords
{
    Q_DECLARE_TR_FUNCTIONS(TopologyInspector)
};

FactGroup databaseGroup(const PoolDatabase& d)
{
    FactGroup group{d.name,
        d.paused     ? OtherWords::tr("paused")
        : d.disabled ? OtherWords::tr("disabled")
                     : d.poolMode,
        {}};
    const int servers = d.serversActive + d.serversIdle + d.serversUsed + d.serversTested + d.serversLogin;
    group.rows = {{OtherWords::tr("Points to"), plain(d.target)},
        {OtherWords::tr("Clients"),
            plain(OtherWords::tr("%1 active, %2 waiting")
                      .arg(text::count(d.clientsActive), text::count(d.clientsWaiting)),
                d.clientsWaiting > 0 ? Ink::Warn : Ink::Text)},
        {OtherWords::tr("Longest wait"), plain(text::duration(d.maxWait))},
        {OtherWords::tr("Server connections"),
            plain(OtherWords::tr("%1, pool of %2").arg(text::count(servers), text::count(d.poolSize)))}};
    return group;
}

QString poolerLine(const Pooler& pooler)
{
    const QString node = pooler.nodeName.isEmpty() ? OtherWords::tr("no node") : pooler.nodeName;
    const QStringList targets = writeTargets(pooler);
    if (!pooler.facts.isKnown() || targets.isEmpty())
        return OtherWords::tr("Pooler on %1").arg(node);
    return OtherWords::tr("Pooler on %1, writes to %2").arg(node, targets.join(", "_L1));
}

/// Members and poolers of a node, each with its role.
QVector<KeyValue> runsOn(const ClusterSnapshot& snapshot, const QString& nodeId)
{
    QVector<KeyValue> rows;
    for (const Pooler& p : snapshot.poolers) {
        if (p.nodeId == nodeId)
            rows.append({p.name, plain(OtherWords::tr("pooler")), poolerMark(snapshot, p)});
    }
    for (const Member& m : snapshot.members) {
        const QString role = m.role() == Role::Primary   ? OtherWords::tr("primary")
                             : m.role() == Role::Standby ? OtherWords::tr("standby")
                                                         : OtherWords::tr("unknown");
        if (m.nodeId == nodeId)
            rows.append({m.name, plain(role), memberMark(snapshot, m)});
    }
    return rows;
}

QVector<KeyValue> nodeRows(const docker::Node& node)
{
    QVector<KeyValue> rows{
        {OtherWords::tr("State"), plain(node.state, node.state == "ready"_L1 ? Ink::Text : Ink::Bad)},
        {OtherWords::tr("Availability"), plain(node.availability)},
        {OtherWords::tr("Role"), plain(nodeRole(node))}};
    if (!node.managerReachability.isEmpty())
        rows.append({OtherWords::tr("As a manager"), plain(node.managerReachability)});
    if (!node.stateMessage.isEmpty())
        rows.append({OtherWords::tr("Swarm says"), plain(node.stateMessage)});
    rows.append({OtherWords::tr("Address"), {{node.address, Ink::Text, QFont::Normal, true}}});
    rows.append(
        {OtherWords::tr("CPUs"), plain(QString::number(static_cast<double>(node.nanoCpus) / 1e9, 'g', 4))});
    rows.append({OtherWords::tr("Memory"), plain(text::bytes(node.memoryBytes))});
    rows.append({OtherWords::tr("Engine"), plain(node.engineVersion)});
    return rows;
}

void addPrimaryRows(QVector<KeyValue>& rows, const ClusterSnapshot& snapshot, const Recent& recent)
{
    const Member* primary = snapshot.primary();
    const auto leaders = std::count_if(snapshot.members.begin(), snapshot.members.end(),
        [](const Member& m) { return m.role() == Role::Primary; });
    rows.append({OtherWords::tr("Primary"),
        primary       ? plain(OtherWords::tr("%1 on %2").arg(primary->name, primary->nodeName))
        : leaders > 1 ? plain(OtherWords::tr("%1 claim to lead").arg(leaders), Ink::Bad)
                      : plain(OtherWords::tr("none that answers"), Ink::Bad)});
    if (!primary)
        return;
    const MemberFacts* facts = primary->facts.live();
    rows.append({OtherWords::tr("Timeline"), plain(QString::number(facts->timeline))});
    rows.append(
        {OtherWords::tr("Position"), {{facts->flush ? facts->flush->toString() : OtherWords::tr("unknown"),
                                         Ink::Text, QFont::Normal, true}}});
    if (!facts->synchronousStandbyNames.isEmpty())
        rows.append({OtherWords::tr("Synchronous"),
            {{facts->synchronousStandbyNames, Ink::Text, QFont::Normal, true}}});
    if (const auto rate = recent.value(primary->name, Metric::WalBytesPerSecond))
        rows.append({OtherWords::tr("WAL written"), plain(text::byteRate(*rate))});
}

void addPartRows(QVector<KeyValue>& rows, const ClusterSnapshot& snapshot)
{
    int standbys = 0, streaming = 0, silent = 0, clients = 0, waiting = 0, answering = 0;
    // Under a known primary every other member should be its standby, also one that does not answer: the
    // headline counts the same way.
    const Member* primary = snapshot.primary();
    for (const Member& m : snapshot.members) {
        standbys += primary ? &m != primary : m.role() == Role::Standby;
        streaming += m.stream && m.stream->connected;
        silent += !m.facts.isKnown();
    }
    for (const Pooler& p : snapshot.poolers) {
        const PoolerFacts* facts = p.facts.live();
        answering += facts != nullptr;
        for (const PoolDatabase& d : facts ? facts->databases : QVector<PoolDatabase>()) {
            clients += d.clientsActive + d.clientsWaiting;
            waiting += d.clientsWaiting;
        }
    }
    const QString of = OtherWords::tr("%1 of %2 streaming").arg(streaming).arg(standbys);
    rows.append({OtherWords::tr("Standbys"),
        standbys > 0 || silent == 0 ? plain(of) : plain(OtherWords::tr("unknown"), Ink::Unknown)});
    if (silent > 0)
        rows.append({OtherWords::tr("Not answering"),
            plain(silent == 1 ? OtherWords::tr("1 member") : OtherWords::tr("%1 members").arg(silent),
                Ink::Bad)});
    if (!snapshot.poolers.isEmpty()) {
        rows.append({OtherWords::tr("Poolers"),
            plain(OtherWords::tr("%1 of %2 answer").arg(answering).arg(snapshot.poolers.size()))});
        const QString words =
            OtherWords::tr("%1, %2 waiting").arg(text::count(clients), text::count(waiting));
        rows.append({OtherWords::tr("Clients"),
            answering > 0 ? plain(words) : plain(OtherWords::tr("unknown"), Ink::Unknown)});
    }
}

void addSwarmRows(QVector<KeyValue>& rows, const SwarmFacts& swarm)
{
    const auto ready = std::count_if(
        swarm.nodes.begin(), swarm.nodes.end(), [](const docker::Node& n) { return n.state == "ready"_L1; });
    const auto managers = std::count_if(
        swarm.nodes.begin(), swarm.nodes.end(), [](const docker::Node& n) { return n.manager; });
    rows.append({OtherWords::tr("Swarm nodes"),
        plain(OtherWords::tr("%1 of %2 ready").arg(ready).arg(swarm.nodes.size()))});
    rows.append({OtherWords::tr("Managers"), plain(QString::number(managers))});
    rows.append({OtherWords::tr("Services"), plain(QString::number(swarm.services.size()))});
    rows.append({OtherWords::tr("Engine"), plain(swarm.engine.version)});
}

Mark clusterMark(const text::Headline& headline)
{
    return headline.unknown                      ? Mark::Unknown
           : headline.severity == Severity::Info ? Mark::Ok
                                                 : markOf(headline.severity);
}

} // namespace

InspectorContent inspectPooler(const ClusterSnapshot& snapshot, const Pooler& pooler, Instant now)
{
    InspectorContent c;
    c.mark = poolerMark(snapshot, pooler);
    c.name = pooler.name;
    c.live = pooler.facts.isKnown();
    c.badge = c.live ? QString() : OtherWords::tr("unknown");
    c.seen = seenAgo(pooler.facts.at(), now);
    c.line = poolerLine(pooler);
    if (const Error* error = pooler.facts.error())
        c.why = text::sentence(*error);
    if (const PoolerFacts* facts = pooler.facts.lastValue()) {
        const QString aside =
            c.live ? QString() : OtherWords::tr("%1, not live").arg(text::clockTime(pooler.facts.at()->wall));
        FactGroup about{c.live ? OtherWords::tr("Facts") : OtherWords::tr("Last seen values"), aside, {}};
        about.rows = {{OtherWords::tr("PgBouncer"), plain(facts->version)},
            {OtherWords::tr("Address"),
                {{pooler.host + u':' + QString::number(pooler.port), Ink::Text, QFont::Normal, true}}}};
        c.groups.append(about);
        for (const PoolDatabase& d : facts->databases)
            c.groups.append(databaseGroup(d));
    }
    c.findingsTitle = OtherWords::tr("Findings");
    c.findings = findingContents(snapshot, findingsAbout(snapshot, pooler.name));
    return c;
}

InspectorContent inspectNode(const ClusterSnapshot& snapshot, const QString& nodeId, Instant now)
{
    const docker::Node& node = *nodeOf(snapshot, nodeId);
    const LaneContent lane = laneContent(snapshot, {nodeId, node.hostname, {}}, now);
    InspectorContent c;
    c.mark = lane.mark;
    c.name = node.hostname;
    c.badge = lane.badge;
    c.badgeState = lane.badgeState;
    c.live = snapshot.swarm.isKnown();
    c.seen = seenAgo(snapshot.swarm.at(), now);
    c.line = OtherWords::tr("Swarm node, %1").arg(lane.place);
    if (const Error* error = snapshot.swarm.error())
        c.why = text::sentence(*error);
    c.groups.append(
        {c.live ? OtherWords::tr("Facts") : OtherWords::tr("Last seen values"), {}, nodeRows(node)});
    const QVector<KeyValue> runs = runsOn(snapshot, nodeId);
    if (!runs.isEmpty())
        c.groups.append({OtherWords::tr("Runs"), {}, runs});
    c.findingsTitle = OtherWords::tr("Findings");
    c.findings = findingContents(snapshot, findingsAbout(snapshot, node.hostname));
    return c;
}

InspectorContent inspectCluster(
    const ClusterSnapshot& snapshot, const Succession& succession, const Recent& recent, Instant now)
{
    const text::Headline headline = text::headline(snapshot);
    InspectorContent c;
    c.mark = clusterMark(headline);
    c.name = snapshot.cluster;
    c.badge = headline.state;
    c.badgeState = headline.unknown                      ? State::Unknown
                   : headline.severity == Severity::Info ? State::Ok
                                                         : stateOf(headline.severity);
    c.seen = seenAgo(snapshot.observedAt, now);
    c.line = headline.sentence;
    if (!snapshot.members.isEmpty()) {
        FactGroup group{OtherWords::tr("Cluster"), {}, {}};
        addPrimaryRows(group.rows, snapshot, recent);
        addPartRows(group.rows, snapshot);
        c.groups.append(group);
    }
    if (const SwarmFacts* swarm = snapshot.swarm.live()) {
        FactGroup group{OtherWords::tr("Swarm"), {}, {}};
        addSwarmRows(group.rows, *swarm);
        c.groups.append(group);
    }
    c.succession = successionContent(succession, {});
    QVector<int> all(snapshot.findings.size());
    std::iota(all.begin(), all.end(), 0);
    c.findingsTitle = OtherWords::tr("Findings");
    c.findings = findingContents(snapshot, all);
    return c;
}

} // namespace switchyard::ui::topology
