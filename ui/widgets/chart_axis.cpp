#include "ui/widgets/chart_axis.h"

#include "ui/text/text.h"

#include <QDateTime>

#include <algorithm>
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
    constexpr double farthest = 9e12; // microseconds and bytes are whole numbers of 64 bits
    value = std::clamp(value, -farthest, farthest);
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

namespace {

constexpr std::int64_t secondMs = 1000, minuteMs = 60 * secondMs, hourMs = 60 * minuteMs, dayMs = 24 * hourMs;

std::int64_t tickSpan(std::int64_t lengthMs, int maxTicks)
{
    constexpr std::array<std::int64_t, 18> spans{secondMs, 2 * secondMs, 5 * secondMs, 10 * secondMs,
        15 * secondMs, 30 * secondMs, minuteMs, 2 * minuteMs, 5 * minuteMs, 10 * minuteMs, 15 * minuteMs,
        30 * minuteMs, hourMs, 2 * hourMs, 4 * hourMs, 6 * hourMs, 12 * hourMs, dayMs};
    for (const std::int64_t span : spans) {
        if (lengthMs / span < maxTicks)
            return span;
    }
    return spans.back();
}

QString tickLabel(const QDateTime& at, std::int64_t spanMs)
{
    if (spanMs < minuteMs)
        return at.toString(u"HH:mm:ss"_s);
    // In a chart of days the date says more than 00:00.
    if (spanMs >= 4 * hourMs && at.time() == at.date().startOfDay().time())
        return at.toString(u"d MMM"_s);
    return at.toString(u"HH:mm"_s);
}

} // namespace

QVector<TimeTick> timeTicks(std::int64_t fromMs, std::int64_t toMs, int maxTicks)
{
    const std::int64_t span = tickSpan(toMs - fromMs, maxTicks);
    QVector<TimeTick> ticks;
    // Round in local time: counted from each local midnight, since days may have 23 or 25 hours.
    for (QDate day = QDateTime::fromMSecsSinceEpoch(fromMs).date();; day = day.addDays(1)) {
        const std::int64_t midnight = day.startOfDay().toMSecsSinceEpoch();
        if (midnight > toMs)
            return ticks;
        const std::int64_t next = day.addDays(1).startOfDay().toMSecsSinceEpoch();
        const std::int64_t first =
            midnight + std::max<std::int64_t>(0, fromMs - midnight + span - 1) / span * span;
        for (std::int64_t at = first; at < next && at <= toMs; at += span)
            ticks.push_back({at, tickLabel(QDateTime::fromMSecsSinceEpoch(at), span)});
    }
}

} // namespace switchyard::ui
