#pragma once
// What a member's supervisor (switchyard-node) says through its server: who may lead, how the etcds are, and
// what the other supervisors are doing.

#include "core/base/clock.h"

#include <QString>
#include <QVector>

#include <cstdint>
#include <optional>

namespace switchyard {

/// A member's phase, as its supervisor calls it: "waiting", "founding", "cloning", "rewinding", "starting",
/// "primary", "standby", "stopping".
struct MemberPhase
{
    QString member;
    QString phase;
    QString detail; ///< why, in the supervisor's words
    bool operator==(const MemberPhase&) const = default;
};

struct EtcdState
{
    QString name;
    bool answers = false;
    bool hasLeader = false; ///< it sees a majority with an elected leader
    bool operator==(const EtcdState&) const = default;
};

struct Supervisor
{
    MemberPhase own;
    Duration age{};            ///< of all this, by the member's clock
    bool leadKnown = false;    ///< etcd said who may lead
    QString leadProblem;       ///< why not: "etcd.no_quorum", "etcd.unreachable", …
    QString leader;            ///< who holds the right to lead; empty: nobody
    bool asynchronous = false; ///< a person turned waiting for standbys off
    bool synchronous = true;   ///< what the deployment wants
    Duration etcdLatency{};    ///< of its last look at etcd
    Duration etcdPatience{};   ///< for so long a leader leads without having reached etcd
    QVector<EtcdState> etcds;
    bool etcdFull = false;
    QVector<MemberPhase> others; ///< the other members whose supervisors answered it
    bool operator==(const Supervisor&) const = default;
};

/// The supervisor's state file, as switchyard.supervisor() gives it. Empty for anything else. `now` is the
/// member's clock, milliseconds since 1970.
std::optional<Supervisor> parseSupervisor(const QString& json, std::int64_t now);

/// A copy that a member is being made from (pg_stat_progress_basebackup), seen by the server that sends it.
struct BaseBackup
{
    QString receiver; ///< application_name: the member's name
    std::int64_t doneBytes = 0;
    std::optional<std::int64_t> totalBytes; ///< estimated by the server; empty while it does not know
    bool operator==(const BaseBackup&) const = default;
};

/// A member on its way back, or waiting for something before it may start.
struct Rejoin
{
    MemberPhase phase;
    QString seenBy; ///< the member that says so
    QString source; ///< who is copied; empty if nobody is
    std::int64_t doneBytes = 0;
    std::optional<std::int64_t> totalBytes;
    bool operator==(const Rejoin&) const = default;
};

} // namespace switchyard
