#include "core/cluster/pace.h"

#include "core/cluster/swarm_watch.h"

#include <QRegularExpression>
#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr SteadyTime start = SteadyTime(1000s);

Error timeout()
{
    return Error{ErrorKind::Timeout, u"engine.timeout"_s, {}, {}};
}

} // namespace

class PaceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void comesEachInterval()
    {
        Pace pace(start);
        QCOMPARE(pace.due(), start);
        pace.begin(start, 1s);
        QCOMPARE(pace.due(), start + 1s);
        pace.begin(start + 1s, 1s);
        QCOMPARE(pace.due(), start + 2s);
    }

    void owesNothingAfterALongSleep()
    {
        Pace pace(start);
        pace.begin(start, 1s);
        pace.begin(start + 3600s, 1s); // the workstation slept
        QCOMPARE(pace.due(), start + 3601s);
    }

    void bringsARequestForward()
    {
        Pace pace(start + 1s);
        pace.request();
        QVERIFY(pace.due() <= start); // before the first gather: at once
        pace.begin(start, 10s);
        QCOMPARE(pace.due(), start + 10s);
        pace.request();
        pace.request();
        QCOMPARE(pace.due(), start + Pace::closest);
        pace.begin(start + Pace::closest, 10s);
        QCOMPARE(pace.due(), start + Pace::closest + 10s); // both were met by one
    }

    void isNeverDelayedByARequest()
    {
        Pace pace(start);
        pace.begin(start, 20ms);
        pace.request();
        QCOMPARE(pace.due(), start + 20ms);
    }

    void countsANewIntervalFromTheLastGather()
    {
        Pace pace(start);
        pace.setInterval(5s);
        QCOMPARE(pace.due(), start);
        pace.begin(start, 10s);
        pace.setInterval(2s);
        QCOMPARE(pace.due(), start + 2s);
    }

    void keepsItsPhase()
    {
        const Pace::Phase quarter(256);
        Pace pace(start, quarter);
        QCOMPARE(pace.due(), start);
        pace.begin(start, 1s);
        QCOMPARE(pace.due(), start + 1250ms); // 250 ms would be too soon
        pace.begin(start + 1251ms, 1s);
        QCOMPARE(pace.due(), start + 2250ms); // a timer that was late makes nothing drift
        pace.request();
        pace.begin(start + 1900ms, 1s);
        QCOMPARE(pace.due(), start + 3250ms);
        pace.begin(start + 3600s, 1s); // the workstation slept
        QCOMPARE(pace.due(), start + 3601s + 250ms);
        pace.setInterval(4s);
        QCOMPARE(pace.due(), start + 3605s); // a quarter of four seconds, counted from the clock's zero
        QCOMPARE(quarter.opposite().atOrAfter(start, 1s), start + 750ms);
    }

    void spreadsManyOverTheInterval()
    {
        QVector<int> tenths(10, 0);
        for (int i = 0; i < 200; ++i) {
            const Pace::Phase phase(qHash(u"practice-%1"_s.arg(i), 0));
            ++tenths[(phase.atOrAfter(start, 1s) - start) / 100ms];
        }
        QVERIFY2(*std::max_element(tenths.begin(), tenths.end()) < 40, "more than twice a tenth's share");
    }

    void backsOff()
    {
        const Duration expected[] = {1s, 2s, 4s, 8s, 16s, 30s, 30s};
        for (int i = 0; i < 7; ++i)
            QCOMPARE(backoff(i + 1), expected[i]);
        QCOMPARE(backoff(1'000'000), Duration(30s));
    }

    void hearsOnlyNews_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("action");
        QTest::addColumn<bool>("news");
        QTest::newRow("node") << u"node"_s << u"update"_s << true;
        QTest::newRow("service") << u"service"_s << u"remove"_s << true;
        QTest::newRow("container ended") << u"container"_s << u"die"_s << true;
        QTest::newRow("container frozen") << u"container"_s << u"pause"_s << true;
        QTest::newRow("health check") << u"container"_s << u"exec_start: pg_isready"_s << false;
        QTest::newRow("end of one") << u"container"_s << u"exec_die"_s << false;
        QTest::newRow("image") << u"image"_s << u"pull"_s << false;
    }
    void hearsOnlyNews()
    {
        QFETCH(QString, type);
        QFETCH(QString, action);
        QFETCH(bool, news);
        QCOMPARE(isNews(docker::Event{type, action, {}, {}, 0}), news);
    }

    void callsASilentEngineSilent()
    {
        SwarmWatch watch;
        QVERIFY(watch.at(start).isUnknown());
        QCOMPARE(watch.at(start).error()->code, u"not_observed_yet"_s);
        watch.begin(start);
        QCOMPARE(watch.at(start + 900ms).error()->code, u"not_observed_yet"_s);
        QCOMPARE(watch.at(start + 1s).error()->code, u"engine.timeout"_s);
        QVERIFY(watch.end(SwarmFacts{}, {}, start + 1200ms));
        QVERIFY(watch.at(start + 1200ms).isKnown());
        watch.begin(start + 2s);
        QVERIFY(watch.at(start + 3700ms).isKnown()); // it took 1.2 s the last time: now 1.8 s are fine
        QVERIFY(watch.at(start + 3800ms).isStale());
        QVERIFY(watch.end(tl::unexpected<Error>(timeout()), {}, start + 5s));
        QVERIFY(watch.at(start + 5s).isStale());
    }

    void knowsWhatIsNews()
    {
        SwarmWatch watch;
        SwarmFacts other;
        other.engine.name = u"node1"_s;
        QVERIFY(watch.end(SwarmFacts{}, {}, start));
        QVERIFY(!watch.end(SwarmFacts{}, {}, start + 1s));
        QVERIFY(watch.end(other, {}, start + 2s));
        QVERIFY(watch.end(tl::unexpected<Error>(timeout()), {}, start + 3s));
        QVERIFY(!watch.end(tl::unexpected<Error>(timeout()), {}, start + 4s));
        QCOMPARE(watch.failures(), 2);
        const Error refused{ErrorKind::Unreachable, u"engine.unreachable"_s, {}, {}};
        QVERIFY(watch.end(tl::unexpected<Error>(refused), {}, start + 5s));
        QVERIFY(watch.end(other, {}, start + 6s)); // back, if with the same as before
        QCOMPARE(watch.failures(), 0);
    }

    void keepsTheEnginesOwnErrorWhileItIsAskedAgain()
    {
        SwarmWatch watch;
        watch.end(
            tl::unexpected<Error>(Error{ErrorKind::Rejected, u"engine.not_a_manager"_s, {}, {}}), {}, start);
        watch.begin(start + 1s);
        QCOMPARE(watch.at(start + 9s).error()->code, u"engine.not_a_manager"_s);
    }
};

QTEST_APPLESS_MAIN(PaceTest)
#include "pace_test.moc"
