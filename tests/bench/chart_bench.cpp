// A day at 1 Hz in 8 series: what one zoom step or pan costs, and whether a spike of one sample is still
// drawn.

#include "core/history/history.h"
#include "tests/bench/figures.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chart.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>

#include <cmath>
#include <cstdio>

using namespace switchyard;
using namespace Qt::StringLiterals;

namespace {

constexpr int seriesCount = 8, samplesPerSeries = 86'400;
constexpr std::int64_t dayMs = 86'400'000, beginMs = 1'760'000'000'000;
constexpr std::int64_t spikeAtMs = beginMs + 50'000'000;

SeriesKey keyOf(int series)
{
    return {u"pg%1"_s.arg(series), Metric::ReplayLagSeconds};
}

void fill(History& history, double spike)
{
    for (int series = 0; series < seriesCount; ++series) {
        for (int i = 0; i < samplesPerSeries; ++i) {
            const std::int64_t at = beginMs + std::int64_t{i} * 1000;
            const double value = 0.02 + 0.01 * std::sin(i * 0.01 + series);
            history.add(keyOf(series), at, series == 0 && at == spikeAtMs ? spike : value);
        }
    }
}

ui::ChartData dataOf(const History& history, std::int64_t fromMs, std::int64_t toMs, int buckets)
{
    ui::ChartData data;
    data.fromMs = fromMs;
    data.toMs = toMs;
    data.unit = ui::ChartUnit::Seconds;
    for (int series = 0; series < seriesCount; ++series) {
        ui::ChartLine line;
        line.name = keyOf(series).subject;
        line.buckets = history.query(keyOf(series), fromMs, toMs, buckets);
        data.lines.append(line);
    }
    return data;
}

QImage drawn(ui::Chart& chart, const ui::ChartData& data)
{
    chart.setData(data);
    QImage image(chart.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    chart.render(&image);
    return image;
}

/// Spans from the whole day down to five minutes, each around the spike.
std::vector<std::int64_t> spans()
{
    std::vector<std::int64_t> all;
    for (std::int64_t span = dayMs; span >= 300'000; span = span * 3 / 4)
        all.push_back(span);
    return all;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc != 2)
        return 64;
    ui::Theme theme(ui::Scheme::Light);
    History history, calm;
    fill(history, 1.0);
    fill(calm, 0.02);
    ui::Chart chart(theme);
    chart.resize(1200, 400);
    const int buckets = chart.wantedBuckets();

    std::vector<double> took;
    int spikesSeen = 0;
    for (const std::int64_t span : spans()) {
        const std::int64_t from = std::max(beginMs, spikeAtMs - span / 2),
                           to = std::min(beginMs + dayMs, from + span);
        const QImage quiet = drawn(chart, dataOf(calm, from, to, buckets));
        spikesSeen += drawn(chart, dataOf(history, from, to, buckets)) != quiet ? 1 : 0;
        for (int pan = 0; pan < 8; ++pan) {
            const std::int64_t start = beginMs + (dayMs - span) * pan / 8;
            QElapsedTimer timer;
            timer.start();
            drawn(chart, dataOf(history, start, start + span, buckets));
            took.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
    }
    bench::Figures figures;
    figures.add(u"samples"_s, seriesCount * samplesPerSeries, u"samples"_s);
    figures.add(u"zoom or pan, median"_s, bench::median(took), u"ms"_s, 16);
    figures.add(u"zoom or pan, worst"_s, *std::max_element(took.begin(), took.end()), u"ms"_s, 16);
    figures.add(u"zooms where the spike is not drawn"_s, static_cast<double>(spans().size()) - spikesSeen,
        u"zooms"_s, 0);
    return figures.write(QString::fromLocal8Bit(argv[1])) ? 0 : 1;
}
