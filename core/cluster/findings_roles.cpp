#include "core/cluster/findings_context.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace switchyard {

QVector<const Member*> livePrimaries(const ClusterSnapshot& snapshot)
{
    QVector<const Member*> found;
    for (const Member& m : snapshot.members) {
        if (m.role() == Role::Primary)
            found.append(&m);
    }
    return found;
}

const Member* solePrimary(const ClusterSnapshot& snapshot)
{
    const QVector<const Member*> all = livePrimaries(snapshot);
    return all.size() == 1 ? all.first() : nullptr;
}

namespace {

/// Who led when it was last seen and cannot be read now; empty if nobody known did.
QString unreadPrimary(const ClusterSnapshot& now)
{
    for (const Member& m : now.members) {
        const MemberFacts* last = m.facts.lastValue();
        if (!m.facts.isKnown() && last && last->role() == Role::Primary)
            return m.name;
    }
    return {};
}

/// What the supervisors say of the election: who was allowed to lead already, or why nobody is yet.
QString electionWord(const ClusterSnapshot& now)
{
    for (const Member& m : now.members) {
        const MemberFacts* f = m.facts.live();
        if (f && f->supervisor && f->supervisor->leadKnown && !f->supervisor->leader.isEmpty())
            return f->supervisor->leader;
    }
    return {};
}

void judgeNoPrimary(FindingContext& c)
{
    QStringList standbys, unread;
    for (const Member& m : c.now.members)
        (m.facts.isKnown() ? standbys : unread).append(m.name);
    if (standbys.isEmpty())
        return; // nobody answered: there is nothing to judge a role by
    const QString last = unreadPrimary(c.now);
    // One missed answer of a primary is no lost primary yet; nobody in the lead among all is one at once.
    const Severity severity =
        last.isEmpty() ? Severity::Error : c.settling(FindingCode::NoPrimary, c.now.cluster);
    FindingDraft& d = c.add(FindingCode::NoPrimary, severity, c.now.cluster,
        {{u"standbys"_s, standbys.join(u", "_s)}, {u"unread"_s, unread.join(u", "_s)},
            {u"last_primary"_s, last}, {u"election"_s, electionWord(c.now)}});
    d.causes = {{FindingCode::EtcdNoMajority, c.now.cluster}, {FindingCode::EtcdFull, c.now.cluster}};
    if (last.isEmpty())
        return;
    for (const FindingCode code :
        {FindingCode::MemberUnreachable, FindingCode::MemberProblem, FindingCode::MemberAuthFailed})
        d.causes.append({code, last});
}

void judgeTwoPrimaries(FindingContext& c, const QVector<const Member*>& primaries)
{
    QStringList names, nodes, timelines;
    int writable = 0;
    for (const Member* m : primaries) {
        const MemberFacts& f = *m->facts.live();
        names.append(m->name);
        nodes.append(m->nodeName);
        timelines.append(QString::number(f.timeline));
        writable += f.writable() ? 1 : 0;
    }
    c.add(FindingCode::TwoPrimaries, Severity::Error, c.now.cluster,
        {{u"members"_s, names.join(u", "_s)}, {u"nodes"_s, nodes.join(u", "_s)},
            {u"timelines"_s, timelines.join(u", "_s)}, {u"count"_s, QString::number(primaries.size())},
            {u"writable"_s, QString::number(writable)}});
}

/// The primary's, else the one that most members have: what the others are held against.
QString referenceIdentifier(const ClusterSnapshot& now)
{
    if (const Member* p = solePrimary(now))
        return p->facts.live()->systemIdentifier;
    QHash<QString, int> seen;
    QString best;
    for (const Member& m : now.members) {
        const MemberFacts* f = m.facts.live();
        if (f && !f->systemIdentifier.isEmpty() && ++seen[f->systemIdentifier] > seen.value(best))
            best = f->systemIdentifier;
    }
    return best;
}

void judgeIdentity(FindingContext& c)
{
    const QString reference = referenceIdentifier(c.now);
    for (const Member& m : c.now.members) {
        const MemberFacts* f = m.facts.live();
        if (!f || f->systemIdentifier.isEmpty() || reference.isEmpty() || f->systemIdentifier == reference)
            continue;
        c.add(FindingCode::SystemIdentifierDiffers, Severity::Error, m.name,
            {{u"member"_s, m.name}, {u"system_identifier"_s, f->systemIdentifier},
                {u"reference"_s, reference}});
    }
}

void judgeTimelines(FindingContext& c)
{
    const Member* primary = solePrimary(c.now);
    const int reference = primary ? primary->facts.live()->timeline : 0;
    if (reference <= 0)
        return;
    for (const Member& m : c.now.members) {
        const MemberFacts* f = m.facts.live();
        if (!f || &m == primary || f->timeline <= 0 || f->timeline == reference)
            continue;
        // Behind: it has yet to follow a promotion. Ahead: there is a history that the primary does not have.
        const bool ahead = f->timeline > reference;
        c.add(FindingCode::TimelineDiffers,
            ahead ? c.settling(FindingCode::TimelineDiffers, m.name) : Severity::Warning, m.name,
            {{u"member"_s, m.name}, {u"timeline"_s, QString::number(f->timeline)},
                {u"primary"_s, primary->name}, {u"primary_timeline"_s, QString::number(reference)}});
    }
}

} // namespace

void judgeRoles(FindingContext& c)
{
    const QVector<const Member*> primaries = livePrimaries(c.now);
    if (primaries.isEmpty())
        judgeNoPrimary(c);
    else if (primaries.size() > 1)
        judgeTwoPrimaries(c, primaries);
    else if (!primaries.first()->facts.live()->writable())
        c.add(FindingCode::PrimaryReadOnly, Severity::Error, primaries.first()->name,
            {{u"member"_s, primaries.first()->name}});
    judgeIdentity(c);
    judgeTimelines(c);
}

} // namespace switchyard
