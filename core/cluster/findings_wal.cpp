#include "core/cluster/findings_context.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

/// Whose slot it is: the member that names it as its own (or did when last read), else the one that repmgr's
/// naming (repmgr_slot_<node id>) means; empty if nobody is known to use it.
QString readerOf(const ClusterSnapshot& now, const Member& owner, const Slot& slot)
{
    for (const Member& m : now.members) {
        const MemberFacts* last = m.facts.lastValue();
        if (m.name != owner.name && last && last->receiver && last->receiver->slotName == slot.name)
            return m.name;
    }
    const auto& repmgr = owner.facts.live()->repmgr;
    const QString prefix = u"repmgr_slot_"_s;
    if (!repmgr || !slot.name.startsWith(prefix))
        return {};
    const int id = slot.name.mid(prefix.size()).toInt();
    const auto it = std::find_if(
        repmgr->nodes.begin(), repmgr->nodes.end(), [&](const RepmgrNode& n) { return n.id == id; });
    return it == repmgr->nodes.end() ? QString() : it->name;
}

QMap<QString, QString> slotArgs(
    const Member& m, const MemberFacts& f, const Slot& slot, const QString& reader)
{
    QMap<QString, QString> args{{u"member"_s, m.name}, {u"slot"_s, slot.name}, {u"type"_s, slot.type},
        {u"wal_status"_s, slot.walStatus}, {u"reader"_s, reader}};
    if (slot.retainedBytes)
        args.insert(u"retained_bytes"_s, QString::number(*slot.retainedBytes));
    if (slot.safeBytes)
        args.insert(u"safe_bytes"_s, QString::number(*slot.safeBytes));
    if (f.maxSlotKeepBytes)
        args.insert(u"keep_limit_bytes"_s, QString::number(*f.maxSlotKeepBytes));
    if (f.inRecovery)
        args.insert(u"on_standby"_s, u"1"_s);
    return args;
}

std::int64_t retainedLimit(const FindingLimits& limits, const MemberFacts& f)
{
    if (!f.maxSlotKeepBytes)
        return limits.slotRetainedBytes;
    return std::min(limits.slotRetainedBytes, *f.maxSlotKeepBytes / 100 * limits.slotOfLimitPercent);
}

void judgeSlot(FindingContext& c, const Member& m, const MemberFacts& f, const Slot& slot)
{
    const QString subject = m.name + u'/' + slot.name;
    const QString reader = readerOf(c.now, m, slot);
    const QMap<QString, QString> args = slotArgs(m, f, slot, reader);
    QVector<FindingKey> readerCauses;
    for (const FindingCode code : {FindingCode::MemberUnreachable, FindingCode::MemberProblem,
             FindingCode::StandbyNotStreaming, FindingCode::ReplayLagHigh})
        readerCauses.append({code, reader});

    if (slot.walStatus == u"lost") {
        c.add(FindingCode::SlotLost, reader.isEmpty() ? Severity::Warning : Severity::Error, subject, args)
            .causes = readerCauses;
        return;
    }
    if (!slot.active) {
        // A slot that was never used keeps nothing: it waits for its standby, which is no alarm.
        const Severity severity = slot.restart ? Severity::Warning : Severity::Info;
        c.add(FindingCode::SlotInactive, severity, subject, args).causes = readerCauses;
    }
    const bool soonLost = slot.walStatus == u"unreserved";
    const bool keepsMuch = slot.retainedBytes && c.over(FindingCode::SlotRetains, subject,
                                                     *slot.retainedBytes, retainedLimit(c.limits, f));
    if (!soonLost && !keepsMuch)
        return;
    FindingDraft& d =
        c.add(FindingCode::SlotRetains, soonLost ? Severity::Error : Severity::Warning, subject, args);
    d.causes = QVector<FindingKey>{{FindingCode::SlotInactive, subject}} + readerCauses;
}

void judgeArchiver(FindingContext& c, const Member& m, const Archiver& a)
{
    // The last attempt failed: there was a failure, and no success after it.
    const bool failing =
        a.lastFailedAt.isValid() && (!a.lastArchivedAt.isValid() || a.lastFailedAt > a.lastArchivedAt);
    if (failing)
        c.add(FindingCode::ArchiverFailing, Severity::Warning, m.name,
            {{u"member"_s, m.name}, {u"wal"_s, a.lastFailedWal}, {u"failed"_s, QString::number(a.failed)},
                {u"last_archived"_s, a.lastArchivedAt.isValid()
                                         ? a.lastArchivedAt.toUTC().toString(Qt::ISODate)
                                         : QString()}});
    // A count at the limit is a finding, hence the -1: over() asks for more than the limit.
    if (!a.readyFiles ||
        !c.over(FindingCode::ArchiverBacklog, m.name, *a.readyFiles, c.limits.archiveFilesWarning - 1))
        return;
    FindingDraft& d = c.add(FindingCode::ArchiverBacklog,
        *a.readyFiles >= c.limits.archiveFilesError ? Severity::Error : Severity::Warning, m.name,
        {{u"member"_s, m.name}, {u"files"_s, QString::number(*a.readyFiles)}});
    d.causes = {{FindingCode::ArchiverFailing, m.name}};
}

} // namespace

void judgeWal(FindingContext& c)
{
    for (const Member& m : c.now.members) {
        const MemberFacts* f = m.facts.live();
        if (!f)
            continue;
        for (const Slot& slot : f->replicationSlots)
            judgeSlot(c, m, *f, slot);
        // A standby's archiver counters are those of the time when it led: old news, not a finding.
        if (!f->inRecovery && f->archiver.enabled)
            judgeArchiver(c, m, f->archiver);
    }
}

} // namespace switchyard
