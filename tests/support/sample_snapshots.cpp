#include "tests/support/sample_snapshots.h"

#include "core/cluster/finding_life.h"
#include "core/cluster/findings.h"
#include "tests/support/sample_parts.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace switchyard::samples {

namespace {

SwarmFacts sampleSwarm(int nodes, int poolers, Instant at)
{
    SwarmFacts s;
    s.engine = {u"e1"_s, u"node1"_s, u"20.10.24"_s, u"1.41"_s, u"n1"_s, u"active"_s, {}, true};
    for (int i = 1; i <= nodes; ++i) {
        s.nodes.append(sampleNode(i, i == 1));
        const QString member = u"pg%1"_s.arg(i);
        s.services.append(sampleService(u"orders_"_s + member, member, i));
        s.tasks.append(sampleTask(s.services.last().id, i, at));
    }
    for (int i = 1; i <= poolers; ++i) {
        const QString pooler = u"pgbouncer-%1"_s.arg(i);
        s.services.append(sampleService(u"orders_"_s + pooler, pooler, i));
        s.tasks.append(sampleTask(s.services.last().id, i, at));
    }
    return s;
}

QVector<PoolDatabase> firstPoolerDatabases()
{
    return {sampleDatabase(u"orders"_s, u"pg1"_s, 88, 31, 40),
        sampleDatabase(u"orders_ro"_s, u"pg2"_s, 24, 9, 20),
        sampleDatabase(u"billing"_s, u"pg1"_s, 12, 4, 18),
        sampleDatabase(u"billing_ro"_s, u"pg2"_s, 4, 1, 10)};
}

QVector<PoolDatabase> secondPoolerDatabases()
{
    return {sampleDatabase(u"orders"_s, u"pg1"_s, 41, 14, 40),
        sampleDatabase(u"orders_ro"_s, u"pg2"_s, 13, 5, 20),
        sampleDatabase(u"billing"_s, u"pg1"_s, 40, 11, 18),
        sampleDatabase(u"billing_ro"_s, u"pg2"_s, 2, 1, 10)};
}

ClusterSnapshot build(const QVector<StandbySpec>& standbys, Instant at)
{
    ClusterSnapshot c;
    c.cluster = u"orders-prod"_s;
    c.generation = 812;
    c.observedAt = at;
    c.gatherTook = 38ms;
    const int members = static_cast<int>(standbys.size()) + 1;
    const int poolers = std::min(2, members);
    c.swarm = Fact<SwarmFacts>::known(sampleSwarm(members, poolers, at), at);
    c.members.append(sampleMember(1, at, primaryFacts(at, standbys)));
    for (const StandbySpec& spec : standbys) {
        MemberFacts facts = standbyFacts(at, spec);
        facts.repmgr = sampleRepmgr(members, spec.number);
        Member m = sampleMember(spec.number, at, facts);
        m.stream = streamFor(spec);
        c.members.append(m);
    }
    std::sort(
        c.members.begin(), c.members.end(), [](const Member& a, const Member& b) { return a.name < b.name; });
    c.poolers.append(samplePooler(1, at, firstPoolerDatabases()));
    if (poolers > 1)
        c.poolers.append(samplePooler(2, at, secondPoolerDatabases()));
    return c;
}

StandbySpec firstStandby()
{
    return {2, u"quorum"_s, 392, 0, 12ms};
}

StandbySpec secondStandby()
{
    return {3, u"quorum"_s, 208, 0, 9ms};
}

} // namespace

Instant sampleInstant()
{
    return {WallTime(1'795'438'951s), SteadyTime(100'000s)};
}

ClusterSnapshot judged(ClusterSnapshot snapshot, const ClusterSnapshot* previous)
{
    snapshot.findings = findFindings(snapshot, previous, FindingLimits{});
    followFindings(snapshot, previous);
    return snapshot;
}

ClusterSnapshot healthyCluster(Instant at)
{
    return judged(build({firstStandby(), secondStandby()}, at));
}

