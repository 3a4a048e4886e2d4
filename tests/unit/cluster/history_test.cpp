#include "core/history/history.h"

#include "tests/unit/cluster/samples.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <limits>
#include <memory>
#include <vector>

using namespace switchyard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t epoch = 1'795'000'000'000; // some day in November 2026
const SeriesKey lag{u"pg2"_s, Metric::ReplayLagBytes};

struct Sample
{
    std::int64_t at = 0;
    double value = 0;
};

/// What a query must say, computed the slow way: every bucket of the grid looks at every sample.
QVector<Bucket> naive(const QVector<Sample>& samples, std::int64_t from, std::int64_t to, std::int64_t width)
{
    QVector<Bucket> buckets;
    std::int64_t open = std::numeric_limits<std::int64_t>::min();
    for (const Sample& s : samples) {
        if (s.at < from || s.at > to)
            continue;
        if (s.at / width != open) {
            open = s.at / width;
            buckets << Bucket{s.at, s.value, s.value, s.value, false};
        }
        buckets.last().min = std::min(buckets.last().min, s.value);
        buckets.last().max = std::max(buckets.last().max, s.value);
        buckets.last().last = s.value;
    }
    return buckets;
}

/// From a minute on whole minutes, from ten minutes on tens of them.
std::int64_t whole(std::int64_t width)
{
    const std::int64_t unit = width > 600'000 ? 600'000 : width > 60'000 ? 60'000 : 1;
    return (width + unit - 1) / unit * unit;
}

/// The narrowest grid of which at most `most` buckets touch the span, or the next one that always does.
std::int64_t widthOf(std::int64_t from, std::int64_t to, int most)
{
    std::int64_t width = whole((to - from + most) / most);
    if (to / width - from / width + 1 > most)
        width = whole((to - from + most - 1) / (most - 1));
    return width;
}

ClusterSnapshot snapshotAt(std::int64_t second, std::int64_t wallSecond)
{
    ClusterSnapshot s;
    s.generation = static_cast<std::uint64_t>(second);
    s.observedAt = {WallTime(std::chrono::seconds(wallSecond)), SteadyTime(std::chrono::seconds(second))};
    return s;
}
ClusterSnapshot snapshotAt(std::int64_t second)
{
    return snapshotAt(second, epoch / 1000 + second);
}

Member live(const QString& name, const MemberFacts& facts, const ClusterSnapshot& in)
{
    Member m = samples::member(name, std::nullopt);
    m.facts = Fact<MemberFacts>::known(facts, in.observedAt);
    return m;
}

QVector<double> lasts(const QVector<Bucket>& buckets)
{
    QVector<double> values;
    for (const Bucket& b : buckets)
        values << b.last;
    return values;
}

QVector<double> all(const History& history, const SeriesKey& key)
{
    return lasts(history.query(key, epoch - 10'000'000, epoch + 10'000'000, 1'000'000));
}

