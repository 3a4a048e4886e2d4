#include "ui/topology/layout/grid.h"

#include <algorithm>
#include <cmath>

namespace switchyard::ui::topology {

namespace {

constexpr int lanesInOneRow = 6;

/// Rows of a lane are about 1.4 times as high as wide and the canvas is about 1.2 times as wide as high.
int columnsFor(int lanes)
{
    return lanes <= lanesInOneRow ? lanes : std::max(4, static_cast<int>(std::ceil(std::sqrt(1.7 * lanes))));
}

struct LaneCards
{
    QVector<int> poolers, leaders, standbys; ///< indexes of cards, standbys in order of depth
};

QVector<LaneCards> cardsByLane(const Graph& graph)
{
    QVector<LaneCards> lanes(graph.lanes.size());
    for (int i = 0; i < graph.cards.size(); ++i) {
        const GraphCard& card = graph.cards[i];
        LaneCards& lane = lanes[card.lane];
        if (card.kind == CardKind::Pooler)
            lane.poolers.append(i);
        else
            (card.depth == 0 ? lane.leaders : lane.standbys).append(i);
    }
    for (LaneCards& lane : lanes) {
        std::stable_sort(lane.standbys.begin(), lane.standbys.end(),
            [&](int a, int b) { return graph.cards[a].depth < graph.cards[b].depth; });
    }
    return lanes;
}

/// The band of each standby of a lane, counted from the first band of standbys: below its upstream's where it
/// can be.
QVector<int> standbyBands(const Graph& graph, const LaneCards& lane)
{
    QVector<int> bands;
    for (int i : lane.standbys) {
        const int wanted = std::min(graph.cards[i].depth - 1, 3);
        bands.append(bands.isEmpty() ? wanted : std::max(wanted, bands.last() + 1));
    }
    return bands;
}

void placeRow(const Graph& graph, const QVector<LaneCards>& lanes, int row, Grid& grid)
{
    const int first = row * grid.columns;
    const int last = std::min(first + grid.columns, static_cast<int>(lanes.size()));
    qsizetype poolers = 0, leaders = 0;
    int standbys = 0;
    for (int l = first; l < last; ++l) {
        poolers = std::max(poolers, lanes[l].poolers.size());
        leaders = std::max(leaders, lanes[l].leaders.size());
        for (int band : standbyBands(graph, lanes[l]))
            standbys = std::max(standbys, band + 1);
    }
    QVector<BandKind> bands(poolers, BandKind::Poolers);
    bands += QVector<BandKind>(leaders, BandKind::Leaders);
    bands += QVector<BandKind>(standbys, BandKind::Standbys);
    grid.bands.append(bands);
    for (int l = first; l < last; ++l) {
        grid.lanes[l] = {row, l - first, 0};
        // Poolers stand close to what they serve: a lane with fewer of them leaves the upper bands free.
        int band = static_cast<int>(poolers - lanes[l].poolers.size());
        for (int i : lanes[l].poolers)
            grid.cards[i] = {row, l - first, band++};
        band = static_cast<int>(poolers);
        for (int i : lanes[l].leaders)
            grid.cards[i] = {row, l - first, band++};
        const QVector<int> below = standbyBands(graph, lanes[l]);
        for (int i = 0; i < below.size(); ++i)
            grid.cards[lanes[l].standbys[i]] = {
                row, l - first, static_cast<int>(poolers + leaders) + below[i]};
    }
}

bool directIsFree(const Grid& grid, const Cell& from, const Cell& to)
{
    if (from.row != to.row || from.column == to.column || to.band <= from.band)
        return false;
    const int step = to.column > from.column ? 1 : -1;
    for (int column = from.column + step;; column += step) {
        if (grid.cardAt({from.row, column, from.band}) >= 0)
            return false;
        if (column == to.column)
            break;
    }
    return grid.free(to.row, to.column, from.band + 1, to.band);
}

Route routeOf(const Graph& graph, const Grid& grid, const GraphLink& link)
{
    const Cell &from = grid.cards[link.from], &to = grid.cards[link.to];
    const bool below = from.row == to.row && to.band > from.band;
    const bool freeBelow = below && grid.free(from.row, from.column, from.band + 1, to.band);
    if (freeBelow && from.column == to.column)
        return Route::Straight;
    if (graph.cards[link.from].kind == CardKind::Pooler)
        return freeBelow ? Route::Drop : Route::Street;
    return directIsFree(grid, from, to) ? Route::Direct : Route::Street;
}

} // namespace

bool Grid::free(int row, int column, int fromBand, int toBand) const
{
    for (int band = fromBand; band < toBand; ++band) {
        if (cardAt({row, column, band}) >= 0)
            return false;
    }
    return true;
}

Grid gridOf(const Graph& graph)
{
    Grid grid;
    const int lanes = static_cast<int>(graph.lanes.size());
    if (lanes == 0)
        return grid;
    grid.columns = columnsFor(lanes);
    grid.rows = (lanes + grid.columns - 1) / grid.columns;
    grid.lanes.resize(lanes);
    grid.cards.resize(graph.cards.size());
    const QVector<LaneCards> byLane = cardsByLane(graph);
    for (int row = 0; row < grid.rows; ++row)
        placeRow(graph, byLane, row, grid);
    for (int i = 0; i < grid.cards.size(); ++i)
        grid.occupied_.insert(Grid::key(grid.cards[i]), i);
    for (const GraphLink& link : graph.links)
        grid.routes.append(routeOf(graph, grid, link));
    return grid;
}

} // namespace switchyard::ui::topology
