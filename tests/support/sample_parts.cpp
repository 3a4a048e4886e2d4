#include "tests/support/sample_parts.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace switchyard::samples {

namespace {

QDateTime toDateTime(Instant at, std::chrono::seconds before = {})
{
    const auto ms =
        std::chrono::duration_cast<std::chrono::milliseconds>((at.wall - before).time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count(), Qt::UTC);
}

constexpr std::int64_t gibibyte = std::int64_t{1} << 30;

} // namespace

docker::Node sampleNode(int number, bool leader)
{
    docker::Node n;
    n.id = u"n%1"_s.arg(number);
    n.hostname = u"node%1"_s.arg(number);
    n.address = u"10.77.0.%1"_s.arg(number);
    n.state = u"ready"_s;
    n.availability = u"active"_s;
    n.manager = true;
    n.leader = leader;
    n.managerReachability = u"reachable"_s;
    n.nanoCpus = 8'000'000'000;
    n.memoryBytes = 32 * gibibyte;
    n.engineVersion = u"20.10.24"_s;
    n.labels = {{u"io.switchyard.region"_s, number % 3 == 0 ? u"eu-west"_s : u"eu-central"_s},
        {u"io.switchyard.rack"_s, number % 2 == 0 ? u"b"_s : u"a"_s}};
    return n;
}

docker::Service sampleService(const QString& name, const QString& member, int number)
{
    docker::Service s;
    s.id = u"s-"_s + member;
    s.version = 40;
    s.name = name;
    s.image = u"switchyard-pg:15.18"_s;
    const bool pooler = member.startsWith(u"pgbouncer");
    s.labels = {{u"io.switchyard.cluster"_s, u"orders-prod"_s}, {u"io.switchyard.member"_s, member},
        {u"io.switchyard.role"_s, pooler ? u"pgbouncer"_s : u"postgres"_s}};
    s.replicas = 1;
    s.runningTasks = 1;
    s.desiredTasks = 1;
    const quint16 port = pooler ? 6432 : 5432;
    s.ports = {{port, port, u"tcp"_s, u"host"_s}};
    s.constraints = {u"node.hostname==node%1"_s.arg(number)};
    s.resources.limitMemoryBytes = 4 * gibibyte;
    s.stopGracePeriodNs = 120'000'000'000;
    return s;
}

docker::Task sampleTask(const QString& serviceId, int nodeNumber, Instant at)
{
    docker::Task t;
    t.id = u"t-"_s + serviceId;
    t.serviceId = serviceId;
    t.nodeId = u"n%1"_s.arg(nodeNumber);
    t.slot = 1;
    t.state = u"running"_s;
    t.desiredState = u"running"_s;
    t.message = u"started"_s;
    t.containerId = u"c-"_s + serviceId;
    t.createdAt = toDateTime(at, std::chrono::minutes(49));
    t.statusAt = toDateTime(at, std::chrono::minutes(48));
    t.image = u"switchyard-pg:15.18"_s;
    return t;
}

Repmgr sampleRepmgr(int members, int localId)
{
    Repmgr r;
    for (int i = 1; i <= members; ++i)
        r.nodes.append({i, u"pg%1"_s.arg(i), i == 1 ? u"primary"_s : u"standby"_s,
            i == 1 ? std::nullopt : std::optional<int>(1), true, 100});
    r.localNodeId = localId;
    r.daemonRunning = true;
    return r;
}

MemberFacts commonFacts(Instant at)
{
    MemberFacts f;
    f.serverVersion = u"15.18"_s;
    f.systemIdentifier = u"7431200876123450001"_s;
    f.timeline = 4;
    f.lastReplayedTransactionAt = toDateTime(at);
    f.archiver = {true, 18422, 0, {}, toDateTime(at, std::chrono::seconds(40)), {}, 0};
    f.maxConnections = 200;
    f.synchronousStandbyNames = u"ANY 1 (pg2, pg3)"_s;
    f.maxSlotKeepBytes = 20'000'000'000;
    f.startedAt = toDateTime(at, std::chrono::minutes(48));
    f.serverTime = toDateTime(at);
    return f;
}

Sender senderFor(const StandbySpec& spec)
{
    Sender s;
    s.applicationName = u"pg%1"_s.arg(spec.number);
    s.clientAddress = u"10.0.1.%1"_s.arg(10 + spec.number);
    s.state = u"streaming"_s;
    s.syncState = spec.syncState;
    s.sent = primaryPosition;
    s.flush = Lsn(primaryPosition.bytes() - static_cast<std::uint64_t>(spec.flushBytes));
    s.write = s.flush;
    s.replay = Lsn(primaryPosition.bytes() - static_cast<std::uint64_t>(spec.replayBytes));
    s.writeLag = spec.replayLag / 4;
    s.flushLag = spec.replayLag / 2;
    s.replayLag = spec.replayLag;
    return s;
}

