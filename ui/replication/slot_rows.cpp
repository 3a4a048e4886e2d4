#include "ui/replication/slot_rows.h"

#include "ui/text/text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

QString tr(const char* words)
{
    return QCoreApplication::translate("SlotTable", words);
}

// The live primary; else whoever was last seen as one, so that its slots can be shown as old.
const Member* leader(const ClusterSnapshot& snapshot)
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

QString readerOf(const ClusterSnapshot& snapshot, const Slot& slot)
{
    for (const Member& member : snapshot.members) {
        if (member.stream && member.stream->slotName == slot.name)
            return member.name;
        const MemberFacts* facts = member.facts.lastValue();
        if (facts && facts->receiver && facts->receiver->slotName == slot.name)
            return slot.active ? member.name : tr("%1, not now").arg(member.name);
    }
    return slot.active ? tr("another reader") : tr("nobody");
}

std::pair<Mark, QString> stateOfSlot(const Slot& slot)
{
    if (slot.walStatus == "lost"_L1)
        return {Mark::Bad, tr("lost, needs a new copy")};
    if (slot.walStatus == "unreserved"_L1)
        return {Mark::Bad, tr("about to be lost")};
    if (!slot.active)
        return {Mark::Warn, tr("inactive")};
    if (slot.type == "logical"_L1)
        return {Mark::Warn, tr("active, lost on failover")};
    return {Mark::Ok, tr("active")};
}

QString fullIn(const Slot& slot, std::optional<double> walRate)
{
    if (!slot.safeBytes)
        return tr("no limit");
    if (slot.walStatus == "lost"_L1)
        return tr("was full");
    if (slot.active)
        return tr("not filling");
    if (!walRate)
        return tr("unknown");
    if (*walRate < 1)
        return tr("not filling");
    const double seconds = std::max(0.0, static_cast<double>(*slot.safeBytes)) / *walRate;
    if (seconds > 30.0 * 86'400)
        return tr("over 30 days");
    return tr("about %1").arg(text::duration(Duration(std::llround(seconds * 1e6))));
}

} // namespace

SlotTable slotTable(const ClusterSnapshot& snapshot, std::optional<double> walBytesPerSecond)
{
    SlotTable table;
    const Member* primary = leader(snapshot);
    if (!primary)
        return table;
    table.primary = primary->name;
    table.seenAt = primary->facts.at();
    table.live = primary->facts.isKnown();
    const MemberFacts& facts = *primary->facts.lastValue();
    table.limitBytes = facts.maxSlotKeepBytes;
    for (const Slot& slot : facts.replicationSlots) {
        const auto [mark, state] = stateOfSlot(slot);
        table.rows.push_back(
            {slot.name, readerOf(snapshot, slot), slot.type, table.live ? mark : Mark::Unknown, state,
                slot.retainedBytes, facts.maxSlotKeepBytes, fullIn(slot, walBytesPerSecond), table.live});
    }
    std::sort(table.rows.begin(), table.rows.end(),
        [](const SlotRow& a, const SlotRow& b) { return a.name < b.name; });
    return table;
}

} // namespace switchyard::ui
