#pragma once
// Whether commits wait for a standby, changed by a person: what the change means now, and the asking of the
// cluster's own door for it (switchyard.ask() on any member, which asks that member's supervisor).

#include "core/cluster/profile.h"
#include "core/cluster/snapshot.h"
#include "core/postgres/connector.h"

namespace switchyard {

enum class CommitMode { Degraded, Restored }; ///< commits wait for nobody; commits wait as deployed

enum class NoCommitMode {
    NobodyAnswers, ///< no member with a supervisor of our stack answers
    AlreadySo,     ///< the cluster is in that mode
    NeverWaits,    ///< it was deployed to wait for nobody
    EtcdSilent,    ///< no member that answers can reach etcd, where the mode is kept
};

struct CommitModePlan
{
    CommitMode wanted = CommitMode::Degraded;
    std::optional<NoCommitMode> refused; ///< nothing below is of use then
    QString asked;                       ///< the member whose supervisor will be asked
    QString primary;                     ///< empty: nobody leads now
    QString names;                       ///< synchronous_standby_names as it is
    QStringList confirming;              ///< standbys that confirm commits now
    /// What the primary has written and the nearest standby has not flushed: would be lost if it died now.
    std::optional<std::int64_t> nearestBehindBytes;
    bool operator==(const CommitModePlan&) const = default;
};

/// Pure.
CommitModePlan planCommitMode(const ClusterSnapshot& snapshot, CommitMode wanted);
/// The statement that asks, exactly.
QByteArray commitModeSql(CommitMode wanted);

/// Asks it, as the profile's postgres.admin_user. The supervisor's words. Blocks until the call's deadline at
/// most. Errors: "member.no_admin" if the profile names nobody who may, those of serverTarget() and of
/// Connector.
Result<QString> performCommitMode(const CommitModePlan& plan, const ClusterSnapshot& snapshot,
    const ClusterProfile& profile, postgres::Connector& connector, const Call& call);

/// Whether the primary goes by it already.
bool isInMode(const ClusterSnapshot& snapshot, CommitMode wanted);

} // namespace switchyard
