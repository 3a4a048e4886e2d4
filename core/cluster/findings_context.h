#pragma once
// What the judges of the single subjects (findings_*.cpp) share: the snapshots, the limits, and the drafts
// that findings.cpp later links, dates and orders. Not for use outside this folder.

#include "core/cluster/findings.h"

#include <utility>

namespace switchyard {

/// A finding by what identifies it from gather to gather.
struct FindingKey
{
    FindingCode code{};
    QString subject;
    bool operator==(const FindingKey&) const = default;
};

/// A finding that still names its possible causes by key. A judge may name causes that no judge reports in
/// the end: they are dropped, so that no judge has to know what another found.
struct FindingDraft
{
    Finding finding;
    QVector<FindingKey> causes;
};

class FindingContext
{
public:
    FindingContext(
        const ClusterSnapshot& current, const ClusterSnapshot* previous, const FindingLimits& bounds)
        : now(current), before(previous), limits(bounds)
    {
    }

    const ClusterSnapshot& now;
    const ClusterSnapshot* before;
    const FindingLimits& limits;
    QVector<FindingDraft> drafts;

    /// Adds a finding; the reference is good until the next call.
    FindingDraft& add(
        FindingCode code, Severity severity, const QString& subject, QMap<QString, QString> args = {});

    const Finding* earlier(FindingCode code, const QString& subject) const;
    /// Error once the finding stood for limits.settle (or if nobody looked before), until then Warning.
    Severity settling(FindingCode code, const QString& subject) const;
    /// Whether `value` is over `limit`, or still over the lower limit at which a reported one clears.
    bool over(FindingCode code, const QString& subject, std::int64_t value, std::int64_t limit) const;

    /// Whether the node is known to be down, or to take no tasks: the causes of what ran there.
    QVector<FindingKey> causesOnNode(const QString& nodeName) const;
    /// "error", "error_code", "error_kind", "error_hint", and "seen_us" (age of the last good read, if there
    /// was one).
    QMap<QString, QString> errorArgs(const Error& error, const std::optional<Instant>& lastRead) const;
};

/// Members that answered and are out of recovery, whether or not they accept writes by default.
QVector<const Member*> livePrimaries(const ClusterSnapshot& snapshot);
/// The only one of them, else null.
const Member* solePrimary(const ClusterSnapshot& snapshot);

// The judges, one file each.
void judgeSwarm(FindingContext& c);       ///< engine, nodes, managers, services, tasks
void judgeMembers(FindingContext& c);     ///< whether members answer; rights, connections, clocks
void judgeRoles(FindingContext& c);       ///< who is primary; one identity, one timeline
void judgeRepmgr(FindingContext& c);      ///< repmgr.nodes against what is so; repmgrd
void judgeReplication(FindingContext& c); ///< streams, lag, replay, synchronous commit
void judgeWal(FindingContext& c);         ///< what keeps WAL: slots, the archiver
void judgeConsensus(FindingContext& c);   ///< etcd, what is not protected, members on their way back
void judgePoolers(FindingContext& c);     ///< poolers and their databases

} // namespace switchyard
