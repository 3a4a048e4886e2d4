#pragma once
// What happened between two snapshots in a row, as marks for charts.

#include "core/history/history.h"

namespace switchyard {

/// Remembers just enough of the snapshot before. Nothing of the first snapshot is an event.
class MarkFinder
{
public:
    /// In the order: promotion, members, nodes. Promoted: another member is the primary than the last time
    /// that there was exactly one, or the same one on a later timeline. Lost and back: a member whose facts
    /// were live and are not, and the reverse; a node whose state was "ready" and is not, judged only when
    /// Swarm was asked.
    QVector<EventMark> marksOf(const ClusterSnapshot& snapshot, std::int64_t atMs);

private:
    QString primary_;
    int timeline_ = 0;
    QHash<QString, bool> memberLive_, nodeReady_;
};

} // namespace switchyard
