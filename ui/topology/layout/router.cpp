#include "ui/topology/layout/router.h"

#include <algorithm>
#include <cmath>

namespace switchyard::ui::topology {

namespace {

constexpr double trackStep = 8;
constexpr double entryAboveCard =
    84; // the lowest track of a corridor: below it a bend, a plate and an arrow fit
constexpr double plateAboveCard = 12; // room for the arrow
constexpr double poolEntry = 76,
                 poolEntryStep = 24; // from a card's middle, beside the stream that enters there

enum class Side { Left, Right };

/// All that the links of one layout share while they are routed.
struct Router
{
    const Graph& graph;
    const Grid& grid;
    const QVector<QVector<double>>& corridors;
    Layout& layout;

    const GraphLink& link(int i) const { return graph.links[i]; }
    const QRectF& from(int i) const { return layout.cards[link(i).from].rect; }
    const QRectF& to(int i) const { return layout.cards[link(i).to].rect; }
    const Cell& fromCell(int i) const { return grid.cards[link(i).from]; }
    const Cell& toCell(int i) const { return grid.cards[link(i).to]; }

    Side side(int i) const;
    double entryX(int i) const;
    double streetX(int i) const;
    double corridorY(int i) const;
    double portY(int i) const;
    double dropY(int i) const;
    int dropRank(int i) const;
    bool receivesPool(int card) const;
    bool othersPassAbove(int i) const;
    void route(int i);
    void zones(int i, const QVector<QPointF>& corners, LinkGeometry& g) const;
};

Side Router::side(int i) const
{
    return toCell(i).column < fromCell(i).column ? Side::Left : Side::Right;
}

/// Links of poolers on the same side of the same member, nearest first: 0 for the nearest lane.
int Router::dropRank(int i) const
{
    const int own = std::abs(toCell(i).column - fromCell(i).column);
    int nearer = 0;
    for (int j = 0; j < graph.links.size(); ++j) {
        if (j != i && link(j).kind == LinkKind::Pool && link(j).to == link(i).to &&
            grid.routes[j] == Route::Drop && side(j) == side(i) &&
            std::abs(toCell(j).column - fromCell(j).column) < own)
            ++nearer;
    }
    return std::min(nearer, 1);
}

double Router::entryX(int i) const
{
    const double middle = to(i).center().x();
    if (link(i).kind == LinkKind::Stream || grid.routes[i] == Route::Straight)
        return middle;
    const double offset = poolEntry + (grid.routes[i] == Route::Drop ? dropRank(i) * poolEntryStep : 0);
    // A pooler in a street comes down beside the card it stands over, from the street's side.
    const bool left = fromCell(i).column < toCell(i).column;
    return middle + (left ? -offset : offset);
}

double Router::streetX(int i) const
{
    QVector<int> sources;
    const int street = fromCell(i).column + (side(i) == Side::Right ? 1 : 0);
    for (int j = 0; j < graph.links.size(); ++j) {
        const bool same = grid.routes[j] == Route::Street &&
                          fromCell(j).column + (side(j) == Side::Right ? 1 : 0) == street;
        if (same && !sources.contains(link(j).from))
            sources.append(link(j).from);
    }
    static constexpr double offsets[mostTracks] = {0, -trackStep, trackStep};
    const double gutter = (layout.lanes[graph.cards[link(i).from].lane].rect.width() - size::cardWidth) / 2;
    const double middle = side(i) == Side::Right ? from(i).right() + gutter + size::laneGap / 2
                                                 : from(i).left() - gutter - size::laneGap / 2;
    return middle + offsets[sources.indexOf(link(i).from) % mostTracks];
}

double Router::corridorY(int i) const
{
    const QVector<int> sources = corridorSources(graph, grid, toCell(i).row, toCell(i).band);
    return to(i).top() - entryAboveCard -
           trackStep * static_cast<double>(sources.indexOf(link(i).from) % mostTracks);
}

bool Router::receivesPool(int card) const
{
    return std::any_of(graph.links.begin(), graph.links.end(),
        [&](const GraphLink& l) { return l.kind == LinkKind::Pool && l.to == card; });
}

bool Router::othersPassAbove(int i) const
{
    const Cell& cell = toCell(i);
    return grid.crowded || !corridorSources(graph, grid, cell.row, cell.band).isEmpty();
}

/// The height at which a link leaves its sender's side: the farthest on top, so that none crosses another;
/// those that take the street leave below all others and together.
double Router::portY(int i) const
{
    const QRectF& card = from(i);
    if (graph.cards[link(i).from].kind == CardKind::Pooler)
        return card.center().y();
    QVector<int> distances; // of direct links on this side, nearest first; 0 stands for the street
    for (int j = 0; j < graph.links.size(); ++j) {
        if (link(j).from != link(i).from || link(j).kind != LinkKind::Stream || side(j) != side(i) ||
            grid.routes[j] == Route::Straight)
            continue;
        const int d = grid.routes[j] == Route::Street ? 0 : std::abs(toCell(j).column - fromCell(j).column);
        if (!distances.contains(d))
            distances.append(d);
    }
    std::sort(distances.begin(), distances.end());
    const int own = grid.routes[i] == Route::Street ? 0 : std::abs(toCell(i).column - fromCell(i).column);
    const bool leads = graph.cards[link(i).from].depth == 0;
    const double top = card.top() + (leads ? 60 : 56);
    const double bottom = card.bottom() - (leads && layout.detail == Detail::Full ? 60 : leads ? 72 : 40);
    const auto count = distances.size();
    if (count == 1)
        return std::round((top + bottom) / 2);
    const double step = std::min(72.0, (bottom - top) / static_cast<double>(count - 1));
    return std::round(bottom - step * static_cast<double>(distances.indexOf(own)));
}

/// Where a pooler's track runs along: those of farther lanes run lower, and enter farther out. Above the
/// tracks of streams where these come through the same corridor.
double Router::dropY(int i) const
{
    const QVector<double>& above = corridors[fromCell(i).row];
    const int members = grid.firstMemberBand(fromCell(i).row);
    double top = from(i).bottom();
    for (int band = fromCell(i).band + 1; band < members; ++band)
        top += above[band] + size::pooler;
    if (grid.bands[fromCell(i).row][members] == BandKind::Members ||
        !corridorSources(graph, grid, fromCell(i).row, members).isEmpty())
        return std::round(top + poolTrackRoom / 2);
    bool second = false;
    for (int j = 0; j < graph.links.size(); ++j)
        second = second || (grid.routes[j] == Route::Drop && dropRank(j) > 0);
    return std::round(top + above[members] * (!second ? 0.5 : dropRank(i) == 0 ? 0.36 : 0.69));
}

void Router::zones(int i, const QVector<QPointF>& corners, LinkGeometry& g) const
{
    const QRectF& card = to(i);
    if (link(i).kind == LinkKind::Pool) {
        const QRectF& lane = layout.lanes[graph.cards[link(i).from].lane].rect;
        if (grid.routes[i] == Route::Straight) {
            const double middle = (corners.first().y() + corners.last().y()) / 2;
            g.plateZone = QRectF(card.center().x() - 70, middle - size::chip / 2, 140, size::chip);
        } else if (grid.routes[i] == Route::Drop) {
            const double y = corners[1].y() - size::chip / 2, x = from(i).center().x();
            g.plateZone = side(i) == Side::Left
                              ? QRectF(lane.left() + 8, y, x - size::bend - 8 - lane.left(), size::chip)
                              : QRectF(x + size::bend, y, lane.right() - 8 - x - size::bend, size::chip);
        }
        return;
    }
    double from = grid.routes[i] == Route::Straight ? corners.first().y() + 6
                                                    : corners[corners.size() - 2].y() + size::bend;
    if (othersPassAbove(i))
        from = std::max(from, card.top() - entryAboveCard + size::bend);
    const double half = receivesPool(link(i).to) ? poolEntry - 8 : card.width() / 2;
    g.plateZone = QRectF(card.center().x() - half, from, 2 * half, card.top() - plateAboveCard - from);
    if (grid.routes[i] == Route::Direct) {
        const double left = std::min(corners[0].x(), corners[1].x()) + 20;
        const double right = std::max(corners[0].x(), corners[1].x()) - 20 - size::bend;
        g.chipZone = QRectF(left, corners[0].y() - size::chip / 2, right - left, size::chip);
    }
}

void Router::route(int i)
{
    LinkGeometry g;
    const double x = entryX(i), side = this->side(i) == Side::Right ? from(i).right() : from(i).left();
    const QPointF end(x, to(i).top()), bottom(from(i).center().x(), from(i).bottom());
    QVector<QPointF> corners;
    switch (grid.routes[i]) {
    case Route::Straight: corners = {bottom, end}; break;
    case Route::Drop: corners = {bottom, {bottom.x(), dropY(i)}, {x, dropY(i)}, end}; break;
    case Route::Direct:
        g.fromSide = true;
        corners = {{side, portY(i)}, {x, portY(i)}, end};
        break;
    case Route::Street:
        g.fromSide = true;
        corners = {
            {side, portY(i)}, {streetX(i), portY(i)}, {streetX(i), corridorY(i)}, {x, corridorY(i)}, end};
        break;
    }
    zones(i, corners, g);
    g.points = bent(corners);
    layout.links.append(g);
}

/// A second plate stands at its sender's end, before the first track that crosses its own.
void trimChips(Layout& layout)
{
    for (LinkGeometry& g : layout.links) {
        if (g.chipZone.isNull())
            continue;
        const bool right = g.points[1].x() > g.points[0].x();
        for (const LinkGeometry& other : layout.links) {
            for (int p = 1; &other != &g && p < other.points.size(); ++p) {
                const QRectF span = QRectF(other.points[p - 1], other.points[p]).normalized();
                const bool meets = span.top() < g.chipZone.bottom() && span.bottom() > g.chipZone.top() &&
                                   span.left() < g.chipZone.right() && span.right() > g.chipZone.left();
                if (meets && right)
                    g.chipZone.setRight(std::max(g.chipZone.left(), span.left() - 8));
                else if (meets)
                    g.chipZone.setLeft(std::min(g.chipZone.right(), span.right() + 8));
            }
        }
    }
}

/// A second plate needs its height between two tracks.
void dropCrowdedChips(Layout& layout)
{
    for (LinkGeometry& g : layout.links) {
        for (const LinkGeometry& other : layout.links) {
            const bool near =
                &other != &g && !other.chipZone.isNull() &&
                std::abs(other.chipZone.center().y() - g.chipZone.center().y()) < size::chip + 4;
            const bool meet = near && other.chipZone.left() < g.chipZone.right() &&
                              g.chipZone.left() < other.chipZone.right();
            if (meet && g.chipZone.width() <= other.chipZone.width())
                g.chipZone = {};
        }
    }
}

} // namespace

QVector<int> corridorSources(const Graph& graph, const Grid& grid, int row, int band)
{
    QVector<int> sources;
    for (int i = 0; i < graph.links.size(); ++i) {
        const Cell& to = grid.cards[graph.links[i].to];
        if (to.row == row && to.band == band && grid.routes[i] == Route::Street &&
            !sources.contains(graph.links[i].from))
            sources.append(graph.links[i].from);
    }
    return sources;
}

double corridorHeight(int tracks)
{
    return entryAboveCard + 12 + trackStep * (std::min(tracks, mostTracks) - 1);
}

QVector<QPointF> bent(const QVector<QPointF>& corners)
{
    QVector<QPointF> points{corners.first()};
    for (int i = 1; i + 1 < corners.size(); ++i) {
        const QPointF in = corners[i] - corners[i - 1], out = corners[i + 1] - corners[i];
        const double inLength = std::abs(in.x()) + std::abs(in.y()),
                     outLength = std::abs(out.x()) + std::abs(out.y());
        const double leg = std::min({size::bend, inLength / 2, outLength / 2});
        if (leg <= 0)
            continue;
        points.append(corners[i] - in / inLength * leg);
        points.append(corners[i] + out / outLength * leg);
    }
    points.append(corners.last());
    return points;
}

void routeLinks(
    const Graph& graph, const Grid& grid, const QVector<QVector<double>>& corridors, Layout& layout)
{
    Router router{graph, grid, corridors, layout};
    for (int i = 0; i < graph.links.size(); ++i)
        router.route(i);
    trimChips(layout);
    dropCrowdedChips(layout);
}

} // namespace switchyard::ui::topology
