#pragma once
// Rows, columns and bands: which card stands where, before anything has a size.

#include "ui/topology/layout/graph.h"

#include <QHash>

namespace switchyard::ui::topology {

enum class BandKind {
    Poolers,
    Leaders,
    Standbys,
    Members, ///< in several rows of lanes: who leads stands among the others, or a switchover would move all
};

/// A card's or a lane's place, counted from 0.
struct Cell
{
    int row = 0, column = 0, band = 0;
    bool operator==(const Cell&) const = default;
};

/// How a link gets from one card to another without crossing a third.
enum class Route {
    Straight, ///< from the bottom to the top of the card below in the same lane
    Drop,     ///< from the bottom into the poolers' corridor, along it, down beside the receiver's middle
    Direct,   ///< from the side through the sender's own band, which is free as far as the receiver, down
    Street,   ///< from the side into the next street, along it, through the corridor above the receiver, down
};

struct Grid
{
    int rows = 0, columns = 0;
    QVector<QVector<BandKind>> bands; ///< of each row, from top to bottom
    QVector<Cell> lanes, cards;       ///< in the graph's order
    QVector<Cell> kept;               ///< where a leader would stand as a standby: stays free for it
    QVector<Route> routes;            ///< of the links, in the graph's order
    bool crowded = false;             ///< tracks may have to run along corridors

    /// The card in a cell, -1 if it is free.
    int cardAt(const Cell& cell) const { return occupied_.value(key(cell), -1); }
    bool free(int row, int column, int fromBand, int toBand) const;
    /// The uppermost band of a row that holds members: the corridor above it is the poolers'.
    int firstMemberBand(int row) const;

private:
    friend Grid gridOf(const Graph& graph);
    static int key(const Cell& c) { return (c.row * 1000 + c.column) * 1000 + c.band; }
    QHash<int, int> occupied_;
};

/// Six lanes stand in one row; more are wrapped into rows so that "Fit" stays readable. A card's place
/// depends on its lane, its tier and its name, and not on who leads: a switchover moves the two that swap and
/// nobody else, and a member that is added moves only those of its lane that come after it.
Grid gridOf(const Graph& graph);

} // namespace switchyard::ui::topology
