#pragma once
// Where the ticks of a chart stand, and what they say. Pure functions.

#include <QString>
#include <QVector>

#include <cstdint>
#include <optional>

namespace switchyard::ui {

enum class ChartUnit { Seconds, Bytes, BytesPerSecond, Count };

struct ValueAxis
{
    double top = 1;  ///< value at the upper edge, a multiple of `step`
    double step = 1; ///< between ticks, in the unit itself
    struct Tick
    {
        double value = 0;
        QString label; ///< the topmost carries the unit: "100 ms", then "75", "50"
    };
    QVector<Tick> ticks; ///< from 0 up
};
/// Rounds `largest` up to four steps of 1, 2, 2.5 or 5 times a power of ten; never below the unit's floor (10
/// ms, 4 kB, 4 kB/s, 4), so that noise of a quiet cluster does not fill the chart.
ValueAxis valueAxis(double largest, ChartUnit unit);
/// A value as the crosshair's plate says it: "12 ms", "0.9 s", "1.8 MB", "3.2 MB/s", "7".
QString valueText(double value, ChartUnit unit);

struct TimeTick
{
    std::int64_t atMs = 0;
    QString label; ///< "12:05", "12:05:30", "24 Nov"; local time
};
/// Where a chart that ends at `untilMs` begins: `rangeMs` earlier, or with the first sample while less than
/// that was collected, so that a window opened a moment ago does not show an empty chart; two minutes at
/// least.
std::int64_t rangeBegin(std::int64_t untilMs, std::int64_t rangeMs, std::optional<std::int64_t> earliestMs);
/// Ticks on round local times (1 s to a day), about `maxTicks` of them at most.
QVector<TimeTick> timeTicks(std::int64_t fromMs, std::int64_t toMs, int maxTicks);

} // namespace switchyard::ui
