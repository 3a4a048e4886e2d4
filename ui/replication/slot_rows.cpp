#include "ui/replication/slot_rows.h"

#include "ui/replication/page_notes.h"
#include "ui/text/text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct SlotWords
{
    Q_DECLARE_TR_FUNCTIONS(switchyard::ui::SlotWords)
};

QString readerOf(const ClusterSnapshot& snapshot, const Slot& slot)
{
    for (const Member& member : snapshot.members) {
        if (member.stream && member.stream->slotName == slot.name)
            return member.name;
        const MemberFacts* facts = member.facts.lastValue();
        if (facts && facts->receiver && facts->receiver->slotName == slot.name)
            return slot.active ? member.name : SlotWords::tr("%1, not now").arg(member.name);
    }
    return slot.active ? SlotWords::tr("another reader") : SlotWords::tr("nobody");
}

/// PostgreSQL before 17 does not say since when: as long as we have seen it, or more.
QString inactiveWords(const ClusterSnapshot& snapshot, const QString& member, const Slot& slot)
{
    for (const Finding& finding : snapshot.findings) {
        if (finding.code != FindingCode::SlotInactive || finding.subject != member + u'/' + slot.name)
            continue;
        const auto seen = std::chrono::duration_cast<Duration>(snapshot.observedAt.wall - finding.since);
        if (seen >= std::chrono::seconds(1))
            return SlotWords::tr("inactive for %1 or more").arg(text::duration(seen));
    }
    return SlotWords::tr("inactive");
}

std::pair<Mark, QString> stateOfSlot(const ClusterSnapshot& snapshot, const QString& member, const Slot& slot)
{
    if (slot.walStatus == "lost"_L1)
        return {Mark::Bad, SlotWords::tr("lost, needs a new copy")};
    if (slot.walStatus == "unreserved"_L1)
        return {Mark::Bad, SlotWords::tr("about to be lost")};
    if (!slot.active)
        return {slot.restart ? Mark::Warn : Mark::Hollow,
            slot.restart ? inactiveWords(snapshot, member, slot) : SlotWords::tr("never used")};
    if (slot.type == "logical"_L1)
        return {Mark::Warn, SlotWords::tr("active, lost on failover")};
    return {Mark::Ok, SlotWords::tr("active")};
}

QString fullIn(const Slot& slot, std::optional<double> walRate)
{
    if (!slot.safeBytes)
        return SlotWords::tr("no limit");
    if (slot.walStatus == "lost"_L1)
        return SlotWords::tr("was full");
    if (slot.active || !slot.restart)
        return SlotWords::tr("not filling");
    if (!walRate)
        return SlotWords::tr("unknown");
    if (*walRate < 1)
        return SlotWords::tr("not filling");
    const double seconds = std::max(0.0, static_cast<double>(*slot.safeBytes)) / *walRate;
    if (seconds > 30.0 * 86'400)
        return SlotWords::tr("over 30 days");
    return SlotWords::tr("about %1").arg(text::duration(Duration(std::llround(seconds * 1e6))));
}

} // namespace

SlotTable slotTable(const ClusterSnapshot& snapshot, std::optional<double> walBytesPerSecond)
{
    SlotTable table;
    const Member* primary = lastLeader(snapshot);
    if (!primary)
        return table;
    table.primary = primary->name;
    table.seenAt = primary->facts.at();
    table.live = primary->facts.isKnown();
    const MemberFacts& facts = *primary->facts.lastValue();
    table.limitBytes = facts.maxSlotKeepBytes;
    for (const Slot& slot : facts.replicationSlots) {
        const auto [mark, state] = stateOfSlot(snapshot, primary->name, slot);
        table.rows.push_back(
            {slot.name, readerOf(snapshot, slot), slot.type, table.live ? mark : Mark::Unknown, state,
                slot.retainedBytes, facts.maxSlotKeepBytes, fullIn(slot, walBytesPerSecond), table.live});
    }
    std::sort(table.rows.begin(), table.rows.end(),
        [](const SlotRow& a, const SlotRow& b) { return a.name < b.name; });
    return table;
}

std::optional<double> meanWalRate(
    const History& history, const QString& member, std::int64_t fromMs, std::int64_t toMs)
{
    const auto samples = history.query({member, Metric::WalBytesPerSecond}, fromMs, toMs, 2000);
    if (samples.isEmpty())
        return std::nullopt;
    double sum = 0;
    for (const Bucket& sample : samples)
        sum += sample.last;
    return sum / static_cast<double>(samples.size());
}

} // namespace switchyard::ui
