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

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TopologyInspector)
};

TextRuns plain(const QString& words, Ink ink = Ink::Text)
{
    return {{words, ink, QFont::Normal, false}};
}

FactGroup databaseGroup(const PoolDatabase& d)
{
    FactGroup group{d.name,
        d.paused     ? Words::tr("paused")
        : d.disabled ? Words::tr("disabled")
                     : d.poolMode,
        {}};
    const int servers = d.serversActive + d.serversIdle + d.serversUsed + d.serversTested + d.serversLogin;
    group.rows = {{Words::tr("Points to"), plain(d.target)},
        {Words::tr("Clients"), plain(Words::tr("%1 active, %2 waiting")
                                         .arg(text::count(d.clientsActive), text::count(d.clientsWaiting)),
                                   d.clientsWaiting > 0 ? Ink::Warn : Ink::Text)},
        {Words::tr("Longest wait"), plain(text::duration(d.maxWait))},
        {Words::tr("Server connections"),
            plain(Words::tr("%1, pool of %2").arg(text::count(servers), text::count(d.poolSize)))}};
    return group;
}

QString poolerLine(const Pooler& pooler)
{
    const QString node = pooler.nodeName.isEmpty() ? Words::tr("no node") : pooler.nodeName;
    const QStringList targets = writeTargets(pooler);
    if (!pooler.facts.isKnown() || targets.isEmpty())
        return Words::tr("Pooler on %1").arg(node);
    return Words::tr("Pooler on %1, writes to %2").arg(node, targets.join(", "_L1));
}

/// Members and poolers of a node, each with its role.
QVector<KeyValue> runsOn(const ClusterSnapshot& snapshot, const QString& nodeId)
{
    QVector<KeyValue> rows;
    for (const Pooler& p : snapshot.poolers) {
        if (p.nodeId == nodeId)
            rows.append({p.name, plain(Words::tr("pooler")), poolerMark(snapshot, p)});
    }
    for (const Member& m : snapshot.members) {
        const QString role = m.role() == Role::Primary   ? Words::tr("primary")
                             : m.role() == Role::Standby ? Words::tr("standby")
                                                         : Words::tr("unknown");
        if (m.nodeId == nodeId)
            rows.append({m.name, plain(role), memberMark(snapshot, m)});
    }
    return rows;
}

QVector<KeyValue> nodeRows(const docker::Node& node)
{
    QVector<KeyValue> rows{
        {Words::tr("State"), plain(node.state, node.state == "ready"_L1 ? Ink::Text : Ink::Bad)},
        {Words::tr("Availability"), plain(node.availability)}, {Words::tr("Role"), plain(nodeRole(node))}};
    if (!node.managerReachability.isEmpty())
        rows.append({Words::tr("As a manager"), plain(node.managerReachability)});
    if (!node.stateMessage.isEmpty())
        rows.append({Words::tr("Swarm says"), plain(node.stateMessage)});
    rows.append({Words::tr("Address"), {{node.address, Ink::Text, QFont::Normal, true}}});
    rows.append(
        {Words::tr("CPUs"), plain(QString::number(static_cast<double>(node.nanoCpus) / 1e9, 'g', 4))});
    rows.append({Words::tr("Memory"), plain(text::bytes(node.memoryBytes))});
    rows.append({Words::tr("Engine"), plain(node.engineVersion)});
    return rows;
}

void addPrimaryRows(QVector<KeyValue>& rows, const ClusterSnapshot& snapshot, const Recent& recent)
{
    const Member* primary = snapshot.primary();
    const auto leaders = std::count_if(snapshot.members.begin(), snapshot.members.end(),
        [](const Member& m) { return m.role() == Role::Primary; });
    rows.append(
        {Words::tr("Primary"), primary ? plain(Words::tr("%1 on %2").arg(primary->name, primary->nodeName))
                               : leaders > 1 ? plain(Words::tr("%1 claim to lead").arg(leaders), Ink::Bad)
                                             : plain(Words::tr("none that answers"), Ink::Bad)});
    if (!primary)
        return;
    const MemberFacts* facts = primary->facts.live();
    rows.append({Words::tr("Timeline"), plain(QString::number(facts->timeline))});
    rows.append({Words::tr("Position"),
        {{facts->flush ? facts->flush->toString() : Words::tr("unknown"), Ink::Text, QFont::Normal, true}}});
    if (!facts->synchronousStandbyNames.isEmpty())
        rows.append(
            {Words::tr("Synchronous"), {{facts->synchronousStandbyNames, Ink::Text, QFont::Normal, true}}});
    if (const auto rate = recent.value(primary->name, Metric::WalBytesPerSecond))
        rows.append({Words::tr("WAL written"), plain(text::byteRate(*rate))});
}

