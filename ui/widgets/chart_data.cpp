#include "ui/widgets/chart_data.h"

#include "ui/text/text.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct ChartWords
{
    Q_DECLARE_TR_FUNCTIONS(Chart)
};

/// How far from a bucket's beginning its values may still be told.
std::int64_t reachOf(const ChartData& data)
{
    return std::max<std::int64_t>(2 * bucketSpan(data), 2000);
}

QString timeWords(std::int64_t atMs, const ChartData& data)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(atMs);
    const bool oneDay = QDateTime::fromMSecsSinceEpoch(data.fromMs).date() ==
                        QDateTime::fromMSecsSinceEpoch(data.toMs).date();
    return at.toString(oneDay ? u"HH:mm:ss"_s : u"d MMM HH:mm:ss"_s);
}

const ChartMark* markNear(const ChartData& data, std::int64_t atMs)
{
    const std::int64_t reach = std::max<std::int64_t>((data.toMs - data.fromMs) / 120, 500);
    const ChartMark* nearest = nullptr;
    for (const ChartMark& mark : data.marks) {
        const std::int64_t distance = std::abs(mark.atMs - atMs);
        if (distance <= reach && (!nearest || distance < std::abs(nearest->atMs - atMs)))
            nearest = &mark;
    }
    return nearest;
}

QString lineInWords(const ChartLine& line, const ChartData& data)
{
    if (line.buckets.isEmpty())
        return ChartWords::tr("%1 not read").arg(line.name);
    const auto highest = std::max_element(line.buckets.begin(), line.buckets.end(),
        [](const Bucket& a, const Bucket& b) { return a.max < b.max; });
    return ChartWords::tr("%1 last %2, highest %3 at %4")
        .arg(line.name, valueText(line.buckets.last().last, data.unit), valueText(highest->max, data.unit),
            timeWords(highest->atMs, data));
}

} // namespace

std::int64_t bucketSpan(const ChartData& data)
{
    if (data.lines.isEmpty() || data.lines.front().buckets.size() < 2)
        return 0;
    const QVector<Bucket>& buckets = data.lines.front().buckets;
    return (buckets.last().atMs - buckets.first().atMs) / (buckets.size() - 1);
}

QVector<ChartGap> gapsOf(const ChartData& data)
{
    QVector<ChartGap> gaps;
    if (data.lines.isEmpty())
        return gaps;
    const QVector<Bucket>& buckets = data.lines.front().buckets;
    const std::int64_t observedFrom = std::max(data.fromMs, data.observedFromMs.value_or(data.toMs));
    if (buckets.isEmpty()) {
        if (observedFrom < data.toMs)
            gaps.push_back({observedFrom, data.toMs});
        return gaps;
    }
    // A bucket may stand for more time than one sample, so what it stands for counts as read.
    const std::int64_t patience = std::max(data.staleAfterMs, 2 * bucketSpan(data));
    if (buckets.first().atMs - observedFrom > patience)
        gaps.push_back({observedFrom, buckets.first().atMs});
    for (qsizetype i = 1; i < buckets.size(); ++i) {
        if (buckets[i].gapBefore)
            gaps.push_back({buckets[i - 1].atMs, buckets[i].atMs});
    }
    if (data.toMs - buckets.last().atMs > patience)
        gaps.push_back({buckets.last().atMs, data.toMs});
    return gaps;
}

const Bucket* bucketAt(const QVector<Bucket>& buckets, std::int64_t atMs, std::int64_t withinMs)
{
    const auto after = std::upper_bound(
        buckets.begin(), buckets.end(), atMs, [](std::int64_t at, const Bucket& b) { return at < b.atMs; });
    const bool has = after != buckets.begin(), more = after != buckets.end();
    if (has && more && !after->gapBefore)
        return &*(after - 1);
    const std::int64_t before = has ? atMs - (after - 1)->atMs : withinMs + 1;
    const std::int64_t until = more ? after->atMs - atMs : withinMs + 1;
    if (std::min(before, until) > withinMs)
        return nullptr;
    return before <= until ? &*(after - 1) : &*after;
}

ValueAxis axisOf(const ChartData& data)
{
    constexpr double farthestThreshold = 4; // times the largest sample
    double largest = 0;
    for (const ChartLine& line : data.lines) {
        for (const Bucket& b : line.buckets)
            largest = std::max(largest, b.max);
    }
    if (data.threshold && *data.threshold <= farthestThreshold * largest)
        largest = std::max(largest, *data.threshold * 1.15);
    // A little air, so that the highest sample does not touch the frame.
    return valueAxis(largest * 1.05, data.unit);
}

QString thresholdWords(const ChartData& data)
{
    return data.threshold ? ChartWords::tr("warn above %1").arg(valueText(*data.threshold, data.unit))
                          : QString();
}

QStringList plateOf(const ChartData& data, std::int64_t atMs)
{
    QStringList plate{timeWords(atMs, data)};
    for (auto line = data.lines.rbegin(); line != data.lines.rend(); ++line) {
        const Bucket* b = bucketAt(line->buckets, atMs, reachOf(data));
        plate << line->name + u'\t' + (b ? valueText(b->max, data.unit) : ChartWords::tr("not read"));
    }
    if (const std::int64_t span = bucketSpan(data); span > 2500)
        plate << ChartWords::tr("highest of %1").arg(text::duration(std::chrono::milliseconds(span)));
    if (const ChartMark* mark = markNear(data, atMs))
        plate << mark->text;
    return plate;
}

QString chartInWords(const ChartData& data)
{
    QStringList parts;
    for (const ChartLine& line : data.lines)
        parts << lineInWords(line, data);
    if (data.threshold)
        parts << thresholdWords(data);
    if (const qsizetype gaps = gapsOf(data).size(); gaps > 0)
        parts << (gaps == 1 ? ChartWords::tr("one stretch was not read")
                            : ChartWords::tr("%1 stretches were not read").arg(gaps));
    for (const ChartMark& mark : data.marks) {
        if (mark.flagged && mark.atMs >= data.fromMs && mark.atMs <= data.toMs)
            parts << ChartWords::tr("%1 at %2").arg(mark.text, timeWords(mark.atMs, data));
    }
    return parts.join(u"; "_s);
}

} // namespace switchyard::ui
