#pragma once
// "If the primary died now": who would lead, what it would cost, what stands in the way. A pure function of
// one snapshot; it promises nothing that the snapshot does not show.

#include "core/cluster/snapshot.h"

namespace switchyard {

/// Whether a member can come to lead without a person. It is decided outside PostgreSQL (repmgrd proposes, an
/// exclusive lease allows), so it is handed in.
enum class AutomaticFailover {
    Unknown,  ///< nobody told: counts as Off
    Off,      ///< repmgrd only watches (failover=manual), or nothing could allow a promotion
    NoQuorum, ///< on, but who would have to allow it has no majority now
    On,
};

/// Why a member cannot be promoted at all.
enum class Bar {
    NotReachable,
    LeadsToo,     ///< it accepts writes itself: a second primary, or the one that took over
    OtherCluster, ///< another system identifier than the primary's
    OtherTimeline,
    NotStreaming, ///< judged only while the primary lives: without it nobody streams
    ReplayPaused,
    NoPosition, ///< it did not say how much it received
};

/// Why a member that could be promoted is not promoted by itself.
enum class Hindrance {
    RepmgrMissing,
    RepmgrdNotRunning,
    RepmgrdPaused,
    PriorityZero, ///< repmgr.nodes: never a candidate
    Cascaded,     ///< repmgrd elects only among those who stream from the primary itself
};

struct Candidate
{
    QString name;
    int place = 0;                           ///< 1: first in line; 0: out of line
    QVector<Bar> bars;                       ///< empty: in line
    QVector<Hindrance> hindrances;           ///< told only of those in line
    bool synchronous = false;                ///< commits wait for it
    bool holdsEveryCommit = false;           ///< all that was acknowledged to clients who wait for standbys
    std::optional<Lsn> received;             ///< all that it has, replayed or not
    std::optional<std::int64_t> bytesAtRisk; ///< of the primary's flushed WAL, in one gather; empty: unknown
    std::optional<int> priority;             ///< repmgr's
    bool operator==(const Candidate&) const = default;
};

/// What put the first in line before the second.
enum class Advantage { OnlyOne, HoldsEveryCommit, NotHindered, ReceivedMore, HigherPriority, LowerNodeId };

enum class Verdict {
    TakesOver,   ///< the first in line, by itself
    ByAPerson,   ///< there is one in line, but a person has to promote it
    Nobody,      ///< nobody can be promoted
    SeveralLead, ///< more than one accepts writes: that has to end first
    NoLeader,    ///< nobody is known to lead or to have led
};

struct Succession
{
    Verdict verdict = Verdict::NoLeader;
    QString leader;                ///< who leads, or led when it was last seen
    bool leaderLives = false;      ///< false: it does not answer now; whether it is dead, nobody can say
    QVector<Candidate> candidates; ///< in line, first one first; then those out of line, by name
    Advantage advantage = Advantage::OnlyOne;
    AutomaticFailover automatic = AutomaticFailover::Unknown;
    int members = 0, remaining = 0; ///< all of the cluster; those besides the leader that answer

    bool majorityRemains() const { return 2 * remaining > members; }
    const Candidate* first() const { return place(1); }
    const Candidate* place(int number) const; ///< null: nobody stands there
    const Candidate* candidate(const QString& name) const;
    bool operator==(const Succession&) const = default;
};

/// Order: those who hold every acknowledged commit, then those whom nothing hinders (with
/// AutomaticFailover::On), then who received most, then repmgr's priority, then its node id, then the name.
/// Positions of one gather are not of one instant: who is less than 1 MB behind the most advanced counts as
/// level with it, or the order would change with every look.
///
/// A synchronous standby ("sync") holds every acknowledged commit. Of a quorum ("ANY k") only the most
/// advanced does, and only as long as fewer than k of those who confirm cannot be compared. Commits of
/// sessions that chose not to wait (synchronous_commit off or local) are never promised.
Succession successionOf(const ClusterSnapshot& snapshot, AutomaticFailover automatic);

} // namespace switchyard
