#pragma once
// Our icons, as strokes: 16 x 16, 1.5 wide, round caps, in whatever colour the place asks for.

#include <QColor>
#include <QIcon>

class QPainter;

namespace switchyard::ui {

enum class Icon {
    Topology,
    Replication,
    Pools,
    Services,
    Bell,
    Crown,
    Search,
    Plus,
    Minus,
    Fit,
    ChevronDown,
    ChevronRight,
    ChevronLeft,
    Sun,
    Moon,
    Refresh,
    Stopwatch,
    NodeLost,
    NodeBack,
    MemberLost,
    MemberBack,
    Dots,
    ArrowRight,
};

void paintIcon(
    QPainter& painter, const QRectF& box, Icon icon, const QColor& color, double strokeWidth = 1.5);
/// The same for buttons, sharp up to a device pixel ratio of 3.
QIcon makeIcon(Icon icon, const QColor& color, const QColor& disabled);
/// The two tracks of the product's sign: one straight, one that leaves it.
void paintLogo(QPainter& painter, const QRectF& box, const QColor& through, const QColor& siding);

} // namespace switchyard::ui
