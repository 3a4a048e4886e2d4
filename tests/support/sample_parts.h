#pragma once
// The parts that sample_snapshots.cpp puts together: one node, one service, one member, one pooler.

#include "core/cluster/snapshot.h"

namespace switchyard::samples {

/// What tells one sample standby from another.
struct StandbySpec
{
    int number = 2;
    QString syncState = QStringLiteral("async");
    std::int64_t replayBytes = 0, flushBytes = 0;
    Duration replayLag{};
};

constexpr Lsn primaryPosition{0x4'7A21'F3C8ull};

docker::Node sampleNode(int number, bool leader);
docker::Service sampleService(const QString& name, const QString& member, int number);
docker::Task sampleTask(const QString& serviceId, int nodeNumber, Instant at);

/// pgN on nodeN, live, with what every member has; senders, slots and positions are the caller's.
Member sampleMember(int number, Instant at, const MemberFacts& facts);
MemberFacts commonFacts(Instant at);
MemberFacts primaryFacts(Instant at, const QVector<StandbySpec>& standbys);
MemberFacts standbyFacts(Instant at, const StandbySpec& spec);
Sender senderFor(const StandbySpec& spec);
Slot slotFor(const StandbySpec& spec);
Stream streamFor(const StandbySpec& spec);
Repmgr sampleRepmgr(int members, int localId);

Pooler samplePooler(int number, Instant at, const QVector<PoolDatabase>& databases);
PoolDatabase sampleDatabase(
    const QString& name, const QString& target, int clients, int serversActive, int poolSize);

} // namespace switchyard::samples
