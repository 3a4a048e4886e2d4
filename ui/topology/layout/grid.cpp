#include "ui/topology/layout/grid.h"

#include <algorithm>

namespace switchyard::ui::topology {

namespace {

constexpr int lanesInOneRow = 6;

/// Rows of a lane are about 1.4 times as high as wide and the canvas is about 1.2 times as wide as high. In
/// steps, so that one more node seldom wraps the others anew.
int columnsFor(int lanes)
{
    if (lanes <= lanesInOneRow)
        return lanes;
    return lanes <= 18 ? 6 : lanes <= 40 ? 8 : lanes <= 70 ? 10 : 12;
}

struct LaneCards
{
    QVector<int> poolers, members; ///< indexes of cards, members in order of tier, then name
};

/// The tier that a member has, or would have without the lead: who leads shares that of its standbys.
int tierOf(const GraphCard& card)
{
    return std::max(card.depth, 1) - 1;
}

QVector<LaneCards> cardsByLane(const Graph& graph)
{
    QVector<LaneCards> lanes(graph.lanes.size());
    for (int i = 0; i < graph.cards.size(); ++i) {
        LaneCards& lane = lanes[graph.cards[i].lane];
        (graph.cards[i].kind == CardKind::Pooler ? lane.poolers : lane.members).append(i);
    }
    for (LaneCards& lane : lanes) {
        std::stable_sort(lane.members.begin(), lane.members.end(),
            [&](int a, int b) { return tierOf(graph.cards[a]) < tierOf(graph.cards[b]); });
    }
    return lanes;
}

/// The band of each member of a lane, counted from the first band of standbys: below its upstream's where it
/// can be.
QVector<int> memberBands(const Graph& graph, const LaneCards& lane, int lastTier)
{
    QVector<int> bands;
    for (int i : lane.members) {
        const int wanted = std::min(tierOf(graph.cards[i]), lastTier);
        bands.append(bands.isEmpty() ? wanted : std::max(wanted, bands.last() + 1));
    }
    return bands;
}

qsizetype leadersIn(const Graph& graph, const LaneCards& lane)
{
    return std::count_if(
        lane.members.begin(), lane.members.end(), [&](int i) { return graph.cards[i].depth == 0; });
}

/// Puts the lanes of one row into a grid.
struct RowPlacer
{
    const Graph& graph;
    const QVector<LaneCards>& lanes;
    Grid& grid;
    int row = 0;

    int first() const { return row * grid.columns; }
    int last() const { return std::min(first() + grid.columns, static_cast<int>(lanes.size())); }
    bool single() const { return grid.rows == 1; }
    int lastTier() const { return single() ? 7 : 3; }

    void place() const
    {
        qsizetype poolers = 0, leaders = 0;
        int members = 0;
        for (int l = first(); l < last(); ++l) {
            poolers = std::max(poolers, lanes[l].poolers.size());
            leaders = std::max(leaders, leadersIn(graph, lanes[l]));
            for (int band : memberBands(graph, lanes[l], lastTier()))
                members = std::max(members, band + 1);
        }
        // The tier of who leads is there also while nobody does.
        leaders = !single() ? 0 : members > 0 ? std::max<qsizetype>(1, leaders) : 0;
        grid.bands.append(QVector<BandKind>(poolers, BandKind::Poolers));
        grid.bands.last() += QVector<BandKind>(leaders, BandKind::Leaders);
        grid.bands.last() += QVector<BandKind>(members, single() ? BandKind::Standbys : BandKind::Members);
        for (int l = first(); l < last(); ++l)
            placeLane(l, static_cast<int>(poolers), static_cast<int>(leaders));
    }

    void placeLane(int l, int poolers, int leaders) const
    {
        const int column = l - first();
        grid.lanes[l] = {row, column, 0};
        // Poolers stand close to what they serve: a lane with fewer of them leaves the upper bands free.
        int band = poolers - static_cast<int>(lanes[l].poolers.size());
        for (int i : lanes[l].poolers)
            grid.cards[i] = {row, column, band++};
        const QVector<int> below = memberBands(graph, lanes[l], lastTier());
        int leader = poolers;
        for (int i = 0; i < below.size(); ++i) {
            const Cell cell{row, column, poolers + leaders + below[i]};
            const bool leads = single() && graph.cards[lanes[l].members[i]].depth == 0;
            grid.cards[lanes[l].members[i]] = leads ? Cell{row, column, leader++} : cell;
            if (leads)
                grid.kept.append(cell);
        }
    }
};

/// Whether a stream can be in another's way, whoever leads.
bool isCrowded(const Graph& graph, const Grid& grid, const QVector<LaneCards>& lanes)
{
    return grid.rows > 1 || std::any_of(lanes.begin(), lanes.end(), [](const LaneCards& l) {
        return l.members.size() > 1;
    }) || std::any_of(graph.cards.begin(), graph.cards.end(), [](const GraphCard& c) { return c.depth > 1; });
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

bool receivesStream(const Graph& graph, int card)
{
    return std::any_of(graph.links.begin(), graph.links.end(),
        [&](const GraphLink& l) { return l.kind == LinkKind::Stream && l.to == card; });
}

Route poolRouteOf(const Graph& graph, const Grid& grid, const GraphLink& link)
{
    const Cell &from = grid.cards[link.from], &to = grid.cards[link.to];
    const int members = grid.firstMemberBand(to.row);
    const bool below =
        from.row == to.row && to.band > from.band && grid.free(from.row, from.column, from.band + 1, members);
    if (!below || !grid.free(to.row, to.column, members, to.band))
        return Route::Street;
    // A stream has the middle of its receiver: a pooler comes in beside it.
    return from.column == to.column && !receivesStream(graph, link.to) ? Route::Straight : Route::Drop;
}

Route routeOf(const Graph& graph, const Grid& grid, const GraphLink& link)
{
    if (link.kind == LinkKind::Pool)
        return poolRouteOf(graph, grid, link);
    const Cell &from = grid.cards[link.from], &to = grid.cards[link.to];
    const bool straight = from.row == to.row && from.column == to.column && to.band > from.band &&
                          grid.free(from.row, from.column, from.band + 1, to.band);
    return straight ? Route::Straight : directIsFree(grid, from, to) ? Route::Direct : Route::Street;
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

int Grid::firstMemberBand(int row) const
{
    return static_cast<int>(std::count(bands[row].begin(), bands[row].end(), BandKind::Poolers));
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
        RowPlacer{graph, byLane, grid, row}.place();
    // On a single node everything stands in one column: a gap would only be a gap.
    if (lanes == 1)
        grid.kept.clear();
    grid.crowded = isCrowded(graph, grid, byLane);
    for (int i = 0; i < grid.cards.size(); ++i)
        grid.occupied_.insert(Grid::key(grid.cards[i]), i);
    for (const GraphLink& link : graph.links)
        grid.routes.append(routeOf(graph, grid, link));
    return grid;
}

} // namespace switchyard::ui::topology