ClusterSnapshot node3CutOff(Instant at)
{
    ClusterSnapshot c = build({firstStandby(), secondStandby()}, at);
    changeSwarm(c, [](SwarmFacts& s) {
        s.nodes[2].state = u"down"_s;
        s.nodes[2].stateMessage = u"heartbeat failure"_s;
        s.nodes[2].managerReachability = u"unreachable"_s;
        s.services[2].runningTasks = 0;
        docker::Task waiting = s.tasks[2];
        waiting.id += u"-2"_s;
        waiting.nodeId.clear();
        waiting.state = u"pending"_s;
        waiting.error = u"no suitable node (scheduling constraints not satisfied on 2 nodes)"_s;
        waiting.createdAt = waiting.createdAt.addSecs(49 * 60 - 13);
        waiting.statusAt = waiting.createdAt;
        s.tasks[2].desiredState = u"shutdown"_s;
        s.tasks.append(waiting);
    });
    makeUnreachable(c, u"pg3"_s, {ErrorKind::Timeout, u"pg.timeout"_s, u"10.77.0.3:5432, 1.0 s"_s, {}}, 14s);
    changeFacts(c, u"pg1"_s, [](MemberFacts& f) {
        f.senders.removeLast();
        Slot& slot = f.replicationSlots.last();
        slot.active = false;
        slot.walStatus = u"extended"_s;
        slot.retainedBytes = 47'000'000;
        slot.safeBytes = 20'000'000'000 - 47'000'000;
    });
    ClusterSnapshot before = c;
    before.observedAt.wall -= 13s;
    before.observedAt.steady -= 13s;
    before = judged(before);
    return judged(c, &before);
}

ClusterSnapshot laggingStandby(Instant at)
{
    return judged(build({firstStandby(), {3, u"async"_s, 48'000'000, 2'100'000, 14s}}, at));
}

ClusterSnapshot twoPrimaries(Instant at)
{
    ClusterSnapshot c = build({firstStandby(), secondStandby()}, at);
    Member& third = memberOf(c, u"pg3"_s);
    MemberFacts facts = primaryFacts(at, {});
    facts.timeline = 5;
    facts.timelineHistory = {{4, Lsn(primaryPosition.bytes() - 1'800'000)}};
    facts.repmgr = sampleRepmgr(3, 3);
    third.facts = Fact<MemberFacts>::known(facts, at);
    third.stream.reset();
    changeFacts(c, u"pg1"_s, [](MemberFacts& f) { f.senders.removeLast(); });
    return judged(c);
}

