#pragma once
// What happened between two snapshots in a row, as marks for charts.

#include "core/history/history.h"

namespace switchyard {

/// Remembers just enough of the snapshot before. Nothing of the first snapshot is an event.
class MarkFinder
{
public:
    /// In the order: promotion, what else happened to the primary, members, nodes. Promoted: another member
    /// is the primary than the last time that there was exactly one, or the same one on a later timeline.
    /// Lost and back: a member whose facts were live and are not, and the reverse; a standby that answers and
    /// whose stream was connected and is not, and the reverse; a node whose state was "ready" and is not,
    /// judged only when Swarm was asked. What is empty or was not read is no change.
    QVector<EventMark> marksOf(const ClusterSnapshot& snapshot, std::int64_t atMs);

private:
    void takePrimary(const Member& primary, std::int64_t atMs, QVector<EventMark>& marks);
    void takeMembers(const QVector<Member>& members, std::int64_t atMs, QVector<EventMark>& marks);
    void takeServer(const Member& member, std::int64_t atMs, QVector<EventMark>& marks);

    QString primary_;
    int timeline_ = 0;
    std::optional<QString> syncNames_;
    QHash<QString, bool> memberLive_, streaming_, nodeReady_;
    QHash<QString, QDateTime> startedAt_;
    QHash<QString, QString> images_;
};

} // namespace switchyard
