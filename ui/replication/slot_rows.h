#pragma once
// What the table of slots says, worked out from a snapshot: a pure function.

#include "core/cluster/snapshot.h"
#include "core/history/history.h"
#include "ui/widgets/state_mark.h"

#include <QVector>

#include <optional>

namespace switchyard::ui {

struct SlotRow
{
    QString name;
    QString reader; ///< the member that reads it; "nobody" if no one does
    QString kind;   ///< "physical" or "logical"
    Mark mark = Mark::Unknown;
    QString state; ///< "active", "inactive", "lost", …
    std::optional<std::int64_t> keptBytes;
    std::optional<std::int64_t> limitBytes; ///< max_slot_wal_keep_size; empty: no limit
    QString fullIn;                         ///< "not filling", "about 1 h 28 min", "unknown"
    bool live = true;                       ///< false: last seen values
    bool operator==(const SlotRow&) const = default;
};

struct SlotTable
{
    QString primary;               ///< whose slots; empty when no member leads
    std::optional<Instant> seenAt; ///< when they were read
    bool live = false;
    std::optional<std::int64_t> limitBytes;
    QVector<SlotRow> rows; ///< by name
};

/// The slots of the primary, or the last seen ones of the member that led, marked as not live.
/// walBytesPerSecond: what the primary wrote in the last minutes, for the time until a slot is full.
SlotTable slotTable(const ClusterSnapshot& snapshot, std::optional<double> walBytesPerSecond);

/// What a member wrote a second on average; empty when nothing was read in that time.
std::optional<double> meanWalRate(
    const History& history, const QString& member, std::int64_t fromMs, std::int64_t toMs);

} // namespace switchyard::ui
