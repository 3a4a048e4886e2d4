#include "ui/topology/layout/graph.h"

#include <QSet>

#include <algorithm>
#include <tuple>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

QString laneKey(const QString& nodeId, const QString& nodeName)
{
    return nodeId.isEmpty() ? nodeName : nodeId;
}

GraphLane laneOf(const SwarmFacts* swarm, const QString& nodeId, const QString& nodeName)
{
    GraphLane lane{laneKey(nodeId, nodeName), nodeName, {}};
    if (const docker::Node* node = swarm ? swarm->node(nodeId) : nullptr) {
        lane.name = node->hostname;
        lane.region = node->labels.value(u"io.switchyard.region"_s);
    }
    return lane;
}

QVector<GraphLane> lanesOf(const ClusterSnapshot& snapshot)
{
    const SwarmFacts* swarm = snapshot.swarm.lastValue();
    QVector<GraphLane> lanes;
    QSet<QString> seen;
    const auto add = [&](const QString& nodeId, const QString& nodeName) {
        const GraphLane lane = laneOf(swarm, nodeId, nodeName);
        if (!seen.contains(lane.key)) {
            seen.insert(lane.key);
            lanes.append(lane);
        }
    };
    for (const Pooler& p : snapshot.poolers)
        add(p.nodeId, p.nodeName);
    for (const Member& m : snapshot.members)
        add(m.nodeId, m.nodeName);
    std::sort(lanes.begin(), lanes.end(), [](const GraphLane& a, const GraphLane& b) {
        // What stands nowhere comes last.
        if (a.name.isEmpty() != b.name.isEmpty())
            return b.name.isEmpty();
        if (a.region != b.region)
            return a.region < b.region;
        return a.name != b.name ? naturalLess(a.name, b.name) : a.key < b.key;
    });
    return lanes;
}

QString upstreamByReceiver(const ClusterSnapshot& snapshot, const Member& member)
{
    const MemberFacts* facts = member.facts.lastValue();
    if (!facts || !facts->receiver || facts->receiver->senderHost.isEmpty())
        return {};
    const QString& host = facts->receiver->senderHost;
    for (const Member& m : snapshot.members) {
        const bool same = m.host == host && m.port == facts->receiver->senderPort;
        if (m.name != member.name && (m.name == host || m.serviceName == host || same))
            return m.name;
    }
    return {};
}

QString upstreamByRepmgr(const ClusterSnapshot& snapshot, const Member& member)
{
    const Member* witness = snapshot.primary() ? snapshot.primary() : &member;
    const MemberFacts* facts = witness->facts.lastValue();
    if (!facts || !facts->repmgr)
        return {};
    const QVector<RepmgrNode>& nodes = facts->repmgr->nodes;
    const auto own =
        std::find_if(nodes.begin(), nodes.end(), [&](const RepmgrNode& n) { return n.name == member.name; });
    if (own == nodes.end() || !own->upstreamId)
        return {};
    const auto up = std::find_if(
        nodes.begin(), nodes.end(), [&](const RepmgrNode& n) { return n.id == own->upstreamId; });
    return up != nodes.end() && snapshot.member(up->name) ? up->name : QString();
}

/// Counted from the one that leads; a ring of upstreams, which metadata can claim, ends at the number of
/// members.
int depthOf(const Graph& graph, const QVector<int>& upstreams, int card)
{
    int depth = 0;
    for (int at = card; upstreams[at] >= 0 && depth <= graph.cards.size(); at = upstreams[at])
        ++depth;
    return depth > graph.cards.size() ? 1 : depth;
}

/// Who leads, or led, on the newest timeline, and each other who does so too.
void addPartings(const ClusterSnapshot& snapshot, Graph& graph)
{
    const Member* newest = nullptr;
    const auto timeline = [](const Member* m) { return m->facts.lastValue()->timeline; };
    for (const Member& m : snapshot.members) {
        if (leadsOrLed(m) && (!newest || timeline(&m) > timeline(newest)))
            newest = &m;
    }
    for (const Member& m : snapshot.members) {
        if (newest && &m != newest && leadsOrLed(m))
            graph.links.append({LinkKind::Stream, graph.card(CardKind::Member, newest->name),
                graph.card(CardKind::Member, m.name)});
    }
}

} // namespace

