#include "ui/widgets/chart_axis.h"
#include "ui/widgets/chart_painter.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace switchyard;
using namespace switchyard::ui;

class ChartAxisTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("TZ", "UTC"); }

    void ticksAreRoundInTheUnitThatIsSaid_data()
    {
        QTest::addColumn<double>("largest");
        QTest::addColumn<int>("unit");
        QTest::addColumn<QString>("labels");
        const auto row = [](const char* name, double largest, ChartUnit unit, const QString& labels) {
            QTest::newRow(name) << largest << static_cast<int>(unit) << labels;
        };
        row("quiet lag keeps the floor", 0.0001, ChartUnit::Seconds, u"0 2.5 5 7.5 10 ms"_s);
        row("milliseconds", 0.093, ChartUnit::Seconds, u"0 25 50 75 100 ms"_s);
        row("just under a second is said in seconds", 0.9, ChartUnit::Seconds, u"0 0.25 0.5 0.75 1 s"_s);
        row("seconds", 1.5, ChartUnit::Seconds, u"0 0.4 0.8 1.2 1.6 s"_s);
        row("minutes", 1000, ChartUnit::Seconds, u"0 5 10 15 20 min"_s);
        row("kilobytes", 150'000, ChartUnit::Bytes, u"0 40 80 120 160 kB"_s);
        row("nearly a megabyte", 990'000, ChartUnit::Bytes, u"0 0.25 0.5 0.75 1 MB"_s);
        row("rate", 6.4e6, ChartUnit::BytesPerSecond, u"0 2 4 6 8 MB/s"_s);
        row("clients are whole", 5, ChartUnit::Count, u"0 2 4 6 8"_s);
        row("nothing", 0, ChartUnit::Count, u"0 1 2 3 4"_s);
    }
    void ticksAreRoundInTheUnitThatIsSaid()
    {
        QFETCH(double, largest);
        QFETCH(int, unit);
        QFETCH(QString, labels);
        const ValueAxis axis = valueAxis(largest, static_cast<ChartUnit>(unit));
        QStringList said;
        for (const ValueAxis::Tick& tick : axis.ticks)
            said << tick.label;
        QCOMPARE(said.join(u' '), labels);
        QVERIFY(axis.top >= largest);
    }

    void timesAreRound()
    {
        constexpr std::int64_t minute = 60'000, noon = 12 * 60 * minute;
        const auto ticks = timeTicks(noon + 3 * minute, noon + 63 * minute, 7);
        QStringList said;
        for (const TimeTick& tick : ticks)
            said << tick.label;
        QCOMPARE(said.join(u' '), u"12:10 12:20 12:30 12:40 12:50 13:00"_s);
    }

    void rangeBeginsWithTheFirstSample()
    {
        constexpr std::int64_t minute = 60'000, now = 1000 * minute;
        QCOMPARE(rangeBegin(now, 15 * minute, {}), now - 15 * minute);
        QCOMPARE(rangeBegin(now, 15 * minute, now - 40 * minute), now - 15 * minute);
        QCOMPARE(rangeBegin(now, 15 * minute, now - 4 * minute), now - 4 * minute);
        QCOMPARE(rangeBegin(now, 15 * minute, now - 1000), now - 2 * minute);
        QCOMPARE(rangeBegin(now, 15 * minute, now + minute), now - 2 * minute);
    }

    void gapsAreNeverBridged()
    {
        ChartData data;
        data.fromMs = 0, data.toMs = 100'000;
        ChartLine line;
        for (int at : {0, 1000, 2000, 30'000, 31'000})
            line.buckets.push_back({at, 1, 1, 1, at == 30'000});
        data.lines = {line};
        const auto gaps = gapsOf(data);
        QCOMPARE(gaps.size(), 2);
        QCOMPARE(gaps[0], std::make_pair(std::int64_t(2000), std::int64_t(30'000)));
        QCOMPARE(gaps[1], std::make_pair(std::int64_t(31'000), std::int64_t(100'000)));
    }

    void plateSaysWhatWasNotRead()
    {
        const QVector<Bucket> buckets{{1000, 1, 1, 1, false}, {5000, 2, 2, 2, true}};
        QCOMPARE(nearestBucket(buckets, 1400, 500)->atMs, 1000);
        QVERIFY(!nearestBucket(buckets, 3000, 500));
        QVERIFY(!nearestBucket({}, 3000, 500));
    }
};

QTEST_MAIN(ChartAxisTest)
#include "chart_axis_test.moc"
