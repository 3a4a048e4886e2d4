#pragma once
// Everything on the canvas as rows of words: for who reads with the keyboard or by ear.

#include "ui/topology/canvas_content.h"
#include "ui/topology/object_id.h"

namespace switchyard::ui::topology {

/// Members first, then poolers, then nodes; each in order of their names.
struct ListKey
{
    int kind = 0;
    QString name;
    bool operator==(const ListKey&) const = default;
    bool operator<(const ListKey& other) const;
};

struct ListRow
{
    ObjectId subject;
    QString name;
    QString role; ///< "primary", "standby", "pooler", "Swarm node", "member"
    Mark mark = Mark::Unknown;
    QString state;   ///< "streaming", "leads", "ready", "unknown"
    QString follows; ///< whom it streams from, or where a pooler writes to
    QString figures; ///< "0 B / 12 ms behind, quorum, timeline 4", "128 clients, 0 waiting"
    QString inLine;  ///< "1st, 0 B at risk", "not reachable"
    QString node;
    QString seen; ///< "0.4 s ago"
    bool live = false;
    QString everything; ///< all facts in one sentence, for a screen reader

    ListKey key() const;
    bool operator==(const ListRow&) const = default;
};

/// In order of their keys. `content` is what the canvas shows of this snapshot and graph.
QVector<ListRow> listRows(
    const ClusterSnapshot& snapshot, const Graph& graph, const CanvasContent& content, Instant now);

} // namespace switchyard::ui::topology