bool naturalLess(const QString& a, const QString& b)
{
    qsizetype i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (a[i].isDigit() && b[j].isDigit()) {
            const qsizetype fromA = i, fromB = j;
            while (i < a.size() && a[i].isDigit())
                ++i;
            while (j < b.size() && b[j].isDigit())
                ++j;
            const qulonglong left = QStringView(a).mid(fromA, i - fromA).toULongLong();
            const qulonglong right = QStringView(b).mid(fromB, j - fromB).toULongLong();
            if (left != right)
                return left < right;
            continue;
        }
        if (a[i] != b[j])
            return a[i] < b[j];
        ++i;
        ++j;
    }
    return std::make_tuple(a.size() - i, a) < std::make_tuple(b.size() - j, b);
}

bool leadsOrLed(const Member& member)
{
    const MemberFacts* facts = member.facts.lastValue();
    return facts && !facts->inRecovery;
}

QStringList writeTargets(const Pooler& pooler)
{
    QStringList targets;
    if (const PoolerFacts* facts = pooler.facts.lastValue()) {
        for (const PoolDatabase& d : facts->databases) {
            if (!d.name.endsWith("_ro"_L1) && !targets.contains(d.target))
                targets.append(d.target);
        }
    }
    return targets;
}

QString upstreamOf(const ClusterSnapshot& snapshot, const Member& member)
{
    if (leadsOrLed(member))
        return {};
    if (member.stream && !member.stream->upstream.isEmpty())
        return member.stream->upstream;
    QString name = upstreamByReceiver(snapshot, member);
    if (name.isEmpty())
        name = upstreamByRepmgr(snapshot, member);
    if (!name.isEmpty() && name != member.name)
        return name;
    if (const Member* primary = snapshot.primary())
        return primary->name;
    const auto led = std::count_if(snapshot.members.begin(), snapshot.members.end(), leadsOrLed);
    const auto one = std::find_if(snapshot.members.begin(), snapshot.members.end(), leadsOrLed);
    return led == 1 ? one->name : QString();
}

int Graph::card(CardKind kind, const QString& name) const
{
    for (int i = 0; i < cards.size(); ++i) {
        if (cards[i].kind == kind && cards[i].name == name)
            return i;
    }
    return -1;
}

Graph graphOf(const ClusterSnapshot& snapshot)
{
    Graph graph{lanesOf(snapshot), {}, {}};
    const auto laneIndex = [&](const QString& nodeId, const QString& nodeName) {
        const QString key = laneKey(nodeId, nodeName);
        const auto it = std::find_if(
            graph.lanes.begin(), graph.lanes.end(), [&](const GraphLane& l) { return l.key == key; });
        return static_cast<int>(it - graph.lanes.begin());
    };
    for (const Pooler& p : snapshot.poolers)
        graph.cards.append({CardKind::Pooler, p.name, laneIndex(p.nodeId, p.nodeName), 0});
    for (const Member& m : snapshot.members)
        graph.cards.append({CardKind::Member, m.name, laneIndex(m.nodeId, m.nodeName), 0});
    std::sort(graph.cards.begin(), graph.cards.end(), [](const GraphCard& a, const GraphCard& b) {
        return a.kind != b.kind ? a.kind < b.kind : naturalLess(a.name, b.name);
    });

    QVector<int> upstreams(graph.cards.size(), -1);
    for (const Member& m : snapshot.members) {
        const int to = graph.card(CardKind::Member, m.name);
        const int from = graph.card(CardKind::Member, upstreamOf(snapshot, m));
        upstreams[to] = from == to ? -1 : from;
    }
    for (const Member& m : snapshot.members) {
        const int card = graph.card(CardKind::Member, m.name);
        graph.cards[card].depth = leadsOrLed(m) ? 0 : std::max(1, depthOf(graph, upstreams, card));
    }
    for (int i = 0; i < graph.cards.size(); ++i) {
        if (upstreams[i] >= 0)
            graph.links.append({LinkKind::Stream, upstreams[i], i});
    }
    addPartings(snapshot, graph);
    for (const Pooler& p : snapshot.poolers) {
        for (const QString& target : writeTargets(p)) {
            const int to = graph.card(CardKind::Member, target);
            if (to >= 0)
                graph.links.append({LinkKind::Pool, graph.card(CardKind::Pooler, p.name), to});
        }
    }
    return graph;
}

} // namespace switchyard::ui::topology
