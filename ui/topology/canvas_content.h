#pragma once
// Everything the canvas shows of one snapshot, in the order of its graph.

#include "ui/topology/card_content.h"
#include "ui/topology/lane_content.h"
#include "ui/topology/stream_content.h"

namespace switchyard::ui::topology {

/// A pooler's connections to a member.
struct PoolLinkContent
{
    Mark mark = Mark::Unknown; ///< Warn: not the member it should serve
    QString words;             ///< "44 server conns"
};

struct CanvasContent
{
    QVector<LaneContent> lanes;
    QVector<CardContent> cards;
    QVector<StreamContent> streams; ///< of each link; empty names where the link is a pooler's
    QVector<PoolLinkContent> pools; ///< of each link; unused where the link is a stream
};

/// `graph` is of this snapshot, and so is `succession`.
CanvasContent canvasContent(const ClusterSnapshot& snapshot, const Graph& graph, const Succession& succession,
    const Recent& recent, Instant now);

} // namespace switchyard::ui::topology
