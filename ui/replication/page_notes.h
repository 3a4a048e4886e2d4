#pragma once
// What the page says in sentences beside its charts: pure functions of a snapshot.

#include "core/cluster/snapshot.h"
#include "ui/widgets/state_mark.h"

#include <QMap>
#include <QString>
#include <QVector>

namespace switchyard::ui {

struct PageNote
{
    Mark mark = Mark::Info;
    QString sentence;
    bool operator==(const PageNote&) const = default;
};

/// gone: members that were there and are not named any more, and when that was noticed.
QVector<PageNote> replicationNotes(const ClusterSnapshot& snapshot, const QMap<QString, WallTime>& gone);
/// What stands in the place of charts when there is no standby.
QString noStandbyWords(const ClusterSnapshot& snapshot);

/// What a commit on the primary waits for, and what becomes of WAL that was written: read together, as old as
/// the primary's facts.
struct Durability
{
    QString primary; ///< empty: nobody is known to lead
    bool live = false;
    std::optional<Instant> seenAt;
    PageNote synchronous, archiver;
};
Durability durabilityOf(const ClusterSnapshot& snapshot);

/// The live primary; else whoever was last seen as one, so that its facts can be shown as old; else null.
const Member* lastLeader(const ClusterSnapshot& snapshot);

} // namespace switchyard::ui
