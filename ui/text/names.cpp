// Stable names for JSON and logs: never translated, never changed once released.

#include "ui/text/text.h"

using namespace Qt::StringLiterals;

namespace switchyard::text {

QString findingCodeName(FindingCode code)
{
    switch (code) {
    case FindingCode::EngineUnreachable: return u"engine_unreachable"_s;
    case FindingCode::EngineNotManager: return u"engine_not_manager"_s;
    case FindingCode::EngineNoQuorum: return u"engine_no_quorum"_s;
    case FindingCode::EngineProblem: return u"engine_problem"_s;
    case FindingCode::NothingDiscovered: return u"nothing_discovered"_s;
    case FindingCode::NodeDown: return u"node_down"_s;
    case FindingCode::NodeDrained: return u"node_drained"_s;
    case FindingCode::ManagersDegraded: return u"managers_degraded"_s;
    case FindingCode::ServiceShort: return u"service_short"_s;
    case FindingCode::TaskFailing: return u"task_failing"_s;
    case FindingCode::MemberUnreachable: return u"member_unreachable"_s;
    case FindingCode::MemberAuthFailed: return u"member_auth_failed"_s;
    case FindingCode::MemberProblem: return u"member_problem"_s;
    case FindingCode::MemberLimitedRights: return u"member_limited_rights"_s;
    case FindingCode::NoPrimary: return u"no_primary"_s;
    case FindingCode::TwoPrimaries: return u"two_primaries"_s;
    case FindingCode::PrimaryReadOnly: return u"primary_read_only"_s;
    case FindingCode::SystemIdentifierDiffers: return u"system_identifier_differs"_s;
    case FindingCode::TimelineDiffers: return u"timeline_differs"_s;
    case FindingCode::StandbyNotStreaming: return u"standby_not_streaming"_s;
    case FindingCode::ReplayLagHigh: return u"replay_lag_high"_s;
    case FindingCode::ReplayPaused: return u"replay_paused"_s;
    case FindingCode::SlotInactive: return u"slot_inactive"_s;
    case FindingCode::SlotRetains: return u"slot_retains"_s;
    case FindingCode::SlotLost: return u"slot_lost"_s;
    case FindingCode::ArchiverFailing: return u"archiver_failing"_s;
    case FindingCode::ArchiverBacklog: return u"archiver_backlog"_s;
    case FindingCode::SyncNotSatisfied: return u"sync_not_satisfied"_s;
    case FindingCode::RepmgrMissing: return u"repmgr_missing"_s;
    case FindingCode::RepmgrDisagrees: return u"repmgr_disagrees"_s;
    case FindingCode::RepmgrdNotRunning: return u"repmgrd_not_running"_s;
    case FindingCode::RepmgrdPaused: return u"repmgrd_paused"_s;
    case FindingCode::PoolerUnreachable: return u"pooler_unreachable"_s;
    case FindingCode::PoolerAuthFailed: return u"pooler_auth_failed"_s;
    case FindingCode::PoolerProblem: return u"pooler_problem"_s;
    case FindingCode::PoolerWrongTarget: return u"pooler_wrong_target"_s;
    case FindingCode::PoolPaused: return u"pool_paused"_s;
    case FindingCode::ClientsWaiting: return u"clients_waiting"_s;
    case FindingCode::ConnectionsNearLimit: return u"connections_near_limit"_s;
    case FindingCode::ClockSkew: return u"clock_skew"_s;
    case FindingCode::EtcdNoMajority: return u"etcd_no_majority"_s;
    case FindingCode::EtcdLost: return u"etcd_lost"_s;
    case FindingCode::EtcdSlow: return u"etcd_slow"_s;
    case FindingCode::EtcdFull: return u"etcd_full"_s;
    case FindingCode::CommitsUnprotected: return u"commits_unprotected"_s;
    case FindingCode::FailoverLimited: return u"failover_limited"_s;
    case FindingCode::MemberRejoining: return u"member_rejoining"_s;
    }
    return {};
}

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Info: return u"info"_s;
    case Severity::Warning: return u"warning"_s;
    case Severity::Error: return u"error"_s;
    }
    return {};
}

QString roleName(Role role)
{
    switch (role) {
    case Role::Unknown: return u"unknown"_s;
    case Role::Primary: return u"primary"_s;
    case Role::Standby: return u"standby"_s;
    }
    return {};
}

} // namespace switchyard::text
