// A day at 1 Hz in 8 series: what one zoom step or pan costs, and whether a spike of one sample is still
// drawn.

#include "core/history/history.h"
#include "tests/bench/figures.h"
#include "tests/support/sample_snapshots.h"
#include "ui/replication/replication_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chart.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPushButton>
#include <QTest>
#include <QWheelEvent>

#include <cmath>
#include <ctime>

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

/// Whether a stroke stands near the time of the spike in the upper third of the plot, where without the spike
/// there is none.
bool showsSpike(const ui::Chart& chart, const QImage& with, const QImage& without)
{
    const QRectF plot = chart.plot();
    const ui::ChartData& data = chart.data();
    const double share =
        static_cast<double>(spikeAtMs - data.fromMs) / static_cast<double>(data.toMs - data.fromMs);
    const QRectF place(plot.left() + share * plot.width() - 4, plot.top(), 8, plot.height() / 3);
    return with.copy(place.toRect()) != without.copy(place.toRect());
}

/// Spans from the whole day down to five minutes, each around the spike.
std::vector<std::int64_t> spans()
{
    std::vector<std::int64_t> all;
    for (std::int64_t span = dayMs; span >= 300'000; span = span * 3 / 4)
        all.push_back(span);
    return all;
}

struct Times
{
    std::vector<double> wall, processor; ///< ms
};

/// What the calling thread worked for it, and how long that took by the clock on the wall: the first is the
/// same whatever other programs do meanwhile.
template<typename Work> void measure(Times& times, Work work)
{
    const auto worked = [] {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    };
    const double before = worked();
    QElapsedTimer timer;
    timer.start();
    work();
    times.wall.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    times.processor.push_back(worked() - before);
}

void report(bench::Figures& figures, const QString& what, const Times& times)
{
    const auto worst = [](const std::vector<double>& all) {
        return *std::max_element(all.begin(), all.end());
    };
    figures.add(what + u", median"_s, bench::median(times.wall), u"ms"_s, 16);
    figures.add(what + u", median of the work"_s, bench::median(times.processor), u"ms"_s, 16);
    figures.add(what + u", worst of the work"_s, worst(times.processor), u"ms"_s, 16);
    figures.add(what + u", worst by the clock"_s, worst(times.wall), u"ms"_s);
}

void measureChart(bench::Figures& figures, const ui::Theme& theme)
{
    History history, calm;
    fill(history, 1.0);
    fill(calm, 0.02);
    ui::Chart chart(theme);
    chart.resize(1200, 400);
    const int buckets = chart.wantedBuckets();
    Times times;
    int unseen = 0;
    for (const std::int64_t span : spans()) {
        const std::int64_t from = std::max(beginMs, spikeAtMs - span / 2),
                           to = std::min(beginMs + dayMs, from + span);
        const QImage quiet = drawn(chart, dataOf(calm, from, to, buckets));
        const QImage spiked = drawn(chart, dataOf(history, from, to, buckets));
        unseen += showsSpike(chart, spiked, quiet) ? 0 : 1;
        for (int pan = 0; pan < 8; ++pan) {
            const std::int64_t start = beginMs + (dayMs - span) * pan / 8;
            measure(times, [&] { drawn(chart, dataOf(history, start, start + span, buckets)); });
        }
    }
    figures.add(u"samples"_s, seriesCount * samplesPerSeries, u"samples"_s);
    report(figures, u"zoom or pan"_s, times);
    figures.add(u"zooms where the spike is not drawn"_s, unseen, u"zooms"_s, 0);
    figures.add(u"memory of the samples"_s, static_cast<double>(history.bytes()) / 1e6, u"MB"_s);
}

class BenchClock final : public Clock
{
public:
    explicit BenchClock(Instant at) : at_(at) {}
    Instant now() const override { return at_; }

private:
    Instant at_;
};

/// The page itself: a notch of the wheel over a chart, until all five charts are painted.
void measurePage(bench::Figures& figures, ui::Theme& theme)
{
    const ClusterSnapshot snapshot = samples::healthyCluster();
    const BenchClock clock(snapshot.observedAt);
    const std::int64_t end =
        std::chrono::floor<std::chrono::milliseconds>(snapshot.observedAt.wall.time_since_epoch()).count();
    History history;
    for (std::int64_t at = end - dayMs; at <= end; at += 1000) {
        const double value = 0.02 + 0.01 * std::sin(static_cast<double>(at) * 1e-5);
        for (const QString& standby : {u"pg2"_s, u"pg3"_s}) {
            for (const Metric metric :
                {Metric::ReplayLagSeconds, Metric::FlushLagSeconds, Metric::WriteLagSeconds,
                    Metric::ReplayLagBytes, Metric::FlushLagBytes, Metric::WriteLagBytes})
                history.add({standby, metric}, at, value);
        }
        history.add({u"pg1"_s, Metric::WalBytesPerSecond}, at, value * 1e8);
    }
    ui::ReplicationPage page({theme, history, clock});
    page.resize(1272, 820);
    page.show();
    page.showSnapshot(std::make_shared<const ClusterSnapshot>(snapshot));
    QTest::qWait(200);
    page.findChild<QPushButton*>(u"replication.range.3"_s)->click(); // a day
    const auto charts = page.findChildren<ui::Chart*>();
    Times times;
    for (int step = 0; step < 120; ++step) {
        ui::Chart* chart = charts.at(step % charts.size());
        const QPointF at = chart->plot().center() + QPointF(step % 7 * 20 - 60, 0);
        // In 12 notches, out 12, and all over again.
        const QPoint angle(0, step / 12 % 2 == 0 ? 120 : -120);
        QWheelEvent wheel(at, chart->mapToGlobal(at), {}, angle, Qt::NoButton, Qt::ControlModifier,
            Qt::NoScrollPhase, false);
        measure(times, [&] {
            QCoreApplication::sendEvent(chart, &wheel);
            for (ui::Chart* each : charts)
                each->repaint();
        });
    }
    report(figures, u"replication page, a notch of the wheel"_s, times);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    if (argc != 2)
        return 64;
    ui::Theme theme(ui::Scheme::Light);
    theme.applyTo(application);
    bench::Figures figures;
    measureChart(figures, theme);
    measurePage(figures, theme);
    return figures.write(QString::fromLocal8Bit(argv[1])) ? 0 : 1;
}
