#include "ui/text/text.h"
#include "ui/text/words.h"

using namespace Qt::StringLiterals;

namespace switchyard::text {

namespace {

/// "47 MB", or "47 MB of at most 20 GB" when the server limits what slots keep.
QString kept(const Finding& f)
{
    if (!has(f, "keep_limit_bytes"))
        return bytesOf(f, "retained_bytes");
    return Words::tr("%1 of at most %2").arg(bytesOf(f, "retained_bytes"), bytesOf(f, "keep_limit_bytes"));
}

QString slotLimit(const Finding& f)
{
    return has(f, "keep_limit_bytes")
               ? Words::tr("At %1 the slot is lost, and its reader must be cloned anew.")
                     .arg(bytesOf(f, "keep_limit_bytes"))
               : Words::tr("Nothing limits it but the disk.");
}

} // namespace

FindingWords standbyNotStreaming(const Finding& f)
{
    const QString then = f.args.value(u"last"_s) == u"1"
                             ? Words::tr("No other standby streams: what is committed now exists once.")
                             : Words::tr("It falls behind; another standby still streams.");
    if (has(f, "foreign"))
        return {Words::tr("%1 streams from %2, which is no member").arg(f.subject, word(f, "foreign")), then,
            Words::tr("Check primary_conninfo on %1.").arg(f.subject)};
    const QString help = Words::tr("Its log says why; with its slot kept it resumes by itself.");
    if (!has(f, "upstream"))
        return {Words::tr("%1 does not stream").arg(f.subject), then, help};
    return {Words::tr("%1 does not stream from %2").arg(f.subject, word(f, "upstream")), then, help};
}

FindingWords replayLagHigh(const Finding& f)
{
    const QString bytesPart = has(f, "lag_bytes") ? bytesOf(f, "lag_bytes") : QString();
    const QString timePart = has(f, "lag_us") ? durationOf(f, "lag_us") : QString();
    QString by = bytesPart.isEmpty() ? timePart : bytesPart;
    if (!bytesPart.isEmpty() && !timePart.isEmpty())
        by = Words::tr("%1 and %2").arg(bytesPart, timePart);
    if (by.isEmpty())
        by = Words::tr("unknown");
    return {Words::tr("%1 is %2 behind %3").arg(f.subject, by, word(f, "upstream")),
        Words::tr("Reads on it are that old, and its promotion would have to replay as much first. Limits: "
                  "%1, %2.")
            .arg(bytesOf(f, "limit_bytes"), durationOf(f, "limit_us")),
        Words::tr("Look for long queries on it, its disk and its network.")};
}

FindingWords replayPaused(const Finding& f)
{
    return {Words::tr("Replay on %1 is paused").arg(f.subject),
        Words::tr(
            "It receives WAL but does not apply it, so it falls behind and cannot be promoted at once."),
        Words::tr("Resume it with pg_wal_replay_resume() when the reason is gone.")};
}

FindingWords slotInactive(const Finding& f)
{
    const QString slot = word(f, "slot"), member = word(f, "member");
    if (has(f, "on_standby"))
        return {Words::tr("Slot %1 on standby %2 is used by nobody").arg(slot, member),
            Words::tr("It is left from a time when %1 led, and keeps WAL there: %2.").arg(member, kept(f)),
            Words::tr("Drop it unless a cascaded standby needs it.")};
    if (!has(f, "retained_bytes"))
        return {Words::tr("Slot %1 on %2 waits for its first reader").arg(slot, member),
            Words::tr("It keeps no WAL yet."), Words::tr("Drop it if nobody will use it.")};
    if (has(f, "reader"))
        return {Words::tr("WAL piles up on %1 because %2 waits for %3: %4")
                    .arg(member, slot, word(f, "reader"), kept(f)),
            Words::tr("%1 resumes from it when it is back.").arg(word(f, "reader")) + u' ' + slotLimit(f),
            Words::tr("Bring %1 back, or drop the slot if it will not come back.").arg(word(f, "reader")),
            true};
    return {Words::tr("WAL piles up on %1 because nobody reads %2: %3").arg(member, slot, kept(f)),
        slotLimit(f), Words::tr("Drop it if its reader will not come back."), true};
}

FindingWords slotRetains(const Finding& f)
{
    QString then = has(f, "safe_bytes")
                       ? Words::tr("%1 more and the slot is lost.").arg(bytesOf(f, "safe_bytes"))
                       : slotLimit(f);
    return {Words::tr("%1 on %2 keeps %3 of WAL")
                .arg(word(f, "slot"), word(f, "member"), bytesOf(f, "retained_bytes")),
        then,
        has(f, "reader")
            ? Words::tr("Bring %1 to catch up, or drop the slot and clone it later.").arg(word(f, "reader"))
            : Words::tr("Bring its reader to catch up, or drop the slot.")};
}

FindingWords slotLost(const Finding& f)
{
    return {Words::tr("%1 on %2 is lost").arg(word(f, "slot"), word(f, "member")),
        Words::tr("The WAL that it needs was removed."),
        has(f, "reader") ? Words::tr("Drop the slot; %1 has to be cloned unless the archive has the rest.")
                               .arg(word(f, "reader"))
                         : Words::tr("Drop the slot.")};
}

FindingWords archiverFailing(const Finding& f)
{
    const QString last = has(f, "last_archived")
                             ? Words::tr("The last success was at %1.").arg(moment(word(f, "last_archived")))
                             : Words::tr("Nothing was archived yet.");
    return {Words::tr("The archiver of %1 fails at %2").arg(f.subject, word(f, "wal")),
        last + u' ' + Words::tr("WAL stays on the disk until it is archived, and backups end there."),
        Words::tr("Check archive_command and its target.")};
}

FindingWords archiverBacklog(const Finding& f)
{
    return {Words::tr("%1 WAL files wait for the archiver of %2").arg(word(f, "files"), f.subject),
        Words::tr("A backup cannot reach further than the archive, and stopping the server takes longer."),
        Words::tr("Check how fast archive_command is.")};
}

FindingWords syncNotSatisfied(const Finding& f)
{
    return {Words::tr("Commits on %1 wait: %2 of %3 synchronous standbys confirm")
                .arg(f.subject, word(f, "have"), word(f, "required")),
        Words::tr("synchronous_standby_names is %1.").arg(word(f, "names")),
        Words::tr("Bring a standby back; only if lost commits are acceptable, set it to '' until one is.")};
}

FindingWords repmgrMissing(const Finding& f)
{
    return {Words::tr("%1 has no repmgr in this database").arg(f.subject),
        Words::tr("Nobody would elect a new primary."),
        Words::tr("Check the database in the profile, or create the extension and register the members.")};
}

FindingWords repmgrDisagrees(const Finding& f)
{
    const QString reason = f.args.value(u"reason"_s);
    QString title;
    if (reason == u"unregistered")
        title = Words::tr("repmgr does not know %1").arg(f.subject);
    else if (reason == u"role")
        title = Words::tr("repmgr calls %1 a %2, it is a %3").arg(f.subject, word(f, "says"), word(f, "is"));
    else if (reason == u"inactive")
        title = Words::tr("repmgr takes %1 for failed, but it is up").arg(f.subject);
    else if (reason == u"upstream")
        title = Words::tr("repmgr has %1 below %2, it streams from %3")
                    .arg(f.subject, word(f, "says"), word(f, "is"));
    else if (reason == u"not_a_member")
        title = Words::tr("repmgr knows %1, which is no service of this Swarm").arg(f.subject);
    else
        title = clause(f.code, f.subject, {});
    return {title, Words::tr("An election would go by what repmgr.nodes says."),
        Words::tr("Register the member again, or unregister it if it is gone.")};
}

FindingWords repmgrdNotRunning(const Finding& f)
{
    return {Words::tr("repmgrd does not run on %1").arg(f.subject),
        Words::tr("%1 takes no part in an election.").arg(f.subject),
        Words::tr("Its supervisor restarts repmgrd; if that lasts, the log of its service says why.")};
}

FindingWords repmgrdPaused(const Finding& f)
{
    return {Words::tr("repmgrd is paused on %1").arg(f.subject),
        Words::tr("%1 starts no failover.").arg(f.subject),
        Words::tr("Unpause it when the maintenance is over, while a primary leads.")};
}

} // namespace switchyard::text
