#include "ui/topology/scene_painter.h"

#include "ui/topology/card_painter.h"

#include <algorithm>

namespace switchyard::ui::topology {

void ScenePainter::lanes() const
{
    for (int i = 0; i < graph.lanes.size(); ++i)
        lane(i);
}

void ScenePainter::lane(int index) const
{
    const Tokens& t = theme.tokens();
    const LaneGeometry& place = layout.lanes[index];
    const LaneContent& words = content.lanes[index];
    QPen pen(t.line, 1);
    if (words.down) {
        pen = QPen(t.bad.mark, 1.4);
        pen.setDashPattern({4, 3});
    }
    painter.setPen(pen);
    painter.setBrush(t.lane);
    painter.drawRoundedRect(place.rect.adjusted(0.5, 0.5, -0.5, -0.5), space::laneRadius, space::laneRadius);
    painter.setPen(QPen(t.line, 1));
    painter.drawLine(
        place.header.bottomLeft() + QPointF(1, -0.5), place.header.bottomRight() + QPointF(-1, -0.5));
    if (words.footer.isEmpty() || zoom < readableZoom)
        return;
    const QRectF footer = place.footer.adjusted(16, 0, -16, 0);
    painter.drawLine(footer.topLeft() + QPointF(0, 0.5), footer.topRight() + QPointF(0, 0.5));
    const Ink ink = words.down ? Ink::Unknown : Ink::Text2;
    for (int p = 0; p < words.footer.size(); ++p) {
        const Qt::Alignment align = p == 0                         ? Qt::AlignLeft
                                    : p + 1 == words.footer.size() ? Qt::AlignRight
                                                                   : Qt::AlignHCenter;
        paintRuns(
            painter, footer, {{words.footer[p], ink, QFont::Normal, false}}, theme, FontRole::Caption, align);
    }
}

void ScenePainter::clients() const
{
    const TrackPainter tracks{painter, theme};
    for (int i = 0; i < graph.cards.size(); ++i) {
        if (graph.cards[i].kind == CardKind::Pooler)
            tracks.clients(layout.cards[i].rect,
                std::min(size::clientStubs, layout.detail == Detail::Full ? 24.0 : 16.0));
    }
    for (int i = 0; i < graph.links.size(); ++i) {
        if (graph.links[i].kind == LinkKind::Pool)
            tracks.pool(layout.links[i], content.pools[i]);
    }
    for (int i = 0; i < graph.links.size(); ++i) {
        if (graph.links[i].kind == LinkKind::Pool)
            tracks.poolPlate(layout.links[i], content.pools[i]);
    }
}

void ScenePainter::streams(const QVector<QRectF>& plates, const QVector<bool>& attention) const
{
    const TrackPainter tracks{painter, theme};
    // What is in trouble is drawn last, over what is well, where they share a stretch.
    static constexpr Mark order[] = {Mark::Ok, Mark::Unknown, Mark::Warn, Mark::Bad};
    for (const Mark mark : order) {
        // A double track over single ones, or these would fill its gap.
        for (const bool twice : {false, true}) {
            for (int i = 0; i < graph.links.size(); ++i) {
                const StreamContent& stream = content.streams[i];
                if (graph.links[i].kind == LinkKind::Stream && stream.mark == mark &&
                    stream.synchronous == twice)
                    tracks.stream(layout.links[i], stream, plates[i], attention[i]);
            }
        }
    }
}

} // namespace switchyard::ui::topology
