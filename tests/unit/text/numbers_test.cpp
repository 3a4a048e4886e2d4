#include "ui/text/text.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <limits>

using namespace switchyard;
using namespace Qt::StringLiterals;

class NumbersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void bytes_data()
    {
        QTest::addColumn<qint64>("value");
        QTest::addColumn<QString>("expected");
        const auto row = [](qint64 value, const char* expected) {
            QTest::addRow("%lld", static_cast<long long>(value)) << value << QString::fromLatin1(expected);
        };
        row(0, "0 B");
        row(1, "1 B");
        row(392, "392 B");
        row(999, "999 B");
        row(1000, "1 kB");
        row(1023, "1 kB");
        row(1049, "1 kB");
        row(1050, "1.1 kB");
        row(1800, "1.8 kB");
        row(99'949, "99.9 kB");
        row(99'950, "100 kB");
        row(160'000, "160 kB");
        row(999'499, "999 kB");
        row(999'500, "1 MB");
        row(1'800'000, "1.8 MB");
        row(16'777'216, "16.8 MB");
        row(47'000'000, "47 MB");
        row(20'000'000'000, "20 GB");
        row(61'200'000'000, "61.2 GB");
        row(std::numeric_limits<qint64>::max(), "9.2 EB");
        row(std::numeric_limits<qint64>::min(), "-9.2 EB");
        row(-1, "-1 B");
        row(-1'800'000, "-1.8 MB");
    }
    void bytes()
    {
        QFETCH(qint64, value);
        QTEST(text::bytes(value), "expected");
    }

    void rates()
    {
        QCOMPARE(text::byteRate(0), u"0 B/s"_s);
        QCOMPARE(text::byteRate(3'200'000.4), u"3.2 MB/s"_s);
        QCOMPARE(text::byteRate(std::nan("")), u"unknown"_s);
        QCOMPARE(text::byteRate(std::numeric_limits<double>::infinity()), u"unknown"_s);
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("micros");
        QTest::addColumn<QString>("expected");
        const auto row = [](qint64 micros, const char* expected) {
            QTest::addRow("%lld", static_cast<long long>(micros)) << micros << QString::fromLatin1(expected);
        };
        constexpr qint64 ms = 1000, s = 1000 * ms, min = 60 * s, h = 60 * min, d = 24 * h;
        row(0, "0 ms");
        row(1, "< 0.1 ms");
        row(49, "< 0.1 ms");
        row(50, "0.1 ms");
        row(1100, "1.1 ms");
        row(3 * ms, "3 ms");
        row(9949, "9.9 ms");
        row(9950, "10 ms");
        row(12 * ms, "12 ms");
        row(99'499, "99 ms");
        row(99'500, "0.1 s");
        row(250 * ms, "0.25 s");
        row(900 * ms, "0.9 s");
        row(994 * ms, "0.99 s");
        row(995 * ms, "1 s");
        row(1800 * ms, "1.8 s");
        row(3100 * ms, "3.1 s");
        row(14 * s, "14 s");
        row(59'499 * ms, "59 s");
        row(59'500 * ms, "1 min");
        row(90 * s, "1 min 30 s");
        row(3 * min, "3 min");
        row(18 * min + 20 * s, "18 min");
        row(59 * min + 29 * s, "59 min");
        row(59 * min + 30 * s, "1 h");
        row(h + 46 * min, "1 h 46 min");
        row(47 * h + 59 * min, "47 h 59 min");
        row(48 * h, "2 d");
        row(2 * d + 3 * h, "2 d 3 h");
        row(12 * d + 3 * h, "12 d");
        row(-12 * ms, "-12 ms");
    }
    void durations()
    {
        QFETCH(qint64, micros);
        QTEST(text::duration(Duration(micros)), "expected");
    }
    void theLongestDurationsAreStillWritten()
    {
        QVERIFY(text::duration(Duration::max()).endsWith(u" d"));
        QVERIFY(text::duration(Duration::min()).startsWith(u'-'));
    }

    void ages_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("expected");
        QTest::newRow("none") << qint64{0} << u"0 s ago"_s;
        QTest::newRow("a clock that went back") << qint64{-5000} << u"0 s ago"_s;
        QTest::newRow("live") << qint64{400} << u"0.4 s ago"_s;
        QTest::newRow("9.94 s") << qint64{9940} << u"9.9 s ago"_s;
        QTest::newRow("9.95 s") << qint64{9950} << u"10 s ago"_s;
        QTest::newRow("14 s") << qint64{14'000} << u"14 s ago"_s;
        QTest::newRow("59.5 s") << qint64{59'500} << u"1 min ago"_s;
        QTest::newRow("3 min") << qint64{190'000} << u"3 min ago"_s;
        QTest::newRow("59.5 min") << qint64{3'570'000} << u"1 h ago"_s;
        QTest::newRow("2 d") << qint64{48 * 3'600'000} << u"2 d ago"_s;
    }
    void ages()
    {
        QFETCH(qint64, ms);
        QTEST(text::age(std::chrono::milliseconds(ms)), "expected");
    }

    void counts()
    {
        QCOMPARE(text::count(0), u"0"_s);
        QCOMPARE(text::count(999), u"999"_s);
        QCOMPARE(text::count(1240), u"1,240"_s);
        QCOMPARE(text::count(-1'234'567), u"-1,234,567"_s);
    }

    void clockTimeIsLocal()
    {
        const QDateTime local(QDate(2026, 11, 23), QTime(13, 2, 17));
        QCOMPARE(
            text::clockTime(WallTime(std::chrono::milliseconds(local.toMSecsSinceEpoch()))), u"13:02:17"_s);
    }
};

QTEST_APPLESS_MAIN(NumbersTest)
#include "numbers_test.moc"
