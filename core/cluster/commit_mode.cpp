#include "core/cluster/commit_mode.h"

#include "core/cluster/gather.h"
#include "core/cluster/sync_names.h"

#include <algorithm>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

/// The primary if it can be asked, else any member that reaches etcd.
const Member* whomToAsk(const ClusterSnapshot& snapshot, bool reachingEtcd)
{
    const Member* found = nullptr;
    for (const Member& m : snapshot.members) {
        const MemberFacts* f = m.facts.live();
        if (!f || !f->supervisor || (reachingEtcd && !f->supervisor->leadKnown))
            continue;
        if (!found || &m == snapshot.primary())
            found = &m;
    }
    return found;
}

void describePrimary(CommitModePlan& plan, const Member& primary, const ClusterSnapshot& snapshot)
{
    const MemberFacts& facts = *primary.facts.live();
    plan.primary = primary.name;
    plan.names = facts.synchronousStandbyNames;
    for (const Sender& sender : facts.senders) {
        if (sender.state == u"streaming" && confirmsCommits(sender.syncState))
            plan.confirming.append(sender.applicationName);
    }
    for (const Member& m : snapshot.members) {
        if (!m.stream || !m.stream->connected || !m.stream->flushLagBytes)
            continue;
        const auto behind = *m.stream->flushLagBytes;
        plan.nearestBehindBytes = std::min(plan.nearestBehindBytes.value_or(behind), behind);
    }
}

} // namespace

CommitModePlan planCommitMode(const ClusterSnapshot& snapshot, CommitMode wanted)
{
    CommitModePlan plan{.wanted = wanted};
    const Member* asked = whomToAsk(snapshot, true);
    if (!asked) {
        plan.refused = whomToAsk(snapshot, false) ? NoCommitMode::EtcdSilent : NoCommitMode::NobodyAnswers;
        return plan;
    }
    plan.asked = asked->name;
    const Supervisor& supervisor = *asked->facts.live()->supervisor;
    if (!supervisor.synchronous)
        plan.refused = NoCommitMode::NeverWaits;
    else if (supervisor.asynchronous == (wanted == CommitMode::Degraded))
        plan.refused = NoCommitMode::AlreadySo;
    if (const Member* primary = snapshot.primary())
        describePrimary(plan, *primary, snapshot);
    return plan;
}

QByteArray commitModeSql(CommitMode wanted)
{
    return wanted == CommitMode::Degraded ? "SELECT switchyard.ask('degrade')"
                                          : "SELECT switchyard.ask('restore')";
}

Result<QString> performCommitMode(const CommitModePlan& plan, const ClusterSnapshot& snapshot,
    const ClusterProfile& profile, postgres::Connector& connector, const Call& call)
{
    if (profile.memberAdmin.isEmpty())
        return fail(ErrorKind::Rejected, u"member.no_admin"_s);
    const Member* member = snapshot.member(plan.asked);
    ClusterProfile::Login login = profile.postgres;
    login.user = profile.memberAdmin;
    Credentials credentials(profile);
    credentials.refresh(false);
    const auto target = serverTarget({member->host, member->port, member->serviceName}, login, credentials);
    if (!target)
        return tl::unexpected(target.error());
    postgres::Question question{
        .target = *target, .statements = {commitModeSql(plan.wanted)}, .repeatable = false};
    const auto answers = connector.queryAll({question}, call);
    const postgres::Answer& answer = answers.front();
    if (!answer)
        return tl::unexpected(answer.error().code == u"pg.auth"
                                  ? credentials.explain(answer.error(), target->host, target->port, login)
                                  : answer.error());
    const auto& rows = answer->first().rows;
    return rows.isEmpty() ? QString() : QString::fromUtf8(rows.first().value(0).value_or(QByteArray()));
}

bool isInMode(const ClusterSnapshot& snapshot, CommitMode wanted)
{
    const Member* primary = snapshot.primary();
    if (!primary)
        return false;
    const bool waits = !primary->facts.live()->synchronousStandbyNames.isEmpty();
    return waits == (wanted == CommitMode::Restored);
}

} // namespace switchyard
