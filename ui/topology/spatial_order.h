#pragma once
// In which order the keyboard goes through things that lie on a plane.

#include <QRectF>
#include <Qt>
#include <QVector>

namespace switchyard::ui::topology {

/// From left to right by lane, in a lane from top to bottom.
bool laneByLane(const QRectF& a, const QRectF& b);

/// The rectangle that an arrow key leads to from `from`: the nearest in that direction, those straight ahead
/// first; -1 if there is none.
int nearestInDirection(const QVector<QRectF>& rects, int from, Qt::Key direction);

} // namespace switchyard::ui::topology
