#pragma once
// Clusters made by chance, and the one of the pictures, for tests of where things stand.

#include "core/cluster/snapshot.h"

#include <QRandomGenerator>

namespace switchyard::generated {

using namespace Qt::StringLiterals;

inline MemberFacts memberFacts(bool standby)
{
    MemberFacts f;
    f.inRecovery = standby;
    f.timeline = 4;
    return f;
}

inline void place(ClusterSnapshot& s, SwarmFacts& swarm, Member m, int node)
{
    m.nodeId = u"id-%1"_s.arg(node);
    m.nodeName = u"node%1"_s.arg(node);
    if (!swarm.node(m.nodeId)) {
        docker::Node n;
        n.id = m.nodeId;
        n.hostname = m.nodeName;
        n.labels.insert(u"io.switchyard.region"_s, node % 3 ? u"eu-central"_s : u"eu-west"_s);
        swarm.nodes.append(n);
    }
    s.members.append(m);
}

inline Member standbyOf(const QString& name, const QString& upstream)
{
    Member m;
    m.name = name;
    m.facts = Fact<MemberFacts>::known(memberFacts(true), {});
    Stream stream;
    stream.upstream = upstream;
    stream.connected = true;
    m.stream = stream;
    return m;
}

inline Pooler poolerTo(const QString& name, int node, const QString& target)
{
    Pooler p;
    p.name = name;
    p.nodeId = u"id-%1"_s.arg(node);
    p.nodeName = u"node%1"_s.arg(node);
    PoolDatabase d;
    d.name = u"app"_s;
    d.target = target;
    PoolerFacts facts;
    facts.databases.append(d);
    p.facts = Fact<PoolerFacts>::known(facts, {});
    return p;
}

/// `members` on `nodes`, one or two leaders, a share of cascades, poolers on some nodes.
inline ClusterSnapshot cluster(int members, int nodes, int leaders, int poolers, quint32 seed)
{
    QRandomGenerator random(seed);
    ClusterSnapshot s;
    SwarmFacts swarm;
    for (int i = 0; i < members; ++i) {
        const int node = static_cast<int>(random.bounded(nodes)) + 1;
        const QString name = u"pg%1"_s.arg(i + 1);
        if (i < leaders) {
            Member m;
            m.name = name;
            m.facts = Fact<MemberFacts>::known(memberFacts(false), {});
            place(s, swarm, m, node);
        } else {
            const int up = random.bounded(3) == 0 ? static_cast<int>(random.bounded(i)) : 0;
            place(s, swarm, standbyOf(name, u"pg%1"_s.arg(up + 1)), node);
        }
    }
    for (int i = 0; i < poolers; ++i) {
        const int node = static_cast<int>(random.bounded(nodes)) + 1;
        const int target = random.bounded(5) == 0 ? static_cast<int>(random.bounded(members)) : 0;
        s.poolers.append(poolerTo(u"pgbouncer-%1"_s.arg(i + 1), node, u"pg%1"_s.arg(target + 1)));
    }
    s.swarm = Fact<SwarmFacts>::known(swarm, {});
    return s;
}

/// The cluster of the mock-ups; `leader` is 1 to 3.
inline ClusterSnapshot three(int leader)
{
    ClusterSnapshot s;
    SwarmFacts swarm;
    for (int i = 1; i <= 3; ++i) {
        Member m = standbyOf(u"pg%1"_s.arg(i), u"pg%1"_s.arg(leader));
        if (i == leader) {
            m.facts = Fact<MemberFacts>::known(memberFacts(false), {});
            m.stream.reset();
        }
        place(s, swarm, m, i);
    }
    for (docker::Node& n : swarm.nodes)
        n.labels.clear();
    s.poolers = {poolerTo(u"pgbouncer-1"_s, 1, u"pg%1"_s.arg(leader)),
        poolerTo(u"pgbouncer-2"_s, 2, u"pg%1"_s.arg(leader))};
    s.swarm = Fact<SwarmFacts>::known(swarm, {});
    return s;
}

} // namespace switchyard::generated
