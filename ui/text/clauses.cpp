#include "ui/text/words.h"

using namespace Qt::StringLiterals;

namespace switchyard::text {

namespace {

QString nodeClause(const QString& node, const QString& message)
{
    // Swarm only misses the heartbeats: whether the node runs on behind a broken link, nobody can say yet.
    return message.contains(u"heartbeat") ? Words::tr("%1 is cut off").arg(node)
                                          : Words::tr("%1 is down").arg(node);
}

} // namespace

QString clause(FindingCode code, const QString& subject, const QString& message)
{
    const QString& s = subject;
    switch (code) {
    case FindingCode::EngineUnreachable: return Words::tr("the Docker engine does not answer");
    case FindingCode::EngineNotManager: return Words::tr("the engine is not a Swarm manager");
    case FindingCode::EngineNoQuorum: return Words::tr("the Swarm has no leader");
    case FindingCode::EngineProblem: return Words::tr("the Docker engine cannot be used");
    case FindingCode::NothingDiscovered: return Words::tr("the Swarm has no service of %1").arg(s);
    case FindingCode::NodeDown: return nodeClause(s, message);
    case FindingCode::NodeDrained: return Words::tr("%1 takes no tasks").arg(s);
    case FindingCode::ManagersDegraded: return Words::tr("not every Swarm manager is reachable");
    case FindingCode::ServiceShort: return Words::tr("%1 lacks tasks").arg(s);
    case FindingCode::TaskFailing: return Words::tr("%1 keeps failing").arg(s);
    case FindingCode::MemberUnreachable: return Words::tr("%1 does not answer").arg(s);
    case FindingCode::MemberAuthFailed: return Words::tr("%1 does not accept the login").arg(s);
    case FindingCode::MemberProblem: return Words::tr("%1 cannot be read").arg(s);
    case FindingCode::MemberLimitedRights: return Words::tr("%1 does not show everything").arg(s);
    case FindingCode::NoPrimary: return Words::tr("nobody leads");
    case FindingCode::TwoPrimaries: return Words::tr("more than one member leads");
    case FindingCode::PrimaryReadOnly: return Words::tr("%1 refuses writes").arg(s);
    case FindingCode::SystemIdentifierDiffers: return Words::tr("%1 belongs to another cluster").arg(s);
    case FindingCode::TimelineDiffers: return Words::tr("%1 is on another timeline").arg(s);
    case FindingCode::StandbyNotStreaming: return Words::tr("%1 does not stream").arg(s);
    case FindingCode::ReplayLagHigh: return Words::tr("%1 is far behind").arg(s);
    case FindingCode::ReplayPaused: return Words::tr("replay on %1 is paused").arg(s);
    case FindingCode::SlotInactive: return Words::tr("slot %1 is inactive").arg(s);
    case FindingCode::SlotRetains: return Words::tr("slot %1 keeps much WAL").arg(s);
    case FindingCode::SlotLost: return Words::tr("slot %1 is lost").arg(s);
    case FindingCode::ArchiverFailing: return Words::tr("the archiver of %1 fails").arg(s);
    case FindingCode::ArchiverBacklog: return Words::tr("the archiver of %1 is behind").arg(s);
    case FindingCode::SyncNotSatisfied: return Words::tr("too few standbys confirm commits of %1").arg(s);
    case FindingCode::RepmgrMissing: return Words::tr("%1 has no repmgr").arg(s);
    case FindingCode::RepmgrDisagrees: return Words::tr("repmgr is wrong about %1").arg(s);
    case FindingCode::RepmgrdNotRunning: return Words::tr("repmgrd does not run on %1").arg(s);
    case FindingCode::RepmgrdPaused: return Words::tr("repmgrd is paused on %1").arg(s);
    case FindingCode::PoolerUnreachable: return Words::tr("%1 does not answer").arg(s);
    case FindingCode::PoolerAuthFailed: return Words::tr("%1 does not accept the login").arg(s);
    case FindingCode::PoolerProblem: return Words::tr("%1 cannot be read").arg(s);
    case FindingCode::PoolerWrongTarget: return Words::tr("%1 does not lead to the primary").arg(s);
    case FindingCode::PoolPaused: return Words::tr("%1 is paused").arg(s);
    case FindingCode::ClientsWaiting: return Words::tr("clients wait for %1").arg(s);
    case FindingCode::ConnectionsNearLimit: return Words::tr("%1 has few connections left").arg(s);
    case FindingCode::ClockSkew: return Words::tr("the clock of %1 is off").arg(s);
    case FindingCode::EtcdNoMajority: return Words::tr("etcd has no majority");
    case FindingCode::EtcdLost: return Words::tr("%1 is lost").arg(s);
    case FindingCode::EtcdSlow: return Words::tr("etcd is slow");
    case FindingCode::EtcdFull: return Words::tr("etcd is full");
    case FindingCode::CommitsUnprotected: return Words::tr("commits wait for no standby");
    case FindingCode::FailoverLimited: return Words::tr("not every failure is survived");
    case FindingCode::MemberRejoining: return Words::tr("%1 is on its way back").arg(s);
    }
    return {};
}

} // namespace switchyard::text