void addPartRows(QVector<KeyValue>& rows, const ClusterSnapshot& snapshot)
{
    int standbys = 0, streaming = 0, silent = 0, clients = 0, waiting = 0, answering = 0;
    // Under a known primary every other member should be its standby, also one that does not answer: the headline
    // counts the same way.
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
    const QString of = Words::tr("%1 of %2 streaming").arg(streaming).arg(standbys);
    rows.append({Words::tr("Standbys"),
        standbys > 0 || silent == 0 ? plain(of) : plain(Words::tr("unknown"), Ink::Unknown)});
    if (silent > 0)
        rows.append({Words::tr("Not answering"),
            plain(silent == 1 ? Words::tr("1 member") : Words::tr("%1 members").arg(silent), Ink::Bad)});
    if (!snapshot.poolers.isEmpty()) {
        rows.append({Words::tr("Poolers"),
            plain(Words::tr("%1 of %2 answer").arg(answering).arg(snapshot.poolers.size()))});
        const QString words = Words::tr("%1, %2 waiting").arg(text::count(clients), text::count(waiting));
        rows.append(
            {Words::tr("Clients"), answering > 0 ? plain(words) : plain(Words::tr("unknown"), Ink::Unknown)});
    }
}

void addSwarmRows(QVector<KeyValue>& rows, const SwarmFacts& swarm)
{
    const auto ready = std::count_if(
        swarm.nodes.begin(), swarm.nodes.end(), [](const docker::Node& n) { return n.state == "ready"_L1; });
    const auto managers = std::count_if(
        swarm.nodes.begin(), swarm.nodes.end(), [](const docker::Node& n) { return n.manager; });
    rows.append(
        {Words::tr("Swarm nodes"), plain(Words::tr("%1 of %2 ready").arg(ready).arg(swarm.nodes.size()))});
    rows.append({Words::tr("Managers"), plain(QString::number(managers))});
    rows.append({Words::tr("Services"), plain(QString::number(swarm.services.size()))});
    rows.append({Words::tr("Engine"), plain(swarm.engine.version)});
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
    c.badge = c.live ? QString() : Words::tr("unknown");
    c.seen = seenAgo(pooler.facts.at(), now);
    c.line = poolerLine(pooler);
    if (const Error* error = pooler.facts.error())
        c.why = text::sentence(*error);
    if (const PoolerFacts* facts = pooler.facts.lastValue()) {
        const QString aside =
            c.live ? QString() : Words::tr("%1, not live").arg(text::clockTime(pooler.facts.at()->wall));
        FactGroup about{c.live ? Words::tr("Facts") : Words::tr("Last seen values"), aside, {}};
        about.rows = {{Words::tr("PgBouncer"), plain(facts->version)},
            {Words::tr("Address"),
                {{pooler.host + u':' + QString::number(pooler.port), Ink::Text, QFont::Normal, true}}}};
        c.groups.append(about);
        for (const PoolDatabase& d : facts->databases)
            c.groups.append(databaseGroup(d));
    }
    c.findingsTitle = Words::tr("Findings");
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
    c.line = Words::tr("Swarm node, %1").arg(lane.place);
    if (const Error* error = snapshot.swarm.error())
        c.why = text::sentence(*error);
    c.groups.append({c.live ? Words::tr("Facts") : Words::tr("Last seen values"), {}, nodeRows(node)});
    const QVector<KeyValue> runs = runsOn(snapshot, nodeId);
    if (!runs.isEmpty())
        c.groups.append({Words::tr("Runs"), {}, runs});
    c.findingsTitle = Words::tr("Findings");
    c.findings = findingContents(snapshot, findingsAbout(snapshot, node.hostname));
    return c;
}

InspectorContent inspectCluster(const ClusterSnapshot& snapshot, const Recent& recent, Instant now)
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
        FactGroup group{Words::tr("Cluster"), {}, {}};
        addPrimaryRows(group.rows, snapshot, recent);
        addPartRows(group.rows, snapshot);
        c.groups.append(group);
    }
    if (const SwarmFacts* swarm = snapshot.swarm.live()) {
        FactGroup group{Words::tr("Swarm"), {}, {}};
        addSwarmRows(group.rows, *swarm);
        c.groups.append(group);
    }
    QVector<int> all(snapshot.findings.size());
    std::iota(all.begin(), all.end(), 0);
    c.findingsTitle = Words::tr("Findings");
    c.findings = findingContents(snapshot, all);
    return c;
}

} // namespace switchyard::ui::topology
