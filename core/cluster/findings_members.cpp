#include "core/cluster/findings_context.h"

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

/// Nothing is known about why: we were stopped, or have not asked yet.
bool saysNothing(const Error& error)
{
    return error.kind == ErrorKind::Cancelled || error.code == u"not_observed_yet";
}

FindingCode memberReadingCode(const Error& error)
{
    if (error.code == u"pg.auth")
        return FindingCode::MemberAuthFailed;
    for (const QStringView code :
        {u"pg.resolve", u"pg.unreachable", u"pg.timeout", u"pg.lost", u"member.no_address"}) {
        if (error.code == code)
            return FindingCode::MemberUnreachable;
    }
    return FindingCode::MemberProblem;
}

/// Members whose live facts show that they still send WAL to `name`.
QStringList sendersTo(const ClusterSnapshot& now, const QString& name)
{
    QStringList names;
    for (const Member& m : now.members) {
        const MemberFacts* f = m.facts.live();
        if (!f)
            continue;
        for (const Sender& s : f->senders) {
            if (s.applicationName == name && s.state == u"streaming") {
                names.append(m.name);
                break;
            }
        }
    }
    return names;
}

bool isScaledToZero(const ClusterSnapshot& now, const QString& serviceId)
{
    const SwarmFacts* swarm = now.swarm.live();
    const docker::Service* s = swarm ? swarm->service(serviceId) : nullptr;
    return s && s->desiredTasks && *s->desiredTasks == 0;
}

void judgeReading(FindingContext& c, const Member& m)
{
    const Error* error = m.facts.error();
    if (!error || saysNothing(*error))
        return;
    const FindingCode code = memberReadingCode(*error);
    const MemberFacts* last = m.facts.lastValue();
    const bool wasPrimary = last && last->role() == Role::Primary;
    const bool stopped = isScaledToZero(c.now, m.serviceId);

    Severity severity =
        wasPrimary || code == FindingCode::MemberAuthFailed ? Severity::Error : c.settling(code, m.name);
    if (stopped)
        severity = Severity::Warning;
    QMap<QString, QString> args = c.errorArgs(*error, m.facts.at());
    args.insert(u"member"_s, m.name);
    args.insert(u"node"_s, m.nodeName);
    args.insert(u"address"_s, u"%1:%2"_s.arg(m.host).arg(m.port));
    if (last)
        args.insert(u"last_role"_s, wasPrimary ? u"primary"_s : u"standby"_s);
    if (stopped)
        args.insert(u"stopped"_s, u"1"_s);
    const QStringList senders = sendersTo(c.now, m.name);
    if (!senders.isEmpty())
        args.insert(u"seen_by"_s, senders.join(u", "_s));

    FindingDraft& d = c.add(code, severity, m.name, args);
    if (code == FindingCode::MemberAuthFailed)
        return;
    d.causes = c.causesOnNode(m.nodeName);
    d.causes.append({FindingCode::MemberRejoining, m.name});
    d.causes.append({FindingCode::TaskFailing, m.serviceName});
    d.causes.append({FindingCode::ServiceShort, m.serviceName});
}

void judgeConnections(FindingContext& c, const Member& m, const MemberFacts& f)
{
    if (f.maxConnections <= 0)
        return;
    const std::int64_t percent = std::int64_t{100} * f.connections / f.maxConnections;
    // A value at the limit counts, hence the -1: over() asks for more than the limit.
    if (!c.over(FindingCode::ConnectionsNearLimit, m.name, percent, c.limits.connectionsWarningPercent - 1))
        return;
    c.add(FindingCode::ConnectionsNearLimit,
        percent >= c.limits.connectionsErrorPercent ? Severity::Error : Severity::Warning, m.name,
        {{u"member"_s, m.name}, {u"connections"_s, QString::number(f.connections)},
            {u"max_connections"_s, QString::number(f.maxConnections)}});
}

/// How far the member's clock is ahead of ours, in microseconds; it contains our own error and the way here,
/// so only the difference of two members' says something about them.
std::optional<std::int64_t> clockOffset(const Member& m)
{
    const MemberFacts* f = m.facts.live();
    if (!f || !f->serverTime.isValid())
        return std::nullopt;
    const auto ours = std::chrono::duration_cast<Duration>(m.facts.at()->wall.time_since_epoch());
    return f->serverTime.toMSecsSinceEpoch() * 1000 - ours.count();
}

void judgeClock(FindingContext& c, const Member& m, const Member& reference)
{
    const auto own = clockOffset(m), other = clockOffset(reference);
    if (!own || !other || &m == &reference)
        return;
    const std::int64_t skew = *own - *other;
    if (!c.over(FindingCode::ClockSkew, m.name, std::abs(skew), c.limits.clockSkew.count()))
        return;
    c.add(FindingCode::ClockSkew, Severity::Warning, m.name,
        {{u"member"_s, m.name}, {u"node"_s, m.nodeName}, {u"reference"_s, reference.name},
            {u"skew_us"_s, QString::number(skew)}});
}

} // namespace

void judgeMembers(FindingContext& c)
{
    const Member* reference = solePrimary(c.now);
    for (const Member& m : c.now.members) {
        judgeReading(c, m);
        const MemberFacts* f = m.facts.live();
        if (!f)
            continue;
        if (!f->canSeeAll)
            c.add(FindingCode::MemberLimitedRights, Severity::Warning, m.name, {{u"member"_s, m.name}});
        judgeConnections(c, m, *f);
        if (reference)
            judgeClock(c, m, *reference);
    }
}

} // namespace switchyard
