#include "ui/text/text.h"
#include "ui/text/words.h"

using namespace Qt::StringLiterals;

namespace switchyard::text {

FindingWords etcdNoMajority(const Finding& f)
{
    const QString members = listed(word(f, "members"));
    if (!has(f, "all"))
        return {Words::tr("%1 cannot ask etcd who leads").arg(members),
            Words::tr("The other members can. %1 cannot take over the lead, and gives it up within %2 if it "
                      "has it.")
                .arg(members, durationOf(f, "patience_us")),
            Words::tr("Check the network between %1 and the etcds.").arg(members)};
    return {Words::tr("etcd has no majority"),
        Words::tr(
            "Without it nobody may lead: the primary stops writing within %1, so that no second one can "
            "ever write beside it, and nobody takes over.")
            .arg(durationOf(f, "patience_us")),
        Words::tr("Bring the lost etcds back; if their data is gone, run setup-replication.sh --new-etcd.")};
}

FindingWords etcdLost(const Finding& f)
{
    const int well = f.args.value(u"well"_s).toInt(), count = f.args.value(u"etcd_count"_s).toInt();
    QString means =
        Words::tr("Its loss alone changes nothing: %1 of %2 decide who leads.").arg(well).arg(count);
    if (2 * well <= count)
        means = Words::tr("%1 of %2 are left: no majority, so nobody may lead.").arg(well).arg(count);
    else if (2 * (well - 1) <= count)
        means = Words::tr(
            "%1 of %2 are left to decide who leads. When one more is lost, the primary stops writing.")
                    .arg(well)
                    .arg(count);
    return {Words::tr("%1 takes no part").arg(f.subject), means,
        Words::tr("Check the node of %1 and its task's log on the Services page.").arg(f.subject)};
}

FindingWords etcdSlow(const Finding& f)
{
    return {Words::tr("etcd answers slowly"),
        Words::tr("%1 waited %2 for it. A primary that cannot reach etcd for %3 stops, though nothing else "
                  "is wrong with it.")
            .arg(word(f, "member"), durationOf(f, "latency_us"), durationOf(f, "patience_us")),
        Words::tr("Give etcd a faster disk, or a longer lease (SWITCHYARD_LEASE_SECONDS).")};
}

FindingWords etcdFull(const Finding&)
{
    return {Words::tr("etcd is full"),
        Words::tr("It takes no writes, so nobody can take over the lead or change what commits wait for."),
        Words::tr("Run setup-replication.sh --new-etcd: it begins with empty ones, and the member with most "
                  "data leads.")};
}

FindingWords commitsUnprotected(const Finding&)
{
    return {Words::tr("Commits wait for no standby"),
        Words::tr("Somebody turned waiting off. What no standby has received is lost when the primary is."),
        Words::tr("Run switchyardctl restore when standbys stream again.")};
}

FindingWords failoverLimited(const Finding& f)
{
    const int members = f.args.value(u"member_count"_s).toInt();
    QStringList means;
    if (members == 1)
        means << Words::tr("There is one member: when it is lost, nothing takes over.");
    if (members == 2 && has(f, "synchronous"))
        means << Words::tr("There are two members: while one is gone, nothing takes over from the other, and "
                           "commits wait until "
                           "it is back or somebody runs switchyardctl degrade.");
    if (members == 2 && !has(f, "synchronous"))
        means << Words::tr("There are two members: while one is gone, nothing takes over from the other.");
    if (has(f, "etcd"))
        means << Words::tr("There is one etcd, %1: while it or its node is gone, the primary does not write "
                           "and nobody takes over.")
                     .arg(word(f, "etcd"));
    if (means.isEmpty())
        means << Words::tr("A part that it needs is there only once.");
    return {Words::tr("Not every single failure is survived"), means.join(u' '),
        has(f, "etcd") ? Words::tr("With a third node there could be three etcds, and a third member.")
                       : Words::tr("Add a member, on a node of its own.")};
}

namespace {

QString rejoinTitle(const Finding& f)
{
    const QString phase = f.args.value(u"phase"_s);
    if (phase == u"cloning")
        return has(f, "source") ? Words::tr("%1 is copied from %2").arg(f.subject, word(f, "source"))
                                : Words::tr("%1 is copied anew").arg(f.subject);
    if (phase == u"rewinding")
        return Words::tr("%1 is being rewound").arg(f.subject);
    if (phase == u"starting")
        return Words::tr("%1 is starting").arg(f.subject);
    if (phase == u"founding")
        return Words::tr("%1 founds the cluster").arg(f.subject);
    if (phase == u"stopping")
        return Words::tr("%1 is stopping").arg(f.subject);
    return Words::tr("%1 waits before it starts").arg(f.subject);
}

} // namespace

QString rejoinProgress(std::int64_t doneBytes, std::optional<std::int64_t> totalBytes)
{
    if (!totalBytes)
        return Words::tr("%1 copied").arg(bytes(doneBytes));
    const auto left = *totalBytes > doneBytes ? *totalBytes - doneBytes : 0;
    return Words::tr("%1 of %2 copied, %3 left").arg(bytes(doneBytes), bytes(*totalBytes), bytes(left));
}

QString rejoinState(const Rejoin& rejoin)
{
    const QString& phase = rejoin.phase.phase;
    if (phase == u"cloning")
        return Words::tr("copied");
    if (phase == u"rewinding")
        return Words::tr("rewound");
    if (phase == u"starting")
        return Words::tr("starting");
    if (phase == u"founding")
        return Words::tr("founding");
    return phase == u"stopping" ? Words::tr("stopping") : Words::tr("waiting");
}

QString rejoinLine(const Rejoin& rejoin)
{
    if (!rejoin.source.isEmpty())
        return Words::tr("From %1: %2")
            .arg(rejoin.source, rejoinProgress(rejoin.doneBytes, rejoin.totalBytes));
    return Words::tr("Its supervisor says: %1").arg(rejoin.phase.detail);
}

FindingWords memberRejoining(const Finding& f)
{
    const QString said =
        Words::tr("Its supervisor says: %1 (asked by %2).").arg(word(f, "detail"), word(f, "witness"));
    const QString wait = Words::tr("Nothing, unless it stays so: then read its log on the Services page.");
    if (!has(f, "done_bytes"))
        return {rejoinTitle(f), said, wait};
    std::optional<std::int64_t> total;
    if (has(f, "total_bytes"))
        total = f.args.value(u"total_bytes"_s).toLongLong();
    const QString progress = rejoinProgress(f.args.value(u"done_bytes"_s).toLongLong(), total);
    return {rejoinTitle(f), Words::tr("%1. %2").arg(progress, said), wait};
}

} // namespace switchyard::text
