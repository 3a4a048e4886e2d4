#include "core/cluster/findings_context.h"

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

FindingCode poolerReadingCode(const Error& error)
{
    if (error.code == u"pg.auth")
        return FindingCode::PoolerAuthFailed;
    for (const QStringView code :
        {u"pg.resolve", u"pg.unreachable", u"pg.timeout", u"pg.lost", u"member.no_address"}) {
        if (error.code == code)
            return FindingCode::PoolerUnreachable;
    }
    return FindingCode::PoolerProblem;
}

void judgeReading(FindingContext& c, const Pooler& p)
{
    const Error* error = p.facts.error();
    if (!error || error->kind == ErrorKind::Cancelled || error->code == u"not_observed_yet")
        return;
    const FindingCode code = poolerReadingCode(*error);
    const bool denied = code == FindingCode::PoolerAuthFailed;
    QMap<QString, QString> args = c.errorArgs(*error, p.facts.at());
    args.insert(u"pooler"_s, p.name);
    args.insert(u"node"_s, p.nodeName);
    args.insert(u"address"_s, u"%1:%2"_s.arg(p.host).arg(p.port));
    FindingDraft& d = c.add(code, denied ? Severity::Error : c.settling(code, p.name), p.name, args);
    if (denied)
        return;
    d.causes = c.causesOnNode(p.nodeName);
    d.causes.append({FindingCode::TaskFailing, p.serviceName});
    d.causes.append({FindingCode::ServiceShort, p.serviceName});
}

/// By our stack's convention `<db>` is for writing and `<db>_ro` for reading.
bool isForWriting(const PoolDatabase& d)
{
    return !d.name.endsWith(u"_ro");
}

QMap<QString, QString> databaseArgs(const Pooler& p, const PoolDatabase& d)
{
    return {{u"pooler"_s, p.name}, {u"database"_s, d.name}, {u"target"_s, d.target}};
}

/// Needs to know who leads: with none or two primaries there is no right target to hold it against.
void judgeTarget(FindingContext& c, const Pooler& p, const PoolDatabase& d, const QString& subject)
{
    const Member* primary = c.now.primary();
    if (!primary || !isForWriting(d) || d.target.isEmpty() || d.target == primary->name)
        return;
    const FindingCode code = FindingCode::PoolerWrongTarget;
    QMap<QString, QString> args = databaseArgs(p, d);
    args.insert(u"primary"_s, primary->name);
    // Somewhere that no member is known to be may still be the primary, by an address that we do not know.
    const bool isMember = c.now.member(d.target) != nullptr;
    if (!isMember)
        args.insert(u"foreign"_s, u"1"_s);
    c.add(code, isMember ? c.settling(code, subject) : Severity::Warning, subject, args);
}

void judgeWaiting(
    FindingContext& c, const PoolDatabase& d, const QString& subject, QMap<QString, QString> args)
{
    if (d.clientsWaiting <= 0 ||
        !c.over(FindingCode::ClientsWaiting, subject, d.maxWait.count(), c.limits.clientsWait.count() - 1))
        return;
    args.insert(u"waiting"_s, QString::number(d.clientsWaiting));
    args.insert(u"max_wait_us"_s, QString::number(d.maxWait.count()));
    args.insert(u"servers_active"_s, QString::number(d.serversActive));
    args.insert(u"pool_size"_s, QString::number(d.poolSize));
    FindingDraft& draft = c.add(FindingCode::ClientsWaiting, Severity::Warning, subject, args);
    draft.causes = {{FindingCode::PoolPaused, subject}, {FindingCode::PoolerWrongTarget, subject}};
    for (const QString& target : d.target.split(u',')) { // reads may be spread over several members
        for (const FindingCode code :
            {FindingCode::MemberUnreachable, FindingCode::MemberProblem, FindingCode::ConnectionsNearLimit})
            draft.causes.append({code, target});
    }
    if (isForWriting(d))
        draft.causes.append({FindingCode::NoPrimary, c.now.cluster});
}

} // namespace

void judgePoolers(FindingContext& c)
{
    for (const Pooler& p : c.now.poolers) {
        judgeReading(c, p);
        const PoolerFacts* f = p.facts.live();
        if (!f)
            continue;
        for (const PoolDatabase& d : f->databases) {
            const QString subject = p.name + u'/' + d.name;
            QMap<QString, QString> args = databaseArgs(p, d);
            if (d.paused || d.disabled) {
                args.insert(u"state"_s, d.disabled ? u"disabled"_s : u"paused"_s);
                c.add(FindingCode::PoolPaused, Severity::Warning, subject, args);
            }
            judgeTarget(c, p, d, subject);
            judgeWaiting(c, d, subject, args);
        }
    }
}

} // namespace switchyard
