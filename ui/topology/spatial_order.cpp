#include "ui/topology/spatial_order.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace switchyard::ui::topology {

bool laneByLane(const QRectF& a, const QRectF& b)
{
    // Things of one lane share its middle.
    if (std::abs(a.center().x() - b.center().x()) > 40)
        return a.center().x() < b.center().x();
    return a.center().y() < b.center().y();
}

int nearestInDirection(const QVector<QRectF>& rects, int from, Qt::Key direction)
{
    const QPointF start = rects[from].center();
    int best = -1;
    double least = std::numeric_limits<double>::max();
    for (int i = 0; i < rects.size(); ++i) {
        const QPointF d = rects[i].center() - start;
        const bool vertical = direction == Qt::Key_Up || direction == Qt::Key_Down;
        const bool back = direction == Qt::Key_Up || direction == Qt::Key_Left;
        const double ahead = (vertical ? d.y() : d.x()) * (back ? -1 : 1);
        const double aside = std::abs(vertical ? d.x() : d.y());
        // Up and down stay within the lane; left and right go to the next lane at about the same height.
        if (i == from || ahead < 4 || (vertical && aside > 40) || (!vertical && ahead < 40))
            continue;
        const double cost = ahead + 2 * aside;
        if (cost < least) {
            least = cost;
            best = i;
        }
    }
    return best;
}

} // namespace switchyard::ui::topology
