#pragma once
// What is wrong with a cluster and what follows from what: a pure function of snapshots.
// Codes and values only; ui/text makes the sentences.

#include "core/cluster/lag_limits.h"
#include "core/cluster/snapshot.h"

#include <QVector>

#include <cstdint>

namespace switchyard {

/// From where on a value is worth a finding. The defaults suit a cluster in one region.
struct FindingLimits
{
    LagLimits replayLag;
    std::int64_t slotRetainedBytes = 1'000'000'000; ///< WAL kept for one slot
    int slotOfLimitPercent = 50;                    ///< the same, as a share of max_slot_wal_keep_size
    int archiveFilesWarning = 16;                   ///< segments waiting; as repmgr's switchover has them
    int archiveFilesError = 128;
    int connectionsWarningPercent = 90;
    int connectionsErrorPercent = 98;
    Duration clientsWait = std::chrono::seconds(1); ///< the longest wait in a pool
    Duration clockSkew = std::chrono::seconds(2);   ///< between a member and its primary
    int failedTasks = 3;                            ///< of one service within failedTasksWithin
    Duration failedTasksWithin = std::chrono::minutes(10);
    /// What repairs itself within a moment (a standby that reconnects, a pooler that repoints) is a warning
    /// until it was seen for this long, then an error. Only with a previous snapshot: one look cannot know.
    Duration settle = std::chrono::seconds(3);
    /// A lag that was reported stays so until it falls below this share of its limit.
    int clearBelowPercent = 80;
};

/// All findings of `current`: causes before their symptoms, what weighs most first, TwoPrimaries always
/// before everything. `since` and the state of limits come from `previous` (may be null). Only live facts are
/// judged: what was not read is a finding about the reading, never about its value.
///
/// Every finding has these args where they apply: "member", "node", "service", "pooler", "database",
/// "upstream", "slot", "error" (the detail), "error_code", "error_kind", "error_hint"; quantities end in
/// their unit
/// ("_bytes",
/// "_us", "_percent", plain counts without). A finding with causes also has "cause_code" (a FindingCode as a
/// number), "cause_subject" and "cause_message" of the cause that its first causes lead back to.
QVector<Finding> findFindings(
    const ClusterSnapshot& current, const ClusterSnapshot* previous, const FindingLimits& limits);

} // namespace switchyard