Slot slotFor(const StandbySpec& spec)
{
    Slot s;
    s.name = u"repmgr_slot_%1"_s.arg(spec.number);
    s.type = u"physical"_s;
    s.active = true;
    s.walStatus = u"reserved"_s;
    s.restart = Lsn(primaryPosition.bytes() - static_cast<std::uint64_t>(spec.flushBytes));
    s.retainedBytes = spec.flushBytes;
    s.safeBytes = 20'000'000'000 - spec.flushBytes;
    return s;
}

MemberFacts primaryFacts(Instant at, const QVector<StandbySpec>& standbys)
{
    MemberFacts f = commonFacts(at);
    f.inRecovery = false;
    f.insert = primaryPosition;
    f.flush = primaryPosition;
    f.connections = 84;
    f.transactions = 90'412'233;
    f.longestTransaction = std::chrono::milliseconds(3100);
    for (const StandbySpec& s : standbys) {
        f.senders.append(senderFor(s));
        f.replicationSlots.append(slotFor(s));
    }
    f.repmgr = sampleRepmgr(static_cast<int>(standbys.size()) + 1, 1);
    return f;
}

MemberFacts standbyFacts(Instant at, const StandbySpec& spec)
{
    MemberFacts f = commonFacts(at);
    f.inRecovery = true;
    f.received = Lsn(primaryPosition.bytes() - static_cast<std::uint64_t>(spec.flushBytes));
    f.replayed = Lsn(primaryPosition.bytes() - static_cast<std::uint64_t>(spec.replayBytes));
    f.replayPause = u"not paused"_s;
    Receiver r;
    r.status = u"streaming"_s;
    r.senderHost = u"pg1"_s;
    r.senderPort = 5432;
    r.slotName = u"repmgr_slot_%1"_s.arg(spec.number);
    r.receivedTimeline = 4;
    r.written = f.received;
    r.flushed = f.received;
    r.latestEnd = primaryPosition;
    r.lastMessageAt = toDateTime(at);
    f.receiver = r;
    f.connections = spec.number == 2 ? 22 : 17;
    f.transactions = 4'120'008;
    f.repmgr = sampleRepmgr(3, spec.number);
    return f;
}

Stream streamFor(const StandbySpec& spec)
{
    Stream s;
    s.upstream = u"pg1"_s;
    s.connected = true;
    s.state = u"streaming"_s;
    s.syncState = spec.syncState;
    s.writeLagBytes = spec.flushBytes;
    s.flushLagBytes = spec.flushBytes;
    s.replayLagBytes = spec.replayBytes;
    s.writeLag = spec.replayLag / 4;
    s.flushLag = spec.replayLag / 2;
    s.replayLag = spec.replayLag;
    s.slotName = u"repmgr_slot_%1"_s.arg(spec.number);
    s.slotRetainedBytes = spec.flushBytes;
    return s;
}

Member sampleMember(int number, Instant at, const MemberFacts& facts)
{
    Member m;
    m.name = u"pg%1"_s.arg(number);
    m.serviceId = u"s-"_s + m.name;
    m.serviceName = u"orders_"_s + m.name;
    m.nodeId = u"n%1"_s.arg(number);
    m.nodeName = u"node%1"_s.arg(number);
    m.host = u"10.77.0.%1"_s.arg(number);
    m.port = 5432;
    m.taskState = u"running"_s;
    m.image = u"switchyard-pg:15.18"_s;
    m.taskSince = toDateTime(at, std::chrono::minutes(48));
    m.facts = Fact<MemberFacts>::known(facts, at);
    return m;
}

PoolDatabase sampleDatabase(
    const QString& name, const QString& target, int clients, int serversActive, int poolSize)
{
    PoolDatabase d;
    d.name = name;
    d.targetHost = target;
    d.targetPort = 5432;
    d.target = target;
    d.poolMode = u"transaction"_s;
    d.poolSize = poolSize;
    d.currentConnections = poolSize;
    d.clientsActive = clients;
    d.serversActive = serversActive;
    d.serversIdle = poolSize - serversActive;
    d.totalQueries = 1'200'000 + clients * 7'000;
    d.totalTransactions = 400'000 + clients * 2'000;
    d.totalQueryTime = std::chrono::seconds(1'320);
    d.totalTransactionTime = std::chrono::seconds(1'800);
    return d;
}

Pooler samplePooler(int number, Instant at, const QVector<PoolDatabase>& databases)
{
    Pooler p;
    p.name = u"pgbouncer-%1"_s.arg(number);
    p.serviceId = u"s-"_s + p.name;
    p.serviceName = u"orders_"_s + p.name;
    p.nodeId = u"n%1"_s.arg(number);
    p.nodeName = u"node%1"_s.arg(number);
    p.host = u"10.77.0.%1"_s.arg(number);
    p.port = 6432;
    p.taskState = u"running"_s;
    p.image = u"switchyard-pg:15.18"_s;
    p.taskSince = toDateTime(at, std::chrono::hours(12 * 24));
    p.facts = Fact<PoolerFacts>::known({u"1.18.0"_s, databases}, at);
    return p;
}

} // namespace switchyard::samples
