#pragma once
// What a chart shows, as values, and what can be said of it without drawing it.

#include "core/history/history.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/chart_axis.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/time_span.h"

#include <QStringList>

#include <optional>

namespace switchyard::ui {

struct ChartLine
{
    enum class Dash { Solid, Dashed, Dotted };
    QString name; ///< "replay"
    Dash dash = Dash::Solid;
    bool filled = false;
    State state = State::Accent; ///< of a solid line; dashed and dotted ones are grey
    QVector<Bucket> buckets;
};

struct ChartMark
{
    std::int64_t atMs = 0;
    Icon icon{};
    QString text;        ///< "pg1 promoted, timeline 5"
    int weight = 0;      ///< where there is no room for all flags, the heavier ones keep theirs
    bool flagged = true; ///< false: only the line and a dot; the plate of the crosshair still says the text
};

struct ChartData
{
    std::int64_t fromMs = 0, toMs = 0;
    ChartUnit unit = ChartUnit::Count;
    QVector<ChartLine> lines;         ///< the first says where gaps are
    QVector<ChartMark> marks;         ///< in time order
    std::optional<double> threshold;  ///< "warn above", in the unit
    std::int64_t staleAfterMs = 5000; ///< a last sample older than this before toMs: the rest is hatched
    std::optional<std::int64_t> observedFromMs; ///< what has no samples after this was not read: hatched too
};

struct ChartGap
{
    std::int64_t fromMs = 0, toMs = 0;
    bool operator==(const ChartGap&) const = default;
};

/// Where nothing was read: before the first bucket, between buckets, and after the last.
QVector<ChartGap> gapsOf(const ChartData& data);
/// The bucket whose stretch of time holds `atMs`; null where nothing was read.
const Bucket* bucketAt(const QVector<Bucket>& buckets, std::int64_t atMs, std::int64_t withinMs);
/// How long a stretch of time one bucket of the chart stands for, about; in ms.
std::int64_t bucketSpan(const ChartData& data);
/// The scale of values: all samples fit, and the threshold too unless that would press the lines flat.
ValueAxis axisOf(const ChartData& data);
/// "warn above 80 ms"; empty without a threshold.
QString thresholdWords(const ChartData& data);
/// What the crosshair's plate says: the time, "name TAB value" for each line, and in rows without a value
/// what else is worth saying: of how long a stretch these are the highest, and the mark that stands here.
QStringList plateOf(const ChartData& data, std::int64_t atMs);
/// The chart in words, for who cannot see it: last and highest value of each line, the threshold, gaps,
/// marks.
QString chartInWords(const ChartData& data);

} // namespace switchyard::ui
