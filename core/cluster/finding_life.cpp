#include "core/cluster/finding_life.h"

#include "core/cluster/findings_context.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

bool memberRead(const ClusterSnapshot& snapshot, const QString& name)
{
    const Member* member = snapshot.member(name);
    return !member || member->facts.isKnown();
}

bool allMembersRead(const ClusterSnapshot& snapshot, const QString& commaSeparated)
{
    const QStringList names = commaSeparated.split(u", "_s, Qt::SkipEmptyParts);
    return std::all_of(
        names.begin(), names.end(), [&](const QString& name) { return memberRead(snapshot, name); });
}

bool anyMemberRead(const ClusterSnapshot& snapshot)
{
    return std::any_of(snapshot.members.begin(), snapshot.members.end(),
        [](const Member& member) { return member.facts.isKnown(); });
}

bool poolerRead(const ClusterSnapshot& snapshot, const QString& name)
{
    const auto it = std::find_if(snapshot.poolers.begin(), snapshot.poolers.end(),
        [&](const Pooler& pooler) { return pooler.name == name; });
    return it == snapshot.poolers.end() || it->facts.isKnown();
}

bool has(const QVector<Finding>& findings, const Finding& wanted)
{
    return std::any_of(findings.begin(), findings.end(),
        [&](const Finding& f) { return f.code == wanted.code && f.subject == wanted.subject; });
}

} // namespace

bool isJudged(const ClusterSnapshot& snapshot, const Finding& finding)
{
    // "pg1/repmgr_slot_2", "pgbouncer-1/orders": the server is what has to be read.
    const QString server = finding.subject.section(u'/', 0, 0);
    switch (finding.code) {
    case FindingCode::EngineUnreachable:
    case FindingCode::EngineNotManager:
    case FindingCode::EngineNoQuorum:
    case FindingCode::EngineProblem:
    case FindingCode::MemberUnreachable:
    case FindingCode::MemberAuthFailed:
    case FindingCode::MemberProblem:
    case FindingCode::PoolerUnreachable:
    case FindingCode::PoolerAuthFailed:
    case FindingCode::PoolerProblem: return true; // they are about the reading itself
    case FindingCode::NothingDiscovered:
    case FindingCode::NodeDown:
    case FindingCode::NodeDrained:
    case FindingCode::ManagersDegraded:
    case FindingCode::ServiceShort:
    case FindingCode::TaskFailing: return snapshot.swarm.isKnown();
    case FindingCode::EtcdNoMajority: // these are told by the supervisor of any member
    case FindingCode::EtcdLost:
    case FindingCode::EtcdSlow:
    case FindingCode::EtcdFull:
    case FindingCode::CommitsUnprotected:
    case FindingCode::FailoverLimited:
    case FindingCode::MemberRejoining:
    case FindingCode::NoPrimary: return anyMemberRead(snapshot);
    case FindingCode::TwoPrimaries:
        return anyMemberRead(snapshot) && allMembersRead(snapshot, finding.args.value(u"members"_s));
    case FindingCode::MemberLimitedRights:
    case FindingCode::PrimaryReadOnly:
    case FindingCode::ReplayPaused:
    case FindingCode::SlotInactive:
    case FindingCode::SlotRetains:
    case FindingCode::SlotLost:
    case FindingCode::ArchiverFailing:
    case FindingCode::ArchiverBacklog:
    case FindingCode::SyncNotSatisfied:
    case FindingCode::RepmgrMissing:
    case FindingCode::RepmgrdNotRunning:
    case FindingCode::RepmgrdPaused:
    case FindingCode::ConnectionsNearLimit: return memberRead(snapshot, server);
    case FindingCode::StandbyNotStreaming:
    case FindingCode::ReplayLagHigh:
        return memberRead(snapshot, server) && memberRead(snapshot, finding.args.value(u"upstream"_s));
    case FindingCode::SystemIdentifierDiffers: // these four hold a member against the one that leads
    case FindingCode::TimelineDiffers:
    case FindingCode::ClockSkew:
    case FindingCode::RepmgrDisagrees: return memberRead(snapshot, server) && solePrimary(snapshot);
    case FindingCode::PoolerWrongTarget: return poolerRead(snapshot, server) && snapshot.primary();
    case FindingCode::PoolPaused:
    case FindingCode::ClientsWaiting: return poolerRead(snapshot, server);
    }
    return true;
}

void followFindings(ClusterSnapshot& current, const ClusterSnapshot* previous)
{
    current.unjudged.clear();
    current.ended.clear();
    if (!previous)
        return;
    current.ended = previous->ended;
    for (const QVector<Finding>* findings : {&previous->findings, &previous->unjudged}) {
        for (const Finding& finding : *findings) {
            if (has(current.findings, finding))
                continue;
            if (isJudged(current, finding)) {
                current.ended.prepend({finding, current.observedAt});
                continue;
            }
            current.unjudged.append(finding);
            current.unjudged.last().causes.clear(); // they were indexes into the list of then
        }
    }
    if (current.ended.size() > mostEndedFindings)
        current.ended.resize(mostEndedFindings);
}

} // namespace switchyard