ClusterSnapshot partedStandby(Instant at)
{
    ClusterSnapshot c = build({firstStandby(), secondStandby()}, at);
    const Lsn fork(primaryPosition.bytes() - 2'400'000);
    for (const QString& name : {u"pg1"_s, u"pg2"_s}) {
        changeFacts(c, name, [&](MemberFacts& f) {
            f.timeline = 5;
            f.timelineHistory = {{4, fork}};
        });
    }
    changeFacts(c, u"pg1"_s, [](MemberFacts& f) {
        f.senders.removeLast();
        f.replicationSlots.last().active = false;
        f.replicationSlots.last().retainedBytes = 2'400'000;
    });
    changeFacts(c, u"pg3"_s, [&](MemberFacts& f) {
        f.receiver.reset();
        f.received = f.replayed = Lsn(fork.bytes() + 380'000);
    });
    Stream& stream = *memberOf(c, u"pg3"_s).stream;
    stream = {};
    stream.upstream = u"pg1"_s;
    stream.slotName = u"repmgr_slot_3"_s;
    return judged(c);
}

ClusterSnapshot clientsWaiting(Instant at)
{
    ClusterSnapshot c = build({firstStandby(), secondStandby()}, at);
    changePooler(c, u"pgbouncer-2"_s, [](PoolerFacts& f) {
        PoolDatabase& billing = f.databases[2];
        billing.clientsActive = 33;
        billing.clientsWaiting = 7;
        billing.serversActive = 18;
        billing.serversIdle = 0;
        billing.maxWait = 1800ms;
    });
    return judged(c);
}

ClusterSnapshot nothingKnown(Instant at)
{
    ClusterSnapshot c;
    c.cluster = u"orders-prod"_s;
    c.generation = 1;
    c.observedAt = at;
    c.gatherTook = 1s;
    c.swarm = Fact<SwarmFacts>::unknown(
        {ErrorKind::Timeout, u"engine.timeout"_s, u"unix:///run/docker.sock, 1.0 s"_s, {}});
    return judged(c);
}

ClusterSnapshot cascade(Instant at)
{
    ClusterSnapshot c = build({firstStandby(), {3, u"async"_s, 400, 0, 9ms},
                                  {4, u"async"_s, 1'900, 800, 21ms}, {5, u"async"_s, 64'000, 9'000, 44ms}},
        at);
    for (const auto& [name, upstream, node] :
        {std::tuple{u"pg4"_s, u"pg3"_s, 2}, std::tuple{u"pg5"_s, u"pg4"_s, 3}}) {
        Member& m = memberOf(c, name);
        m.stream->upstream = upstream;
        m.nodeId = u"n%1"_s.arg(node);
        m.nodeName = u"node%1"_s.arg(node);
        changeFacts(c, name, [&](MemberFacts& f) { f.receiver->senderHost = upstream; });
        const MemberFacts& primary = *memberOf(c, u"pg1"_s).facts.live();
        const auto sends = [&](const Sender& s) { return s.applicationName == name; };
        const Sender sender = *std::find_if(primary.senders.begin(), primary.senders.end(), sends);
        const Slot slot = *std::find_if(primary.replicationSlots.begin(), primary.replicationSlots.end(),
            [&](const Slot& s) { return s.name == m.stream->slotName; });
        changeFacts(c, u"pg1"_s, [&](MemberFacts& f) {
            f.senders.removeOne(sender);
            f.replicationSlots.removeOne(slot);
        });
        changeFacts(c, upstream, [&](MemberFacts& f) {
            f.senders.append(sender);
            f.replicationSlots.append(slot);
        });
    }
    return judged(c);
}

ClusterSnapshot manyMembers(int n, Instant at)
{
    QVector<StandbySpec> standbys;
    for (int i = 2; i <= n; ++i)
        standbys.append(
            {i, i == 2 ? u"quorum"_s : u"async"_s, 128 * (i % 5), 0, std::chrono::milliseconds(6 + i % 9)});
    return judged(build(standbys, at));
}

// ---- changing a sample
// -------------------------------------------------------------------------------------

Member& memberOf(ClusterSnapshot& snapshot, const QString& member)
{
    const auto it = std::find_if(
        snapshot.members.begin(), snapshot.members.end(), [&](const Member& m) { return m.name == member; });
    Q_ASSERT_X(it != snapshot.members.end(), "memberOf", qPrintable(member));
    return *it;
}

Pooler& poolerOf(ClusterSnapshot& snapshot, const QString& pooler)
{
    const auto it = std::find_if(
        snapshot.poolers.begin(), snapshot.poolers.end(), [&](const Pooler& p) { return p.name == pooler; });
    Q_ASSERT_X(it != snapshot.poolers.end(), "poolerOf", qPrintable(pooler));
    return *it;
}

template<typename T> static void changeLive(Fact<T>& fact, const std::function<void(T&)>& change)
{
    Q_ASSERT(fact.isKnown());
    T value = *fact.live();
    change(value);
    fact = Fact<T>::known(std::move(value), *fact.at());
}

void changeFacts(
    ClusterSnapshot& snapshot, const QString& member, const std::function<void(MemberFacts&)>& change)
{
    changeLive(memberOf(snapshot, member).facts, change);
}

void changePooler(
    ClusterSnapshot& snapshot, const QString& pooler, const std::function<void(PoolerFacts&)>& change)
{
    changeLive(poolerOf(snapshot, pooler).facts, change);
}

void changeSwarm(ClusterSnapshot& snapshot, const std::function<void(SwarmFacts&)>& change)
{
    changeLive(snapshot.swarm, change);
}

void makeUnreachable(ClusterSnapshot& snapshot, const QString& member, const Error& error, Duration age)
{
    Member& m = memberOf(snapshot, member);
    Instant seen = snapshot.observedAt;
    seen.wall -= age;
    seen.steady -= age;
    const MemberFacts* value = m.facts.lastValue();
    m.facts =
        value ? Fact<MemberFacts>::known(*value, seen).failed(error) : Fact<MemberFacts>::unknown(error);
    m.stream.reset();
}

} // namespace switchyard::samples