QString gapsOf(const QVector<std::int64_t>& pauses)
{
    History history;
    std::int64_t at = epoch;
    history.add(lag, at, 1);
    for (const std::int64_t pause : pauses)
        history.add(lag, at += pause, 1);
    QString line;
    for (const Bucket& b : history.query(lag, epoch, at, 100'000))
        line += b.gapBefore ? u"|." : u".";
    return line;
}

QString inOneLine(const QVector<EventMark>& marks)
{
    QStringList words;
    for (const EventMark& m : marks) {
        static const QStringList kinds{u"promoted"_s, u"member-lost"_s, u"member-back"_s, u"node-lost"_s,
            u"node-back"_s, u"stream-lost"_s, u"stream-back"_s, u"restarted"_s, u"deployed"_s,
            u"sync-changed"_s};
        words << u"%1:%2:%3:%4"_s.arg((m.atMs - epoch) / 1000)
                     .arg(kinds[static_cast<int>(m.kind)], m.subject)
                     .arg(m.detail.isEmpty() ? QString::number(m.timeline) : m.detail);
    }
    return words.join(u' ');
}

} // namespace

class HistoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhenItBegan()
    {
        History history(1h);
        QVERIFY(!history.earliestMs());
        history.append(snapshotAt(1, 1000));
        history.append(snapshotAt(2, 1001));
        QCOMPARE(history.earliestMs(), 1'000'000);
        history.append(snapshotAt(8000, 9000));
        QCOMPARE(history.earliestMs(), (9000 - 3600) * 1000); // older ones are not kept
        history.append(snapshotAt(8001, 5000));               // the wall clock is put back
        QCOMPARE(history.earliestMs(), (5000 - 3600) * 1000);
    }

    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void answersAsTheSlowWayDoes_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("count");
        QTest::newRow("constant") << 0 << 3000;
        QTest::newRow("whole numbers") << 1 << 5000;
        QTest::newRow("microseconds") << 2 << 5000;
        QTest::newRow("any double") << 3 << 5000;
        QTest::newRow("huge") << 4 << 2000;
        QTest::newRow("few") << 1 << 3;
    }
    void answersAsTheSlowWayDoes()
    {
        QFETCH(int, kind);
        QFETCH(int, count);
        QRandomGenerator random(20261123u + static_cast<quint32>(kind));
        History history;
        QVector<Sample> samples;
        std::int64_t at = epoch;
        for (int i = 0; i < count; ++i) {
            at += 1 + random.bounded(2000);
            const double values[] = {7.25, static_cast<double>(random.bounded(1'000'000)),
                random.bounded(5'000'000) / 1e6, random.generateDouble(), random.generateDouble() * 1e18};
            samples << Sample{at, values[kind]};
            history.add(lag, at, values[kind]);
        }
        for (int round = 0; round < 300; ++round) {
            std::int64_t from = epoch + random.bounded(static_cast<int>(at - epoch)) - 1000;
            std::int64_t to = from + 1 + random.bounded(static_cast<int>(at - epoch));
            if (round == 0)
                from = epoch, to = at;
            const int most = 2 + random.bounded(round % 2 ? 2000 : 20);
            auto got = history.query(lag, from, to, most);
            QVERIFY(got.size() <= most);
            for (Bucket& b : got)
                b.gapBefore = false; // gaps have their own test
            QVERIFY(got == naive(samples, from, to, widthOf(from, to, most)));
        }
    }

    void keepsASpikeAtEveryZoom()
    {
        History history;
        for (int i = 0; i < 86'400; ++i)
            history.add(lag, epoch + i * 1000LL, i == 43'210 ? 9e9 : i % 7);
        for (const int buckets : {1, 2, 10, 100, 1000, 10'000, 100'000}) {
            const auto got = history.query(lag, epoch, epoch + 86'400'000, buckets);
            QVERIFY(got.size() <= buckets);
            const auto highest = std::max_element(
                got.begin(), got.end(), [](const Bucket& a, const Bucket& b) { return a.max < b.max; });
            QCOMPARE(highest->max, 9e9);
            QCOMPARE(std::count_if(got.begin(), got.end(), [](const Bucket& b) { return b.max == 9e9; }), 1);
        }
    }

    void holdsStillWhileItScrolls()
    {
        History history;
        for (int i = 0; i < 4000; ++i)
            history.add(lag, epoch + i * 1000LL, (i * 7919) % 1000);
        const auto first = history.query(lag, epoch, epoch + 3'000'000, 100);
        const auto later = history.query(lag, epoch + 7000, epoch + 3'007'000, 100);
        for (qsizetype i = 1; i < later.size() - 1; ++i) // the buckets at the edges are cut
            QVERIFY(std::find(first.begin(), first.end(), later[i]) != first.end() || i > first.size() - 2);
    }

    void answersNothingWhereNothingIs()
    {
        History history;
        QVERIFY(history.query(lag, epoch, epoch + 1000, 10).isEmpty());
        history.add(lag, epoch, 1);
        QCOMPARE(history.query(lag, epoch, epoch, 10).size(), 1);
        QVERIFY(history.query(lag, epoch + 1, epoch + 1000, 10).isEmpty());
        QVERIFY(history.query(lag, epoch, epoch - 1, 10).isEmpty());
        QVERIFY(history.query(lag, epoch, epoch + 1000, 0).isEmpty());
        QVERIFY(history.query({u"pg3"_s, Metric::ReplayLagBytes}, epoch, epoch, 10).isEmpty());
        const auto everything = history.query(
            lag, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(), 10);
        QCOMPARE(everything.size(), 1);
    }

    void ignoresWhatIsNoSample()
    {
        History history;
        history.add(lag, epoch, 1);
        history.add(lag, epoch, 2);        // the same moment
        history.add(lag, epoch - 1000, 3); // the past
        history.add(lag, epoch + 1000, std::numeric_limits<double>::quiet_NaN());
        history.add(lag, epoch + 2000, std::numeric_limits<double>::infinity());
        QCOMPARE(all(history, lag), QVector<double>{1});
    }

    void keepsOldSamplesAsBuckets()
    {
        History history;
        constexpr int spikeAt = 7777, seconds = 3 * 86'400;
        for (int i = 0; i < seconds; ++i)
            history.add(lag, epoch + i * 1000LL, i == spikeAt ? 9e9 : i % 7);
        const auto spikesIn = [&](std::int64_t from, std::int64_t to, int most) {
            const auto got = history.query(lag, epoch + from * 1000, epoch + to * 1000, most);
            return std::count_if(got.begin(), got.end(), [](const Bucket& b) { return b.max == 9e9; });
        };
        // A day later the sample itself is gone; its minute still says how high it was.
        const auto old = history.query(lag, epoch, epoch + 10'000'000, 100'000);
        QVERIFY(old.size() > 150 && old.size() < 180); // 167 minutes
        QCOMPARE(spikesIn(0, 10'000, 100'000), 1);
        for (const int most : {1, 2, 7, 100, 1000, 100'000})
            QCOMPARE(spikesIn(0, seconds, most), 1);
        const auto fresh =
            history.query(lag, epoch + (seconds - 86'000) * 1000LL, epoch + seconds * 1000LL, 100'000);
        QCOMPARE(fresh.size(), 86'000); // a day back, every sample
        for (qsizetype i = 1; i < old.size(); ++i)
            QVERIFY(old[i].atMs > old[i - 1].atMs && !old[i].gapBefore);
    }

    void forgetsWhatIsTooOld()
    {
        History history(24h);
        for (int i = 0; i < 4 * 8640; ++i) // four days, a sample every 10 s
            history.add(lag, epoch + i * 10'000LL, i);
        const auto kept = history.query(lag, epoch, epoch + 4 * 86'400'000LL, 100'000);
        QVERIFY(kept.size() >= 8640);
        QVERIFY(kept.first().atMs >= epoch + std::int64_t{86'400'000}); // chunks of a day go whole
        QCOMPARE(kept.last().last, 4 * 8640 - 1);
    }

    void fitsItsShareOfTheBudget()
    {
        // One of 40 clusters with 70 lines that never rest, at one sample a second for a day and a half.
        const auto budget = std::make_shared<HistoryBudget>(64'000'000);
        History history(7 * 24h, budget);
        std::vector<History> others;
        for (int i = 0; i < 39; ++i)
            others.emplace_back(7 * 24h, budget);
        QCOMPARE(budget->share(), std::size_t(1'600'000));
        QVector<SeriesKey> keys;
        for (int i = 0; i < 70; ++i)
            keys << SeriesKey{u"pg%1"_s.arg(i), Metric::ReplayLagSeconds};
        QRandomGenerator random(7);
        constexpr int seconds = 36 * 3600, spikeAt = 5000;
        std::size_t most = 0;
        for (int i = 0; i < seconds; ++i) {
            const std::int64_t at = epoch + i * 1000LL;
            for (const SeriesKey& key : keys)
                history.add(key, at, i == spikeAt ? 99 : random.bounded(60'000) / 1e6);
            if (i % 600 == 0 && i > 6 * 3600)
                most = std::max(most, history.bytes());
        }
        QVERIFY2(most < 1'900'000, qPrintable(QString::number(most)));
        const std::int64_t now = epoch + seconds * 1000LL;
        QCOMPARE(history.query(keys[3], now - 900'000, now, 100'000).size(), 900); // what is fresh is whole
        QCOMPARE(history.query(keys[3], epoch, now, 1).first().max, 99);           // and old spikes stay
        others.clear();
        QCOMPARE(budget->share(), std::size_t(64'000'000));
    }

    void givesUpDetailFastAndTakesItBackSlowly()
    {
        QCOMPARE(
            horizonsFor(1, 7 * 86'400'000LL), (Horizons{86'400'000, 7 * 86'400'000LL, 7 * 86'400'000LL}));
        QCOMPARE(
            horizonsFor(leastPart, 7 * 86'400'000LL), (Horizons{900'000, 6 * 3'600'000, 7 * 86'400'000LL}));
        QCOMPARE(horizonsFor(1, 60'000), (Horizons{60'000, 60'000, 60'000}));
        QCOMPARE(fittedPart(1, 101, 100), 0.75);
        QCOMPARE(fittedPart(0.5, 80, 100), 0.5);
        QCOMPARE(fittedPart(0.5, 49, 100), 0.525);
        QCOMPARE(fittedPart(leastPart, 200, 100), leastPart);
        QCOMPARE(fittedPart(1, 0, 100), 1.0);
    }

    void seesGaps_data()
    {
        QTest::addColumn<QVector<std::int64_t>>("pauses");
        QTest::addColumn<QString>("line");
        using Pauses = QVector<std::int64_t>;
        QTest::newRow("none") << Pauses{1000, 1010, 990, 1000} << u"....."_s;
        QTest::newRow("one missed is none") << Pauses{1000, 1000, 2000, 1000} << u"....."_s;
        QTest::newRow("a gap") << Pauses{1000, 1000, 2600, 1000} << u"...|.."_s;
        QTest::newRow("two gaps") << Pauses{1000, 1000, 9000, 1000, 9000, 1000} << u"...|..|.."_s;
        QTest::newRow("after looks in a row")
            << Pauses{1000, 100, 100, 100, 100, 100, 1000, 1000} << u"........."_s;
        QTest::newRow("a new pace") << Pauses{1000, 1000, 5000, 5000, 5000, 5000, 1000} << u"...|....."_s;
        QTest::newRow("slow from the start") << Pauses{10000, 10000, 30000, 10000} << u"...|.."_s;
    }
    void seesGaps()
    {
        QFETCH(QVector<std::int64_t>, pauses);
        QFETCH(QString, line);
        QCOMPARE(gapsOf(pauses), line);
    }

    void keepsGapsInOldSamples()
    {
        History history;
        for (int i = 0; i < 5000; ++i) {
            if (i % 1000 < 900)
                history.add(lag, epoch + i * 1000LL, 1);
        }
        for (const int most : {200, 10'000}) {
            const auto got = history.query(lag, epoch, epoch + 5'000'000, most);
            const auto gaps =
                std::count_if(got.begin(), got.end(), [](const Bucket& b) { return b.gapBefore; });
            QCOMPARE(gaps, 4);
        }
        const auto inside = history.query(lag, epoch + 1'000'000, epoch + 1'100'000, 1000);
        QVERIFY(!inside.first().gapBefore); // there is no bucket before it
    }

    void survivesAWallClockThatIsPutBack()
    {
        History history;
        std::int64_t wall = epoch / 1000;
        for (int second = 0; second < 30; ++second, ++wall) {
            if (second == 20)
                wall -= 3600;
            auto snapshot = snapshotAt(second, wall);
            MemberFacts facts;
            facts.connections = second;
            snapshot.members << live(u"pg1"_s, facts, snapshot);
            history.append(snapshot);
        }
        const SeriesKey key{u"pg1"_s, Metric::Connections};
        QCOMPARE(all(history, key).size(), 30);
        const auto got = history.query(key, (wall - 30) * 1000, wall * 1000, 1000);
        QCOMPARE(got.size(), 30); // in the distances in which they were taken, up to the clock's new time
        QCOMPARE(got.last().atMs, (wall - 1) * 1000);
        QCOMPARE(got.first().atMs, (wall - 30) * 1000);
    }

    void showsAClockThatIsSetAndSetBackWhereItWas()
    {
        History history;
        std::int64_t wall = epoch / 1000;
        for (int second = 0; second < 40; ++second, ++wall) {
            if (second == 10)
                wall -= 3600;
            if (second == 20)
                wall += 3600;
            if (second == 30)
                wall += 600; // slept, or put forward: nobody looked
            auto snapshot = snapshotAt(second, wall);
            MemberFacts facts;
            facts.connections = second;
            snapshot.members << live(u"pg1"_s, facts, snapshot);
            history.append(snapshot);
        }
        const auto got = history.query({u"pg1"_s, Metric::Connections}, epoch - 5000, wall * 1000, 100'000);
        QCOMPARE(got.size(), 40);
        QCOMPARE(got.first().atMs, epoch); // where it was taken, by the clock as it is now
        for (qsizetype i = 1; i < got.size(); ++i) {
            QCOMPARE(got[i].atMs - got[i - 1].atMs, i == 30 ? 601'000 : 1000);
            QCOMPARE(got[i].gapBefore, i == 30);
        }
        QStringList said;
        for (const EventMark& mark : history.events(epoch - 1000, wall * 1000))
            said << u"%1 %2 %3"_s.arg((mark.atMs - epoch) / 1000)
                        .arg(mark.kind == EventMark::Kind::ClockBack ? u"back"_s : u"unseen"_s)
                        .arg(mark.spanMs / 1000);
        QCOMPARE(said.join(u", "), u"10 back 3600, 20 unseen 3600, 630 unseen 600"_s);
    }

    void takesOnlyWhatIsLive()
    {
        History history;
        for (int second = 0; second < 3; ++second) {
            auto snapshot = snapshotAt(second);
            MemberFacts facts = samples::standbyFacts(u"pg1"_s, 1, 1);
            facts.connections = 10 + second;
            Member member = live(u"pg2"_s, facts, snapshot);
            member.stream = Stream{};
            member.stream->replayLagBytes = 100 * second;
            member.stream->replayLag = Duration(12'500);
            if (second == 1) {
                member.facts = member.facts.failed(Error{});
                member.stream.reset();
            }
            snapshot.members << member;
            history.append(snapshot);
            history.append(snapshot); // the same again changes nothing
        }
        QCOMPARE(all(history, {u"pg2"_s, Metric::Connections}), (QVector<double>{10, 12}));
        QCOMPARE(all(history, lag), (QVector<double>{0, 200}));
        QCOMPARE(all(history, {u"pg2"_s, Metric::ReplayLagSeconds}), (QVector<double>{0.0125, 0.0125}));
        QVERIFY(all(history, {u"pg2"_s, Metric::WriteLagBytes}).isEmpty());
    }

    void makesRatesOfCounters()
    {
        History history;
        const std::int64_t wal[] = {1000, 3000, 2000, 2500};
        const std::int64_t done[] = {50, 60, 5, 15};
        for (int i = 0; i < 4; ++i) {
            auto snapshot = snapshotAt(i * 2);
            MemberFacts facts;
            facts.insert = Lsn(static_cast<std::uint64_t>(wal[i]));
            facts.transactions = done[i];
            facts.startedAt = QDateTime(QDate(2026, 11, 23), QTime(i == 3 ? 13 : 12, 0), Qt::UTC);
            snapshot.members << live(u"pg1"_s, facts, snapshot);
            history.append(snapshot);
        }
        QCOMPARE(all(history, {u"pg1"_s, Metric::WalBytesPerSecond}), (QVector<double>{1000, 250}));
        QCOMPARE(all(history, {u"pg1"_s, Metric::TransactionsPerSecond}), QVector<double>{5});
    }

    void watchesPools()
    {
        History history;
        const int queries[] = {100, 300, 300, 10};
        const std::int64_t micros[] = {1'000'000, 1'500'000, 1'500'000, 5};
        for (int i = 0; i < 4; ++i) {
            auto snapshot = snapshotAt(i * 2);
            PoolDatabase pool;
            pool.name = u"orders"_s;
            pool.clientsActive = i;
            pool.clientsWaiting = 2;
            pool.maxWait = 1500ms;
            pool.totalQueries = queries[i];
            pool.totalQueryTime = Duration(micros[i]);
            pool.totalTransactions = queries[i] / 4;
            pool.totalTransactionTime = Duration(micros[i] * 3);
            Pooler pooler;
            pooler.name = u"pool1"_s;
            pooler.facts = Fact<PoolerFacts>::known({u"1.18"_s, {pool}}, snapshot.observedAt);
            snapshot.poolers << pooler;
            history.append(snapshot);
        }
        const QString subject = u"pool1/orders"_s;
        QCOMPARE(all(history, {subject, Metric::ClientsActive}), (QVector<double>{0, 1, 2, 3}));
        QCOMPARE(all(history, {subject, Metric::MaxWaitSeconds}), (QVector<double>{1.5, 1.5, 1.5, 1.5}));
        QCOMPARE(all(history, {subject, Metric::QueriesPerSecond}), (QVector<double>{100, 0}));
        QCOMPARE(all(history, {subject, Metric::QuerySeconds}), QVector<double>{0.0025});
        // 1.5 s more for 50 transactions more; none in the third interval, and a new count after it.
        QCOMPARE(all(history, {subject, Metric::TransactionSeconds}), QVector<double>{0.03});
    }

    void marksWhatHappened()
    {
        History history;
        struct Moment
        {
            const char* primary;
            int timeline;
            bool pg3Live;
            const char* node3;
        };
        const Moment moments[] = {{"pg1", 1, true, "ready"}, {"pg1", 1, true, "ready"},
            {"", 1, false, "ready"}, {"pg2", 2, false, "down"}, {"pg2", 2, true, "ready"},
            {"pg2", 3, true, "ready"}};
        for (int i = 0; const Moment& now : moments) {
            auto snapshot = snapshotAt(i++);
            for (const QString& name : {u"pg1"_s, u"pg2"_s, u"pg3"_s}) {
                MemberFacts facts;
                facts.inRecovery = name != QLatin1String(now.primary);
                facts.timeline = now.timeline;
                Member member = live(name, facts, snapshot);
                if (name == u"pg3" && !now.pg3Live)
                    member.facts = member.facts.failed(Error{});
                snapshot.members << member;
            }
            SwarmFacts swarm = samples::swarm();
            swarm.nodes[2].state = QString::fromLatin1(now.node3);
            snapshot.swarm = Fact<SwarmFacts>::known(swarm, snapshot.observedAt);
            history.append(snapshot);
        }
        QCOMPARE(inOneLine(history.events(epoch, epoch + 100'000)),
            u"2:member-lost:pg3:0 3:promoted:pg2:2 3:node-lost:node3:0 4:member-back:pg3:0 "
            u"4:node-back:node3:0 "
            "5:promoted:pg2:3"_s);
        QCOMPARE(inOneLine(history.events(epoch + 4000, epoch + 4000)),
            u"4:member-back:pg3:0 4:node-back:node3:0"_s);
    }

    void marksWhatWasDoneToMembers()
    {
        History history;
        const auto at = [&](int second, bool streams, int startHour, const QString& tag,
                            const QString& sync) {
            auto snapshot = snapshotAt(second);
            MemberFacts primary, standby;
            primary.timeline = standby.timeline = 1;
            primary.synchronousStandbyNames = sync;
            primary.startedAt = QDateTime(QDate(2026, 11, 23), QTime(startHour, 0), Qt::UTC);
            standby.inRecovery = true;
            snapshot.members << live(u"pg1"_s, primary, snapshot) << live(u"pg2"_s, standby, snapshot);
            snapshot.members[0].image = u"registry:5000/pg:"_s + tag + u"@sha256:00ff"_s;
            snapshot.members[1].stream = Stream{};
            snapshot.members[1].stream->connected = streams;
            history.append(snapshot);
        };
        at(0, true, 8, u"r40"_s, u"pg2"_s);
        at(1, true, 8, u"r40"_s, u"pg2"_s);
        at(2, false, 8, u"r40"_s, u"pg2"_s);
        at(3, true, 8, u"r40"_s, u""_s);
        at(4, true, 9, u"r41"_s, u"pg2"_s);
        QCOMPARE(inOneLine(history.events(epoch, epoch + 100'000)),
            u"2:stream-lost:pg2:0 3:sync-changed:pg1:0 3:stream-back:pg2:0 4:sync-changed:pg1:pg2 "
            "4:deployed:pg1:r41 4:restarted:pg1:0"_s);
    }
};

QTEST_APPLESS_MAIN(HistoryTest)
#include "history_test.moc"
