#include "ui/topology/layout/layout.h"

#include "ui/topology/layout/grid.h"
#include "ui/topology/layout/router.h"

#include <algorithm>
#include <numeric>

namespace switchyard::ui::topology {

namespace {

/// The least free space above a band, by what stands above it.
struct Gaps
{
    double top, poolers, streams;
};
constexpr Gaps roomy{32, 72, 80}, tight{20, 45, 41};

double straightPlate(Detail detail)
{
    return detail == Detail::Full ? 80 : 72;
}

double cardHeight(BandKind kind, Detail detail)
{
    switch (kind) {
    case BandKind::Poolers: return size::pooler;
    case BandKind::Leaders: return leaderHeight(detail);
    case BandKind::Standbys: return standbyHeight(detail);
    case BandKind::Members: return std::max(leaderHeight(detail), standbyHeight(detail));
    }
    return 0;
}

double heightOf(const GraphCard& card, Detail detail)
{
    return card.kind == CardKind::Pooler ? size::pooler
           : card.depth == 0             ? leaderHeight(detail)
                                         : standbyHeight(detail);
}

bool bandIsUsed(const Grid& grid, int row, int band)
{
    const auto here = [&](const Cell& c) { return c.row == row && c.band == band; };
    return grid.bands[row][band] == BandKind::Leaders ||
           std::any_of(grid.cards.begin(), grid.cards.end(), here) ||
           std::any_of(grid.kept.begin(), grid.kept.end(), here);
}

double plainGap(const QVector<BandKind>& bands, int band, const Gaps& gaps)
{
    if (band == 0)
        return bands[0] == BandKind::Poolers ? gaps.top : 24;
    if (bands[band] == bands[band - 1])
        return bands[band] == BandKind::Poolers ? gaps.top : 24;
    return bands[band - 1] == BandKind::Poolers ? gaps.poolers : gaps.streams;
}

/// Free space above each band of a row, wide enough for what runs through it.
QVector<double> corridorsOf(const Graph& graph, const Grid& grid, int row, const Gaps& gaps, Detail detail)
{
    QVector<double> heights;
    for (int band = 0; band < grid.bands[row].size(); ++band) {
        if (!bandIsUsed(grid, row, band)) {
            heights.append(0);
            continue;
        }
        double height = plainGap(grid.bands[row], band, gaps);
        // As high as it could ever have to be, or who leads would decide how high.
        if (grid.crowded && grid.bands[row][band] == BandKind::Standbys)
            height = std::max({height, corridorHeight(mostTracks), straightPlate(detail)});
        if (grid.bands[row][band] == BandKind::Members)
            height = corridorHeight(mostTracks) +
                     (band > 0 && band == grid.firstMemberBand(row) ? poolTrackRoom : 0);
        const auto tracks = corridorSources(graph, grid, row, band).size();
        if (tracks > 0 && grid.bands[row][band] != BandKind::Members)
            height = std::max(height, corridorHeight(static_cast<int>(tracks)) +
                                          (grid.bands[row][band] == BandKind::Leaders ? poolTrackRoom : 0));
        for (int i = 0; i < graph.links.size(); ++i) {
            const Cell& to = grid.cards[graph.links[i].to];
            if (to.row == row && to.band == band && grid.routes[i] == Route::Straight)
                height = std::max(
                    height, graph.links[i].kind == LinkKind::Stream ? straightPlate(detail) : gaps.poolers);
        }
        heights.append(height);
    }
    return heights;
}

double rowHeight(const Grid& grid, int row, const QVector<double>& corridors, Detail detail)
{
    double height = size::laneHeader + 12 + size::laneFooter;
    for (int band = 0; band < grid.bands[row].size(); ++band) {
        if (bandIsUsed(grid, row, band))
            height += corridors[band] + cardHeight(grid.bands[row][band], detail);
    }
    return height;
}

/// What is left over goes to the corridors, up to what looks roomy and then a little more.
void spread(QVector<double>& corridors, const QVector<double>& wanted, double extra)
{
    double missing = 0;
    for (int i = 0; i < corridors.size(); ++i)
        missing += std::max(0.0, wanted[i] - corridors[i]);
    if (missing <= 0)
        return;
    const double share = std::min(1.0, extra / missing);
    for (int i = 0; i < corridors.size(); ++i)
        corridors[i] += std::floor(std::max(0.0, wanted[i] - corridors[i]) * share);
}

struct Sizes
{
    Detail detail = Detail::Full;
    QVector<QVector<double>> corridors;
    QVector<double> rowHeights;
};

Sizes sizesFor(const Graph& graph, const Grid& grid, double height)
{
    Sizes sizes;
    for (const Detail detail : {Detail::Full, Detail::NoPosition, Detail::NoSupervisor}) {
        sizes = {detail, {}, {}};
        for (int row = 0; row < grid.rows; ++row) {
            const Gaps& gaps = detail == Detail::Full ? roomy : tight;
            sizes.corridors.append(corridorsOf(graph, grid, row, gaps, detail));
            sizes.rowHeights.append(rowHeight(grid, row, sizes.corridors.last(), detail));
        }
        const double total = std::accumulate(sizes.rowHeights.begin(), sizes.rowHeights.end(), 0.0);
        // Several rows of lanes scroll in any case: then nothing is dropped for the room that they do not
        // fill.
        if (grid.rows > 1 || total + 2 * size::marginY <= height)
            break;
    }
    if (grid.rows != 1)
        return sizes;
    const double extra = height - 2 * size::marginY - sizes.rowHeights[0];
    if (extra > 0) {
        QVector<double> wanted = corridorsOf(graph, grid, 0, roomy, Detail::Full);
        if (sizes.detail == Detail::Full) {
            for (int band = 1; band < wanted.size(); ++band)
                wanted[band] *= wanted[band] > 40 ? 1.5 : 1;
        }
        spread(sizes.corridors[0], wanted, extra);
        sizes.rowHeights[0] += extra;
    }
    return sizes;
}

void placeLanes(const Grid& grid, const Sizes& sizes, double width, Layout& layout)
{
    const int columns = std::max(1, grid.columns);
    const double free = width - 2 * size::marginX - (columns - 1) * size::laneGap;
    const double laneWidth =
        std::floor(std::clamp(free / columns, size::laneWidth, size::laneWidest) / 2) * 2;
    QVector<double> tops{size::marginY};
    for (double height : sizes.rowHeights)
        tops.append(tops.last() + height + size::laneGap);
    for (const Cell& cell : grid.lanes) {
        const QRectF rect(size::marginX + cell.column * (laneWidth + size::laneGap), tops[cell.row],
            laneWidth, sizes.rowHeights[cell.row]);
        const QRectF header(rect.topLeft(), QSizeF(laneWidth, size::laneHeader));
        const QRectF footer(rect.left(), rect.bottom() - size::laneFooter, laneWidth, size::laneFooter);
        layout.lanes.append({rect, header, footer});
    }
    layout.size = {2 * size::marginX + columns * (laneWidth + size::laneGap) - size::laneGap,
        tops.last() - size::laneGap + size::marginY};
}

void placeCards(const Graph& graph, const Grid& grid, const Sizes& sizes, Layout& layout)
{
    for (int i = 0; i < graph.cards.size(); ++i) {
        const Cell& cell = grid.cards[i];
        const QRectF& lane = layout.lanes[graph.cards[i].lane].rect;
        double top = lane.top() + size::laneHeader;
        for (int band = 0; band < cell.band; ++band) {
            if (bandIsUsed(grid, cell.row, band))
                top +=
                    sizes.corridors[cell.row][band] + cardHeight(grid.bands[cell.row][band], layout.detail);
        }
        top += sizes.corridors[cell.row][cell.band];
        const double height = heightOf(graph.cards[i], layout.detail);
        const double left = lane.left() + (lane.width() - size::cardWidth) / 2;
        layout.cards.append({QRectF(left, top, size::cardWidth, height), cell.row, cell.column, cell.band});
    }
}

} // namespace

double leaderHeight(Detail detail)
{
    return detail == Detail::Full ? 200 : detail == Detail::NoPosition ? 177 : 154;
}

double standbyHeight(Detail detail)
{
    return detail == Detail::Full ? 188 : detail == Detail::NoPosition ? 164 : 140;
}

Layout layoutOf(const Graph& graph, QSizeF canvas)
{
    Layout layout;
    const Grid grid = gridOf(graph);
    if (grid.rows == 0) {
        layout.size = canvas;
        return layout;
    }
    const Sizes sizes = sizesFor(graph, grid, canvas.height());
    layout.detail = sizes.detail;
    placeLanes(grid, sizes, canvas.width(), layout);
    placeCards(graph, grid, sizes, layout);
    routeLinks(graph, grid, sizes.corridors, layout);
    return layout;
}

} // namespace switchyard::ui::topology
