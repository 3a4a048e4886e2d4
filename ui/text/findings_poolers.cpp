#include "ui/text/text.h"
#include "ui/text/words.h"

using namespace Qt::StringLiterals;

namespace switchyard::text {

namespace {

QString poolsSeen(const Finding& f)
{
    return has(f, "seen_us") ? Words::tr("Its pools are unknown, seen %1.")
                                   .arg(age(Duration(f.args.value(u"seen_us"_s).toLongLong())))
                             : Words::tr("Its pools are unknown.");
}

/// "orders on pgbouncer-1"
QString pool(const Finding& f)
{
    return has(f, "database") ? Words::tr("%1 on %2").arg(word(f, "database"), word(f, "pooler")) : f.subject;
}

} // namespace

FindingWords poolerUnreachable(const Finding& f)
{
    return {Words::tr("%1 does not answer").arg(f.subject),
        sentence(errorOf(f)) + u' ' + poolsSeen(f) + u' ' +
            Words::tr("Clients that use it cannot connect either, if it is down."),
        Words::tr("Check %1 and the way to %2.").arg(word(f, "node"), word(f, "address"))};
}

FindingWords poolerAuthFailed(const Finding& f)
{
    return {Words::tr("%1 does not accept the login").arg(f.subject),
        happened(errorOf(f)) + u' ' + poolsSeen(f),
        advice(errorOf(f)) + u' ' + Words::tr("The user must stand in stats_users or admin_users.")};
}

FindingWords poolerProblem(const Finding& f)
{
    return {Words::tr("%1 cannot be read").arg(f.subject), happened(errorOf(f)) + u' ' + poolsSeen(f),
        advice(errorOf(f))};
}

FindingWords poolerWrongTarget(const Finding& f)
{
    if (has(f, "foreign"))
        return {Words::tr("%1 leads to %2, which is no known member").arg(pool(f), word(f, "target")),
            Words::tr("%1 leads the cluster.").arg(word(f, "primary")),
            Words::tr("Check the pooler's configuration, unless that address is %1's.")
                .arg(word(f, "primary"))};
    return {
        Words::tr("%1 leads to %2, but %3 is primary").arg(pool(f), word(f, "target"), word(f, "primary")),
        Words::tr("Writes through it fail or get lost."),
        Words::tr("Its supervisor repoints it; if that lasts, repoint it to %1 by hand.")
            .arg(word(f, "primary"))};
}

FindingWords poolPaused(const Finding& f)
{
    if (f.args.value(u"state"_s) == u"disabled")
        return {Words::tr("%1 is disabled").arg(pool(f)), Words::tr("New clients are refused."),
            Words::tr("ENABLE it when they should come back.")};
    return {Words::tr("%1 is paused").arg(pool(f)),
        Words::tr("Queries wait, and fail after query_wait_timeout."),
        Words::tr("RESUME it when the maintenance is over.")};
}

FindingWords clientsWaiting(const Finding& f)
{
    const QString title =
        f.args.value(u"waiting"_s) == u"1"
            ? Words::tr("1 client waits for %1, for %2").arg(pool(f), durationOf(f, "max_wait_us"))
            : Words::tr("%1 clients wait for %2, the longest for %3")
                  .arg(word(f, "waiting"), pool(f), durationOf(f, "max_wait_us"));
    return {title,
        Words::tr("%1 of %2 server connections are in use.")
            .arg(word(f, "servers_active"), word(f, "pool_size")),
        Words::tr("Look for sessions idle in transaction on %1, or make the pool larger.")
            .arg(word(f, "target"))};
}

} // namespace switchyard::text
