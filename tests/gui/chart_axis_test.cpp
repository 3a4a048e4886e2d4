#include "ui/widgets/chart_axis.h"
#include "ui/widgets/chart_data.h"
#include "ui/widgets/chart_flags.h"
#include "ui/widgets/time_span.h"

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

    void secondsAndDaysHaveTheirOwnLabels()
    {
        constexpr std::int64_t minute = 60'000, day = 1440 * minute;
        QCOMPARE(timeTicks(12 * 60 * minute, 12 * 60 * minute + 12'000, 7).at(1).label, u"12:00:02"_s);
        const auto week = timeTicks(20'000 * day + minute, 20'007 * day, 7);
        QCOMPARE(week.first().label, u"5 Oct"_s);
        QCOMPARE(week.size(), 7);
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
        QCOMPARE(gaps[0], (ChartGap{2000, 30'000}));
        QCOMPARE(gaps[1], (ChartGap{31'000, 100'000}));
        // What a zoomed chart begins or consists of may be a gap too.
        data.fromMs = 90'000 - 200'000, data.observedFromMs = -50'000;
        QCOMPARE(gapsOf(data).first(), (ChartGap{-50'000, 0}));
        data.lines.first().buckets.clear();
        data.fromMs = 10'000, data.toMs = 20'000;
        QCOMPARE(gapsOf(data), QVector<ChartGap>({{10'000, 20'000}}));
        data.observedFromMs.reset();
        QVERIFY(gapsOf(data).isEmpty()); // nothing was collected yet: that is no gap
    }

    void plateSaysWhatWasNotRead()
    {
        const QVector<Bucket> buckets{{1000, 1, 1, 1, false}, {5000, 2, 2, 2, true}};
        QCOMPARE(bucketAt(buckets, 1400, 500)->atMs, 1000);
        QCOMPARE(bucketAt(buckets, 4600, 500)->atMs, 5000);
        QVERIFY(!bucketAt(buckets, 3000, 500));
        QVERIFY(!bucketAt(buckets, 6000, 500));
        QVERIFY(!bucketAt({}, 3000, 500));
        // A bucket of ten minutes tells all of them, however far from its beginning.
        const QVector<Bucket> wide{{0, 1, 9, 1, false}, {600'000, 2, 2, 2, false}};
        QCOMPARE(bucketAt(wide, 590'000, 500)->max, 9);
    }

    void plateAndWordsTellTheSame()
    {
        ChartData data;
        data.fromMs = 0, data.toMs = 60'000, data.unit = ChartUnit::Seconds;
        data.threshold = 0.08;
        for (const char* name : {"replay", "write"}) {
            ChartLine line;
            line.name = QString::fromLatin1(name);
            for (int at = 0; at <= 55'000; at += 5000)
                line.buckets.push_back({at, 0.001, at == 20'000 ? 0.062 : 0.012, 0.012, false});
            data.lines << line;
        }
        data.marks = {{20'000, Icon::Crown, u"pg2 promoted, timeline 5"_s, 3, true}};
        QCOMPARE(plateOf(data, 21'000),
            (QStringList{u"00:00:21"_s, u"write\t62 ms"_s, u"replay\t62 ms"_s, u"highest of 5 s"_s}));
        QCOMPARE(plateOf(data, 20'100).last(), u"pg2 promoted, timeline 5"_s);
        QCOMPARE(chartInWords(data),
            u"replay last 12 ms, highest 62 ms at 00:00:20; write last 12 ms, highest 62 ms at 00:00:20; "
            "warn above 80 ms; pg2 promoted, timeline 5 at 00:00:20"_s);
    }

    void flagsNeverCoverEachOther()
    {
        const QRectF plot(60, 12, 600, 150);
        QVector<FlagWish> wishes;
        for (int i = 0; i < 40; ++i)
            wishes << FlagWish{60.0 + i * 15, 90.0 + 7 * (i % 5), i % 3};
        wishes << FlagWish{300, 0, 9} << FlagWish{300, 2000, 9};
        const auto flags = placeFlags(wishes, plot);
        int placed = 0;
        for (qsizetype i = 0; i < flags.size(); ++i) {
            if (flags[i].isNull())
                continue;
            ++placed;
            QVERIFY(flags[i].left() >= plot.left() && flags[i].right() <= plot.right());
            for (qsizetype other = 0; other < i; ++other)
                QVERIFY(flags[other].isNull() || !flags[i].intersects(flags[other]));
        }
        QVERIFY(placed >= 4);
        QVERIFY(flags[40].isNull() && flags[41].isNull()); // wants none; wider than the plot
        // The heavier one keeps its flag where two are in each other's way.
        const auto two = placeFlags({{100, 120, 0}, {140, 120, 3}}, plot);
        QVERIFY(two[0].isNull() && !two[1].isNull());
    }

    void zoomKeepsThePlaceUnderThePointer()
    {
        const TimeSpan bounds{0, 1'000'000};
        QCOMPARE(zoomed({0, 1'000'000}, 250'000, 0.5, bounds), (TimeSpan{125'000, 625'000}));
        QCOMPARE(zoomed({125'000, 625'000}, 250'000, 2, bounds), (TimeSpan{0, 1'000'000}));
        QCOMPARE(zoomed({0, 1'000'000}, 250'000, 4, bounds), bounds); // no farther than what there is
        QCOMPARE(zoomed({500'000, 512'000}, 506'000, 0.1, bounds).length(), shortestSpanMs);
        QCOMPARE(zoomed({900'000, 1'000'000}, 1'000'000, 2, bounds), (TimeSpan{800'000, 1'000'000}));
    }

    void panStopsAtTheEnds()
    {
        const TimeSpan bounds{0, 1'000'000}, shown{400'000, 500'000};
        QCOMPARE(panned(shown, 100'000, bounds), (TimeSpan{500'000, 600'000}));
        QCOMPARE(panned(shown, 900'000, bounds), (TimeSpan{900'000, 1'000'000}));
        QCOMPARE(panned(shown, -900'000, bounds), (TimeSpan{0, 100'000}));
        QCOMPARE(fitted({990'000, 991'000}, bounds), (TimeSpan{990'000, 1'000'000}));
    }
};

QTEST_MAIN(ChartAxisTest)
#include "chart_axis_test.moc"
