#include "ui/topology/layout/glide.h"

#include <algorithm>

namespace switchyard::ui::topology {

namespace {

QPointF mixed(QPointF from, QPointF to, double share)
{
    return from + (to - from) * share;
}

QRectF mixed(const QRectF& from, const QRectF& to, double share)
{
    if (from.isNull() || to.isNull())
        return to;
    return {mixed(from.topLeft(), to.topLeft(), share), mixed(from.bottomRight(), to.bottomRight(), share)};
}

int laneIn(const Graph& graph, const QString& key)
{
    const auto it = std::find_if(
        graph.lanes.begin(), graph.lanes.end(), [&](const GraphLane& l) { return l.key == key; });
    return it == graph.lanes.end() ? -1 : static_cast<int>(it - graph.lanes.begin());
}

int cardIn(const Graph& graph, const GraphCard& card)
{
    return graph.card(card.kind, card.name);
}

/// The same link in the other graph; -1 if it has none.
int linkIn(const Graph& graph, const Graph& other, const GraphLink& link)
{
    const int from = cardIn(other, graph.cards[link.from]), to = cardIn(other, graph.cards[link.to]);
    for (int i = 0; i < other.links.size(); ++i) {
        const GraphLink& l = other.links[i];
        if (l.kind == link.kind && l.from == from && l.to == to)
            return i;
    }
    return -1;
}

void mixLink(const LinkGeometry& from, LinkGeometry& to, double share)
{
    if (from.points.size() != to.points.size() || from.fromSide != to.fromSide)
        return;
    for (int i = 0; i < to.points.size(); ++i)
        to.points[i] = mixed(from.points[i], to.points[i], share);
    to.plateZone = mixed(from.plateZone, to.plateZone, share);
    to.chipZone = mixed(from.chipZone, to.chipZone, share);
}

} // namespace

Layout between(const Scene& from, const Scene& to, double share)
{
    Layout layout = to.layout;
    if (share >= 1)
        return layout;
    for (int i = 0; i < layout.lanes.size(); ++i) {
        const int was = laneIn(from.graph, to.graph.lanes[i].key);
        if (was < 0)
            continue;
        const LaneGeometry& old = from.layout.lanes[was];
        LaneGeometry& lane = layout.lanes[i];
        lane = {mixed(old.rect, lane.rect, share), mixed(old.header, lane.header, share),
            mixed(old.footer, lane.footer, share)};
    }
    for (int i = 0; i < layout.cards.size(); ++i) {
        const int was = cardIn(from.graph, to.graph.cards[i]);
        if (was >= 0)
            layout.cards[i].rect = mixed(from.layout.cards[was].rect, layout.cards[i].rect, share);
    }
    for (int i = 0; i < layout.links.size(); ++i) {
        const int was = linkIn(to.graph, from.graph, to.graph.links[i]);
        if (was >= 0)
            mixLink(from.layout.links[was], layout.links[i], share);
    }
    return layout;
}

bool anythingMoves(const Scene& from, const Scene& to)
{
    for (int i = 0; i < to.graph.cards.size(); ++i) {
        const int was = cardIn(from.graph, to.graph.cards[i]);
        if (was >= 0 && from.layout.cards[was].rect != to.layout.cards[i].rect)
            return true;
    }
    return false;
}

} // namespace switchyard::ui::topology
