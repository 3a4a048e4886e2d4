#pragma once
// Tracks between cards that already have their places. Called by layoutOf().

#include "ui/topology/layout/grid.h"
#include "ui/topology/layout/layout.h"

namespace switchyard::ui::topology {

/// Sources whose links come through the corridor above a band, in order: each has a track of its own there.
QVector<int> corridorSources(const Graph& graph, const Grid& grid, int row, int band);

inline constexpr int mostTracks = 3;        ///< side by side; beyond, sources share a track
inline constexpr double poolTrackRoom = 28; ///< above the tracks of streams, for those of poolers

/// Room that `tracks` sources need in a corridor above a standby, with its plate.
double corridorHeight(int tracks);

/// `corridors[row][band]` is the height of the free space above that band.
void routeLinks(
    const Graph& graph, const Grid& grid, const QVector<QVector<double>>& corridors, Layout& layout);

/// The corners replaced by 45 degree bends.
QVector<QPointF> bent(const QVector<QPointF>& corners);

} // namespace switchyard::ui::topology
