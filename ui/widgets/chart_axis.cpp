#include "ui/widgets/chart_axis.h"

#include "ui/text/text.h"

#include <QDateTime>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr int steps = 4;

double floorOf(ChartUnit unit)
{
    switch (unit) {
    case ChartUnit::Seconds: return 0.010;
    case ChartUnit::Bytes:
    case ChartUnit::BytesPerSecond: return 4000;
    case ChartUnit::Count: return 4;
    }
    return 1;
}

struct AxisScale
{
    double factor;
    QString suffix;
};

AxisScale scaleFor(double top, ChartUnit unit)
{
    if (unit == ChartUnit::Count)
        return {1, {}};
    if (unit == ChartUnit::Seconds) {
        if (top < 1)
            return {0.001, u" ms"_s};
        return top < 300 ? AxisScale{1, u" s"_s} : AxisScale{60, u" min"_s};
    }
    const QString rate = unit == ChartUnit::BytesPerSecond ? u"/s"_s : QString();
    const std::array<QString, 5> names{u" B"_s, u" kB"_s, u" MB"_s, u" GB"_s, u" TB"_s};
    double factor = 1;
    std::size_t i = 0;
    while (i + 1 < names.size() && top >= factor * 1000)
        factor *= 1000, ++i;
    return {factor, names[i] + rate};
}

double roundStep(double atLeast, bool whole)
{
    const double power = std::pow(10, std::floor(std::log10(atLeast)));
    for (const double nice : {1.0, 2.0, 2.5, 4.0, 5.0, 10.0}) {
        const double step = nice * power;
        if (step >= atLeast * (1 - 1e-9) && (!whole || step == std::floor(step)))
            return step;
    }
    return 10 * power;
}

} // namespace

ValueAxis valueAxis(double largest, ChartUnit unit)
{
    // Steps are round in the unit that is printed: minutes count by sixty, bytes by thousands.
    const double wanted = std::max(std::isfinite(largest) ? largest : 0, floorOf(unit));
    AxisScale scale = scaleFor(wanted, unit);
    ValueAxis axis;
    axis.step = roundStep(wanted / scale.factor / steps, unit == ChartUnit::Count) * scale.factor;
    axis.top = axis.step * steps;
    scale = scaleFor(axis.top * (1 + 1e-9), unit); // 1000 ms is said as 1 s
    for (int i = 0; i <= steps; ++i) {
        const double value = axis.step * i;
        const QString number = QString::number(value / scale.factor, 'g', 6);
        axis.ticks.push_back({value, i == steps ? number + scale.suffix : number});
    }
    return axis;
}

QString valueText(double value, ChartUnit unit)
{
    switch (unit) {
    case ChartUnit::Seconds: return text::duration(Duration(std::llround(value * 1e6)));
    case ChartUnit::Bytes: return text::bytes(std::llround(value));
    case ChartUnit::BytesPerSecond: return text::byteRate(value);
    case ChartUnit::Count: return text::count(std::llround(value));
    }
    return {};
}

std::int64_t rangeBegin(std::int64_t untilMs, std::int64_t rangeMs, std::optional<std::int64_t> earliestMs)
{
    constexpr std::int64_t shortest = 120'000;
    const std::int64_t whole = untilMs - rangeMs;
    return earliestMs ? std::max(whole, std::min(*earliestMs, untilMs - shortest)) : whole;
}

QVector<TimeTick> timeTicks(std::int64_t fromMs, std::int64_t toMs, int maxTicks)
{
    constexpr std::int64_t minute = 60'000;
    constexpr std::array<std::int64_t, 12> spans{minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute,
        30 * minute, 60 * minute, 120 * minute, 240 * minute, 360 * minute, 720 * minute, 1440 * minute};
    std::int64_t span = spans.back();
    for (const std::int64_t candidate : spans) {
        if ((toMs - fromMs) / candidate < maxTicks) {
            span = candidate;
            break;
        }
    }
    // Round in local time: counted from the local midnight before the first tick.
    const QDateTime first = QDateTime::fromMSecsSinceEpoch(fromMs);
    const std::int64_t midnight = first.date().startOfDay().toMSecsSinceEpoch();
    QVector<TimeTick> ticks;
    for (std::int64_t at = midnight + (fromMs - midnight + span - 1) / span * span; at <= toMs; at += span)
        ticks.push_back({at, QDateTime::fromMSecsSinceEpoch(at).toString(u"HH:mm"_s)});
    return ticks;
}

} // namespace switchyard::ui
