#include "ui/topology/canvas_content.h"

#include <algorithm>

namespace switchyard::ui::topology {

namespace {

const Pooler* poolerNamed(const ClusterSnapshot& snapshot, const QString& name)
{
    const auto it = std::find_if(
        snapshot.poolers.begin(), snapshot.poolers.end(), [&](const Pooler& p) { return p.name == name; });
    return it == snapshot.poolers.end() ? nullptr : &*it;
}

PoolLinkContent poolLink(const ClusterSnapshot& snapshot, const Pooler& pooler, const QString& member)
{
    PoolLinkContent c{Mark::Unknown, poolLinkWords(pooler, member)};
    if (!pooler.facts.isKnown())
        return c;
    const Member* target = snapshot.member(member);
    const bool leads = target && target->role() == Role::Primary;
    c.mark = leads ? Mark::Ok : Mark::Warn;
    return c;
}

} // namespace

CanvasContent canvasContent(const ClusterSnapshot& snapshot, const Graph& graph, const Succession& succession,
    const Recent& recent, Instant now)
{
    CanvasContent content;
    for (const GraphLane& lane : graph.lanes)
        content.lanes.append(laneContent(snapshot, lane, now));
    for (const GraphCard& card : graph.cards) {
        if (card.kind == CardKind::Member)
            content.cards.append(memberCard(snapshot, succession, *snapshot.member(card.name), recent, now));
        else
            content.cards.append(poolerCard(snapshot, *poolerNamed(snapshot, card.name), recent, now));
    }
    for (const GraphLink& link : graph.links) {
        const QString& from = graph.cards[link.from].name;
        const QString& to = graph.cards[link.to].name;
        const bool stream = link.kind == LinkKind::Stream;
        content.streams.append(
            stream ? streamContent(snapshot, *snapshot.member(from), *snapshot.member(to), now)
                   : StreamContent{});
        content.pools.append(
            stream ? PoolLinkContent{} : poolLink(snapshot, *poolerNamed(snapshot, from), to));
    }
    return content;
}

} // namespace switchyard::ui::topology
