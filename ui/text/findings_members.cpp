#include "ui/text/text.h"
#include "ui/text/words.h"

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace switchyard::text {

namespace {

/// " pg3 is unknown, seen 14 s ago.", or nothing if it was never read.
QString lastSeen(const Finding& f)
{
    if (!has(f, "seen_us"))
        return {};
    const QString seen = age(Duration(f.args.value(u"seen_us"_s).toLongLong()));
    if (has(f, "last_role")) {
        const QString words = f.args.value(u"last_role"_s) == u"primary"
                                  ? Words::tr("%1 is unknown, seen %2 as a primary.")
                                  : Words::tr("%1 is unknown, seen %2 as a standby.");
        return u' ' + words.arg(f.subject, seen);
    }
    return u' ' + Words::tr("%1 is unknown, seen %2.").arg(f.subject, seen);
}

} // namespace

FindingWords memberUnreachable(const Finding& f)
{
    if (has(f, "stopped"))
        return {Words::tr("%1 is stopped: its service is scaled to 0").arg(f.subject),
            Words::tr("It neither leads nor follows meanwhile.") + lastSeen(f),
            Words::tr("Scale the service to 1 to bring it back.")};
    QString then;
    if (f.args.value(u"last_role"_s) == u"primary")
        then = Words::tr(
            "It led when last seen and may still accept writes: be sure that it is stopped before another "
            "member is promoted by hand.");
    else if (has(f, "seen_by"))
        then = Words::tr("%1 still streams to it, so it probably runs: check the way from here to %2.")
                   .arg(listed(word(f, "seen_by")), word(f, "address"));
    else
        then = Words::tr("Check %1 and the way to %2.").arg(word(f, "node"), word(f, "address"));
    return {Words::tr("%1 does not answer").arg(f.subject), sentence(errorOf(f)) + lastSeen(f), then};
}

FindingWords memberAuthFailed(const Finding& f)
{
    return {Words::tr("%1 does not accept the login").arg(f.subject), happened(errorOf(f)) + lastSeen(f),
        advice(errorOf(f))};
}

FindingWords memberProblem(const Finding& f)
{
    const QString title = f.args.value(u"error_code"_s) == u"pg.starting"
                              ? Words::tr("%1 takes no connections yet or any more").arg(f.subject)
                              : Words::tr("%1 cannot be read").arg(f.subject);
    return {title, happened(errorOf(f)) + lastSeen(f), advice(errorOf(f))};
}

FindingWords memberLimitedRights(const Finding& f)
{
    return {Words::tr("%1 does not show everything").arg(f.subject),
        Words::tr(
            "The login lacks the role pg_monitor or the right to read repmgr's tables, so some of this stays "
            "unknown: states, positions and lags of standbys, the longest transaction, the archiver's "
            "backlog, "
            "repmgr's own view."),
        Words::tr("Grant pg_monitor, USAGE on schema repmgr and SELECT on its tables.")};
}

FindingWords connectionsNearLimit(const Finding& f)
{
    return {Words::tr("%1 uses %2 of %3 connections")
                .arg(f.subject, word(f, "connections"), word(f, "max_connections")),
        Words::tr("At the limit it refuses clients."),
        Words::tr("Find who holds them, or make the pools smaller.")};
}

FindingWords clockSkew(const Finding& f)
{
    const qint64 skew = f.args.value(u"skew_us"_s).toLongLong();
    const QString by = has(f, "skew_us") ? duration(Duration(std::llabs(skew))) : word(f, "skew_us");
    const QString title = skew < 0 ? Words::tr("The clock of %1 is %2 behind that of %3")
                                   : Words::tr("The clock of %1 is %2 ahead of that of %3");
    return {title.arg(f.subject, by, word(f, "reference")),
        Words::tr("Lag in seconds, logs and certificates cannot be compared."),
        Words::tr("Check the time synchronisation of %1.").arg(word(f, "node"))};
}

FindingWords noPrimary(const Finding& f)
{
    const QStringList names = f.args.value(u"standbys"_s).split(u", "_s, Qt::SkipEmptyParts);
    const QString standbys = names.size() == 1
                                 ? Words::tr("%1 answers and is a standby.").arg(names.first())
                                 : Words::tr("%1 answer and are standbys.").arg(listed(word(f, "standbys")));
    if (has(f, "election"))
        return {has(f, "last_primary") ? Words::tr("No primary answers") : Words::tr("No member is primary"),
            standbys + u' ' +
                Words::tr("%1 has been allowed to lead and is about to be promoted.")
                    .arg(word(f, "election")),
            Words::tr("Wait some seconds: the members do it by themselves.")};
    if (has(f, "last_primary"))
        return {Words::tr("No primary answers"),
            standbys + u' ' +
                Words::tr("%1 led when last seen and may still accept writes.").arg(word(f, "last_primary")),
            Words::tr("Be sure that it is stopped before another member is promoted by hand.")};
    QString then = Words::tr("Writes fail until one of them is promoted.");
    if (has(f, "unread"))
        then += u' ' + Words::tr("Not read: %1.").arg(listed(word(f, "unread")));
    return {Words::tr("No member is primary"), standbys + u' ' + then,
        Words::tr("Promote the one that received the most, once it is sure that no other accepts writes.")};
}

FindingWords twoPrimaries(const Finding& f)
{
    const QString members = listed(word(f, "members"));
    const bool allWrite = f.args.value(u"writable"_s) == f.args.value(u"count"_s);
    QString title =
        Words::tr("%1 are all primary, %2 of them accept writes").arg(members, word(f, "writable"));
    if (allWrite)
        title = f.args.value(u"count"_s) == u"2" ? Words::tr("%1 both accept writes").arg(members)
                                                 : Words::tr("%1 all accept writes").arg(members);
    return {title,
        Words::tr("Timelines %1: what is written to one is missing on the other.")
            .arg(listed(word(f, "timelines"))),
        Words::tr("Stop the one that clients should not use, before anything else; it must be rewound before "
                  "it may come back.")};
}

FindingWords primaryReadOnly(const Finding& f)
{
    return {Words::tr("%1 leads, but refuses writes").arg(f.subject),
        Words::tr("default_transaction_read_only is on."),
        Words::tr("Switch it off when writes should be allowed again.")};
}

FindingWords systemIdentifierDiffers(const Finding& f)
{
    return {Words::tr("%1 belongs to another cluster").arg(f.subject),
        Words::tr("Its system identifier is %1, that of the others %2. It can never follow them.")
            .arg(word(f, "system_identifier"), word(f, "reference")),
        Words::tr("Check its data directory, and clone it anew if it belongs here.")};
}

FindingWords timelineDiffers(const Finding& f)
{
    const int own = f.args.value(u"timeline"_s).toInt(), leads = f.args.value(u"primary_timeline"_s).toInt();
    const QString title =
        Words::tr("%1 is on timeline %2, %3 on %4")
            .arg(f.subject, word(f, "timeline"), word(f, "primary"), word(f, "primary_timeline"));
    if (own > leads)
        return {title,
            Words::tr("It has a history that %1 lacks: a promotion that the others did not follow.")
                .arg(word(f, "primary")),
            Words::tr("Find out which of the two holds the writes that count.")};
    return {title, Words::tr("It has not followed the promotion of %1 yet.").arg(word(f, "primary")),
        Words::tr("If that lasts, it has to be repointed or rewound.")};
}

} // namespace switchyard::text
