#pragma once
// Clusters as they look in good and bad moments, for tests and screenshots: pg1..pg3 on node1..node3, two
// poolers with orders, orders_ro, billing and billing_ro. Every sample's findings are what findFindings()
// says of it.

#include "core/cluster/snapshot.h"

#include <functional>

namespace switchyard::samples {

/// 2026-11-23 13:02:31 UTC; the steady clock reads 100,000 s. Hand in a real clock's now() to show live ages.
Instant sampleInstant();

/// pg1 leads, pg2 (quorum, 12 ms behind) and pg3 (async, 9 ms) stream; nothing is wrong.
ClusterSnapshot healthyCluster(Instant at = sampleInstant());
/// node3 has been down for 13 s: pg3 was last read 14 s ago, its slot on pg1 keeps 47 MB.
ClusterSnapshot node3CutOff(Instant at = sampleInstant());
/// pg3 streams, but is 48 MB and 14 s behind.
ClusterSnapshot laggingStandby(Instant at = sampleInstant());
/// pg1 (timeline 4) and pg3 (timeline 5) both accept writes.
ClusterSnapshot twoPrimaries(Instant at = sampleInstant());
/// pg1 leads timeline 5; pg3 led timeline 4 on past the fork, 380 kB that nobody else has, and cannot follow.
ClusterSnapshot partedStandby(Instant at = sampleInstant());
/// 7 clients wait for billing on pgbouncer-2, the longest for 1.8 s: its 18 server connections are in use.
ClusterSnapshot clientsWaiting(Instant at = sampleInstant());
/// The first look failed: the engine did not answer, so no member is known either.
ClusterSnapshot nothingKnown(Instant at = sampleInstant());
/// pg1 leads on node1; pg2 and pg3 stream from it, pg4 from pg3 and pg5 from pg4, pg4 on node2 and pg5 on
/// node3.
ClusterSnapshot cascade(Instant at = sampleInstant());
/// pg1 leads, pg2 to pgN stream from it, one on each of N nodes (N >= 1).
ClusterSnapshot manyMembers(int n, Instant at = sampleInstant());

/// Judges the snapshot again after a test changed it.
ClusterSnapshot judged(ClusterSnapshot snapshot, const ClusterSnapshot* previous = nullptr);

// What a test changes: facts that are live (asserts that they are) stay live, with the changed value.
void changeFacts(
    ClusterSnapshot& snapshot, const QString& member, const std::function<void(MemberFacts&)>& change);
void changePooler(
    ClusterSnapshot& snapshot, const QString& pooler, const std::function<void(PoolerFacts&)>& change);
void changeSwarm(ClusterSnapshot& snapshot, const std::function<void(SwarmFacts&)>& change);
Member& memberOf(ClusterSnapshot& snapshot, const QString& member);
Pooler& poolerOf(ClusterSnapshot& snapshot, const QString& pooler);

/// The facts as they would be if the last attempt to read them had failed, `age` after they were read.
void makeUnreachable(ClusterSnapshot& snapshot, const QString& member, const Error& error, Duration age);

} // namespace switchyard::samples
