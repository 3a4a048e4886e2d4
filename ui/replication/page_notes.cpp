#include "ui/replication/page_notes.h"

#include "core/cluster/sync_names.h"
#include "ui/text/text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct NoteWords
{
    Q_DECLARE_TR_FUNCTIONS(ReplicationNotes)
};

QString listOf(const QStringList& names)
{
    if (names.size() < 2)
        return names.value(0);
    return NoteWords::tr("%1 and %2").arg(names.mid(0, names.size() - 1).join(u", "_s), names.last());
}

PageNote synchronousOf(const MemberFacts& facts)
{
    const SyncNames wanted = parseSyncNames(facts.synchronousStandbyNames);
    if (wanted.required == 0)
        return {Mark::Hollow,
            NoteWords::tr("off: a commit waits for no standby, since synchronous_standby_names is empty")};
    const QString setting = facts.synchronousStandbyNames;
    if (!facts.canSeeAll)
        return {Mark::Unknown,
            NoteWords::tr("%1; who confirms is hidden from our login, which needs pg_monitor").arg(setting)};
    QStringList confirming;
    for (const Sender& sender : facts.senders) {
        const bool confirms = sender.syncState == "sync"_L1 || sender.syncState == "quorum"_L1;
        if (sender.state == "streaming"_L1 && confirms)
            confirming << sender.applicationName;
    }
    if (confirming.size() >= wanted.required)
        return {Mark::Ok, wanted.required == 1
                              ? NoteWords::tr("%1: a commit waits for one standby; %2 can confirm")
                                    .arg(setting, listOf(confirming))
                              : NoteWords::tr("%1: a commit waits for %2 standbys; %3 can confirm")
                                    .arg(setting)
                                    .arg(wanted.required)
                                    .arg(listOf(confirming))};
    return {Mark::Bad, NoteWords::tr("%1: commits hang, since %2 of %3 needed standbys can confirm")
                           .arg(setting)
                           .arg(confirming.size())
                           .arg(wanted.required)};
}

constexpr qint64 countedLately = 2; // seconds

/// Counted on the server's own clock.
QString agoWords(const QDateTime& then, const QDateTime& serverNow)
{
    return text::age(std::chrono::milliseconds(std::max<qint64>(0, then.msecsTo(serverNow))));
}

/// With its age when it is older than the rest: files are not counted in every look.
QString waitingWords(const Archiver& archiver, const QDateTime& serverNow)
{
    if (!archiver.readyFiles)
        return NoteWords::tr("how many files wait is hidden from our login");
    const QString waiting = *archiver.readyFiles == 0 ? NoteWords::tr("no file waits")
                            : *archiver.readyFiles == 1
                                ? NoteWords::tr("1 file waits")
                                : NoteWords::tr("%1 files wait").arg(text::count(*archiver.readyFiles));
    const bool fresh =
        !archiver.readyCountedAt.isValid() || archiver.readyCountedAt.secsTo(serverNow) < countedLately;
    return fresh
               ? waiting
               : NoteWords::tr("%1 as counted %2").arg(waiting, agoWords(archiver.readyCountedAt, serverNow));
}

PageNote archiverOf(const ClusterSnapshot& snapshot, const Member& primary, const MemberFacts& facts)
{
    const Archiver& a = facts.archiver;
    if (!a.enabled)
        return {
            Mark::Hollow, NoteWords::tr("off: archive_mode is off, WAL is kept only by slots and settings")};
    const QString last =
        a.lastArchivedAt.isValid()
            ? NoteWords::tr("last archived %1").arg(agoWords(a.lastArchivedAt, facts.serverTime))
            : NoteWords::tr("nothing archived yet");
    const bool failing =
        a.lastFailedAt.isValid() && (!a.lastArchivedAt.isValid() || a.lastFailedAt > a.lastArchivedAt);
    if (!failing) {
        const bool backlog =
            std::any_of(snapshot.findings.begin(), snapshot.findings.end(), [&](const Finding& f) {
                return f.code == FindingCode::ArchiverBacklog && f.subject == primary.name;
            });
        return {backlog ? Mark::Warn : Mark::Ok,
            NoteWords::tr("%1, %2").arg(last, waitingWords(a, facts.serverTime))};
    }
    // The server tells its last failure only; the first that we saw in a row is the finding's age.
    Duration since{};
    for (const Finding& finding : snapshot.findings) {
        if (finding.code == FindingCode::ArchiverFailing && finding.subject == primary.name)
            since = std::chrono::duration_cast<Duration>(snapshot.observedAt.wall - finding.since);
    }
    return {
        Mark::Bad, NoteWords::tr("failing for %1 or more at %2: %3, %4")
                       .arg(text::duration(since), a.lastFailedWal, last, waitingWords(a, facts.serverTime))};
}

QStringList liveLeaders(const ClusterSnapshot& snapshot)
{
    QStringList names;
    for (const Member& member : snapshot.members) {
        const MemberFacts* facts = member.facts.live();
        if (facts && facts->writable())
            names << member.name;
    }
    return names;
}

} // namespace

const Member* lastLeader(const ClusterSnapshot& snapshot)
{
    if (const Member* primary = snapshot.primary())
        return primary;
    for (const Member& member : snapshot.members) {
        const MemberFacts* facts = member.facts.lastValue();
        if (facts && facts->role() == Role::Primary)
            return &member;
    }
    return nullptr;
}

QVector<PageNote> replicationNotes(const ClusterSnapshot& snapshot, const QMap<QString, WallTime>& gone)
{
    QVector<PageNote> notes;
    const QStringList leaders = liveLeaders(snapshot);
    if (leaders.size() > 1)
        notes.push_back({Mark::Bad,
            NoteWords::tr(
                "%1 all accept writes: each standby's lag counts from the member that it streams from")
                .arg(listOf(leaders))});
    else if (leaders.isEmpty() && !snapshot.members.isEmpty())
        notes.push_back({Mark::Warn,
            NoteWords::tr(
                "No member is known to lead: how far standbys are behind cannot be told until one does")});
    for (auto it = gone.begin(); it != gone.end(); ++it)
        notes.push_back({Mark::Info,
            NoteWords::tr(
                "%1 is no longer part of the cluster: the Swarm stopped naming it at %2. Its samples are "
                "kept, and show again if it comes back")
                .arg(it.key(), text::clockTime(*it))});
    return notes;
}

QString noStandbyWords(const ClusterSnapshot& snapshot)
{
    if (snapshot.members.isEmpty())
        return NoteWords::tr("No member is known, so there is no lag to show");
    if (const Member* primary = snapshot.primary())
        return NoteWords::tr("%1 leads alone: no standby is known, so nothing would take over from it")
            .arg(primary->name);
    return NoteWords::tr("No standby is known, so there is no lag to show");
}

Durability durabilityOf(const ClusterSnapshot& snapshot)
{
    Durability durability;
    const Member* primary = lastLeader(snapshot);
    if (!primary)
        return durability;
    const MemberFacts& facts = *primary->facts.lastValue();
    durability.primary = primary->name;
    durability.live = primary->facts.isKnown();
    durability.seenAt = primary->facts.at();
    durability.synchronous = synchronousOf(facts);
    durability.archiver = archiverOf(snapshot, *primary, facts);
    if (!durability.live)
        durability.synchronous.mark = durability.archiver.mark = Mark::Unknown;
    return durability;
}

} // namespace switchyard::ui
