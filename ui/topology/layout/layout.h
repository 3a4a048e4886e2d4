#pragma once
// Where everything of the topology stands, as a pure function of the graph and the room there is. Lanes are
// Swarm nodes, columns of a grid; in each row of lanes, bands run across all of them: poolers, who leads,
// standbys. Between bands are corridors and between lanes are streets, and tracks run only in those or
// through bands that are free, so that no track ever crosses a card. Units: device-independent pixels at 100
// % zoom.

#include "ui/topology/layout/graph.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace switchyard::ui::topology {

namespace size {
inline constexpr double laneWidth = 292, laneWidest = 360, laneGap = 8, laneHeader = 48, laneFooter = 44;
inline constexpr double cardWidth = 260, pooler = 88;
inline constexpr double marginX = 16, marginY = 8;
inline constexpr double bend = 16;             ///< legs of the 45 degree bends
inline constexpr double plate = 44, chip = 24; ///< heights of a stream's plate and of a one-line plate
inline constexpr double clientStubs = 24;      ///< above a pooler
} // namespace size

/// How many rows of facts the cards show: fewer before anything is scaled below 100 %.
enum class Detail { Full, NoPosition, NoSupervisor };

double leaderHeight(Detail detail);  ///< 200, 177, 154
double standbyHeight(Detail detail); ///< 188, 164, 140

struct LaneGeometry
{
    QRectF rect, header, footer;
    bool operator==(const LaneGeometry&) const = default;
};

struct CardGeometry
{
    QRectF rect;
    int row = 0, column = 0, band = 0; ///< in the grid: row of lanes, lane in the row, band in the row
    bool operator==(const CardGeometry&) const = default;
};

struct LinkGeometry
{
    QVector<QPointF> points; ///< from the sender's border to the receiver's, bends included
    QRectF plateZone;        ///< where the link's plate may stand, aligned to its bottom; null: nowhere
    QRectF chipZone;         ///< where a second, one-line plate may stand (a slot's); null: nowhere
    bool fromSide = false;   ///< leaves the sender's left or right border: drawn with a port there
    bool operator==(const LinkGeometry&) const = default;
};

/// Geometry of the graph's lanes, cards and links, in the graph's order.
struct Layout
{
    QSizeF size;
    Detail detail = Detail::Full;
    QVector<LaneGeometry> lanes;
    QVector<CardGeometry> cards;
    QVector<LinkGeometry> links;
    bool operator==(const Layout&) const = default;
};

Layout layoutOf(const Graph& graph, QSizeF canvas);

} // namespace switchyard::ui::topology
