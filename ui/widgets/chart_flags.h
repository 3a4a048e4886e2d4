#pragma once
// Where the flags of event marks stand: never over each other. A pure function.

#include <QRectF>
#include <QVector>

namespace switchyard::ui {

struct FlagWish
{
    double x = 0;     ///< of the mark's line
    double width = 0; ///< 0: wants none
    int weight = 0;   ///< heavier ones choose first; of equal ones the later
};

/// For each wish its flag on the plot's upper edge, or a null rectangle where there was no room. A flag
/// begins a little left of its line; at the right edge it moves left.
QVector<QRectF> placeFlags(const QVector<FlagWish>& wishes, const QRectF& plot);

} // namespace switchyard::ui
