#pragma once
// Building stones for the cluster tests: a Swarm of three nodes, and members with facts.

#include "core/cluster/snapshot.h"

#include <QHash>

namespace switchyard::samples {

inline docker::Node node(const QString& name, const QString& address)
{
    docker::Node n;
    n.id = QStringLiteral("id-") + name;
    n.hostname = name;
    n.address = address;
    n.state = QStringLiteral("ready");
    n.availability = QStringLiteral("active");
    n.manager = true;
    return n;
}

inline docker::Service service(
    const QString& name, const docker::Labels& labels, quint16 target, quint16 published)
{
    docker::Service s;
    s.id = QStringLiteral("id-") + name;
    s.name = QStringLiteral("practice_") + name;
    s.labels = labels;
    s.labels.insert(QStringLiteral("io.switchyard.cluster"), QStringLiteral("practice"));
    s.replicas = 1;
    s.ports = {{target, published, QStringLiteral("tcp"), QStringLiteral("host")}};
    s.image = QStringLiteral("switchyard:1");
    return s;
}

inline docker::Service memberService(const QString& name, quint16 published = 5432)
{
    return service(name,
        {{QStringLiteral("io.switchyard.role"), QStringLiteral("postgres")},
            {QStringLiteral("io.switchyard.member"), name}},
        5432, published);
}

inline docker::Service poolerService(const QString& name, quint16 published = 6432)
{
    return service(name,
        {{QStringLiteral("io.switchyard.role"), QStringLiteral("pgbouncer")},
            {QStringLiteral("io.switchyard.pooler"), name}},
        6432, published);
}

/// `minute` orders the tasks in time.
inline docker::Task task(const QString& service, const QString& node, const QString& state, int minute = 0)
{
    docker::Task t;
    t.id = QStringLiteral("%1.%2.%3").arg(service, state).arg(minute);
    t.serviceId = QStringLiteral("id-") + service;
    t.nodeId = node.isEmpty() ? QString() : QStringLiteral("id-") + node;
    t.slot = 1;
    t.state = state;
    t.desiredState = state == QLatin1String("running") ? state : QStringLiteral("shutdown");
    t.createdAt = QDateTime(QDate(2026, 11, 23), QTime(12, minute), Qt::UTC);
    t.statusAt = t.createdAt.addSecs(1);
    return t;
}

/// Three nodes, pg1 to pg3 on them, pool1 and pool2 on the first two.
inline SwarmFacts swarm()
{
    SwarmFacts s;
    s.engine.isManager = true;
    for (int i = 1; i <= 3; ++i) {
        const QString n = QString::number(i);
        s.nodes << node(QStringLiteral("node") + n, QStringLiteral("10.77.0.") + n);
        s.services << memberService(QStringLiteral("pg") + n);
        s.tasks << task(QStringLiteral("pg") + n, QStringLiteral("node") + n, QStringLiteral("running"));
        if (i < 3) {
            s.services << poolerService(QStringLiteral("pool") + n);
            s.tasks << task(
                QStringLiteral("pool") + n, QStringLiteral("node") + n, QStringLiteral("running"));
        }
    }
    return s;
}

inline Member member(const QString& name, std::optional<MemberFacts> facts)
{
    Member m;
    m.name = name;
    m.serviceName = QStringLiteral("practice_") + name;
    m.host = QStringLiteral("10.77.0.") + name.right(1);
    m.port = 5432;
    if (facts)
        m.facts = Fact<MemberFacts>::known(*facts, {});
    return m;
}

inline MemberFacts primaryFacts(std::uint64_t flush)
{
    MemberFacts f;
    f.systemIdentifier = QStringLiteral("7001");
    f.timeline = 1;
    f.flush = Lsn(flush);
    f.insert = Lsn(flush + 8);
    return f;
}

inline MemberFacts standbyFacts(const QString& upstream, std::uint64_t flushed, std::uint64_t replayed)
{
    MemberFacts f;
    f.systemIdentifier = QStringLiteral("7001");
    f.timeline = 1;
    f.inRecovery = true;
    f.received = Lsn(flushed);
    f.replayed = Lsn(replayed);
    Receiver r;
    r.status = QStringLiteral("streaming");
    r.senderHost = upstream;
    r.senderPort = 5432;
    r.written = Lsn(flushed);
    r.flushed = Lsn(flushed);
    f.receiver = r;
    return f;
}

inline Sender senderRow(const QString& name, std::optional<Duration> lag = std::chrono::milliseconds(12))
{
    Sender s;
    s.applicationName = name;
    s.state = QStringLiteral("streaming");
    s.syncState = QStringLiteral("quorum");
    s.writeLag = s.flushLag = s.replayLag = lag;
    return s;
}

} // namespace switchyard::samples
