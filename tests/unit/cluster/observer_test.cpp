#include "core/cluster/observer.h"

#include "tests/unit/cluster/fakes.h"
#include "tests/unit/cluster/samples.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace switchyard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using fakes::EngineMood;
using samples::primaryFacts;
using samples::senderRow;
using samples::standbyFacts;
using std::chrono::steady_clock;

namespace {

/// Real time, with a wall clock that can be set.
class SettableClock final : public Clock
{
public:
    Instant now() const override
    {
        return {std::chrono::system_clock::now() + std::chrono::seconds(shift.load()), steady_clock::now()};
    }
    std::atomic<int> shift{0};
};

/// samples::swarm() with pg1 leading and both others streaming; the passfile opens everything.
struct Practice
{
    Practice()
    {
        profile.name = profile.clusterLabel = u"practice"_s;
        profile.engine = docker::UnixEndpoint{u"/run/docker.sock"_s};
        profile.interval = 100ms;
        profile.passFile = home.filePath(u"pgpass"_s);
        writePassFile("*:*:*:*:right\n");
        databases.requirePassword("right");
        engine.set(samples::swarm());
        MemberFacts primary = primaryFacts(1000);
        primary.senders = {senderRow(u"pg2"_s), senderRow(u"pg3"_s)};
        databases.set(u"10.77.0.1:5432"_s, primary);
        databases.set(u"10.77.0.2:5432"_s, standbyFacts(u"pg1"_s, 1000, 1000));
        databases.set(u"10.77.0.3:5432"_s, standbyFacts(u"pg1"_s, 1000, 900));
        databases.set(u"10.77.0.1:6432"_s, fakes::poolRows(u"pg1"_s));
        databases.set(u"10.77.0.2:6432"_s, fakes::poolRows(u"tasks.practice_pg2,pg3"_s));
    }
    void writePassFile(const QByteArray& text) const
    {
        QFile file(profile.passFile);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() ||
            !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            qFatal("cannot write the passfile");
    }
    ObserverParts parts()
    {
        return {[this] { return engine.connect(); }, [this] { return databases.connect(); }, clock};
    }

    QTemporaryDir home;
    ClusterProfile profile;
    fakes::FakeEngine engine;
    fakes::FakeDatabases databases;
    fakes::Snapshots snapshots;
    SettableClock clock;
};

template<typename T> QString stateOf(const Fact<T>& fact)
{
    if (fact.isKnown())
        return u"live"_s;
    return (fact.isStale() ? u"stale("_s : u"unknown("_s) + fact.error()->code + u')';
}

/// "swarm=live pg1=live:primary pg2=live:standby<pg1+0 …": who is known, what it is, whom it follows, bytes
/// behind.
QString inOneLine(const ClusterSnapshot& snapshot)
{
    QStringList words{u"swarm="_s + stateOf(snapshot.swarm)};
    for (const Member& m : snapshot.members) {
        QString word = m.name + u'=' + stateOf(m.facts);
        if (m.role() != Role::Unknown)
            word += m.role() == Role::Primary ? u":primary"_s : u":standby"_s;
        if (m.stream && m.stream->connected)
            word += u"<%1+%2"_s.arg(m.stream->upstream).arg(m.stream->replayLagBytes.value_or(-1));
        words << word;
    }
    for (const Pooler& p : snapshot.poolers) {
        const PoolerFacts* facts = p.facts.live();
        words << p.name + u'=' + stateOf(p.facts) +
                     (facts ? u">"_s + facts->databases.first().target : QString());
    }
    return words.join(u' ');
}

const QString healthy = u"swarm=live pg1=live:primary pg2=live:standby<pg1+0 pg3=live:standby<pg1+100 "
                        "pool1=live>pg1 pool2=live>pg2,pg3"_s;

std::function<bool(const ClusterSnapshot&)> saying(const QString& line)
{
    return [line](const ClusterSnapshot& s) { return inOneLine(s) == line; };
}

Duration since(SteadyTime start)
{
    return std::chrono::duration_cast<Duration>(steady_clock::now() - start);
}

} // namespace

// A macro, so that the snapshots that came instead are shown where it failed.
#define SAYS(practice, line)                                                                                 \
    QVERIFY2((practice).snapshots.waitFor(saying(line)),                                                     \
        qPrintable((practice).snapshots.all().isEmpty() ? u"no snapshot"_s                                   \
                                                        : inOneLine(*(practice).snapshots.all().last())))

class ObserverTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void looksOnce()
    {
        Practice practice;
        const auto first = observeOnce(practice.profile, practice.parts(), 5s);
        QCOMPARE(inOneLine(*first), healthy);
        QCOMPARE(first->cluster, u"practice"_s);
        QCOMPARE(first->generation, 1u);
        QCOMPARE(first->primary()->name, u"pg1"_s);
        const auto second = observeOnce(practice.profile, practice.parts(), 5s, first);
        QCOMPARE(second->generation, 2u);
        QCOMPARE(inOneLine(*second), healthy);
    }

    void looksOnceWithinItsBudget()
    {
        Practice practice;
        const auto before = observeOnce(practice.profile, practice.parts(), 5s);
        practice.engine.set(EngineMood::Hangs);
        practice.databases.fail(u"10.77.0.3:5432"_s, ErrorKind::Timeout, u"pg.timeout"_s);
        const SteadyTime start = steady_clock::now();
        const auto blind = observeOnce(practice.profile, practice.parts(), 600ms);
        QCOMPARE(inOneLine(*blind), u"swarm=unknown(engine.timeout)"_s);
        const auto after = observeOnce(practice.profile, practice.parts(), 600ms, before);
        QCOMPARE(inOneLine(*after), u"swarm=stale(engine.timeout) pg1=live:primary pg2=live:standby<pg1+0 "
                                    "pg3=stale(pg.timeout) pool1=live>pg1 pool2=live>pg2,pg3"_s);
        QVERIFY(since(start) < 2500ms); // twice 600 ms, and a busy machine
    }

    void publishesInOrder()
    {
        Practice practice;
        Observer observer(practice.profile, practice.parts(), practice.snapshots.sink());
        observer.start();
        for (std::uint64_t generation = 1; generation <= 4; ++generation) {
            const auto snapshot = practice.snapshots.next();
            QVERIFY(snapshot);
            QCOMPARE(snapshot->generation, generation);
            QCOMPARE(inOneLine(*snapshot), healthy); // the first one already: it waits for the Swarm's answer
        }
    }

    void keepsMembersLiveWhileTheEngineHangs()
    {
        Practice practice;
        Observer observer(practice.profile, practice.parts(), practice.snapshots.sink());
        observer.start();
        SAYS(practice, healthy);
        practice.engine.set(EngineMood::Hangs);
        const QString silent = QString(healthy).replace(u"swarm=live"_s, u"swarm=stale(engine.timeout)"_s);
        const auto first = practice.snapshots.waitFor(saying(silent));
        QVERIFY(first);
        QVERIFY(first->observedAt.steady - first->swarm.at()->steady >= 1s);
        const auto later = practice.snapshots.waitFor(saying(silent));
        QVERIFY(later);
        QCOMPARE(later->swarm.at()->steady, first->swarm.at()->steady); // its age grows
        QVERIFY(later->observedAt.steady > first->observedAt.steady);
        QVERIFY(later->gatherTook < 500ms); // nobody waited for the engine
        QVERIFY(later->members[0].taskState.isEmpty());
        practice.engine.set(EngineMood::Answers);
        SAYS(practice, healthy);
    }

    void tellsOfAnEngineThatHangsFromTheStart()
    {
        Practice practice;
        practice.engine.set(EngineMood::Hangs);
        Observer observer(practice.profile, practice.parts(), practice.snapshots.sink());
        const SteadyTime start = steady_clock::now();
        observer.start();
        SAYS(practice, u"swarm=unknown(engine.timeout)"_s);
        QVERIFY(since(start) < 2s);
        practice.engine.set(EngineMood::Answers);
        SAYS(practice, healthy);
    }

    void tellsWhatIsWrongWithTheEngine_data()
    {
        QTest::addColumn<int>("mood");
        QTest::addColumn<QString>("code");
        QTest::newRow("no manager") << static_cast<int>(EngineMood::IsNoManager) << u"engine.not_a_manager"_s;
        QTest::newRow("refuses") << static_cast<int>(EngineMood::Refuses) << u"engine.unreachable"_s;
    }
    void tellsWhatIsWrongWithTheEngine()
    {
        QFETCH(int, mood);
        QFETCH(QString, code);
        Practice practice;
        practice.engine.set(static_cast<EngineMood>(mood));
        Observer observer(practice.profile, practice.parts(), practice.snapshots.sink());
        observer.start();
        SAYS(practice, u"swarm=unknown(%1)"_s.arg(code));
        practice.engine.set(EngineMood::Answers);
        SAYS(practice, healthy);
        practice.engine.set(static_cast<EngineMood>(mood));
        SAYS(practice, QString(healthy).replace(u"swarm=live"_s, u"swarm=stale(%1)"_s.arg(code)));
    }

    void keepsTheOthersLiveWhenOneIsSilent()
    {
        Practice practice;
        Observer observer(practice.profile, practice.parts(), practice.snapshots.sink());
        observer.start();
        SAYS(practice, healthy);
        practice.databases.fail(u"10.77.0.3:5432"_s, ErrorKind::Timeout, u"pg.timeout"_s);
        const QString cut = u"swarm=live pg1=live:primary pg2=live:standby<pg1+0 pg3=stale(pg.timeout) "
                            "pool1=live>pg1 pool2=live>pg2,pg3"_s;
        const auto first = practice.snapshots.waitFor(saying(cut));
        QVERIFY(first);
        QVERIFY(first->gatherTook < 1500ms);
        const auto second = practice.snapshots.waitFor(saying(cut));
        QVERIFY(second);
        const auto age = [](const ClusterSnapshot& s) {
            return s.observedAt.steady - s.member(u"pg3"_s)->facts.at()->steady;
        };
        QVERIFY(age(*second) >= age(*first) + 900ms); // the silent one's age grows by each round
        QCOMPARE(*second->members[0].facts.at(), second->observedAt);
        QVERIFY(second->observedAt.steady - first->observedAt.steady < 3s); // a dead one costs one deadline
    }

    void tellsOfACutNode()
    {
        Practice practice;
        Observer observer(practice.profile, practice.parts(), practice.snapshots.sink());
        observer.start();
        SAYS(practice, healthy);
        SwarmFacts swarm = samples::swarm();
        swarm.nodes[1].state = u"down"_s;
        practice.engine.set(swarm);
        practice.databases.fail(u"10.77.0.2:5432"_s, ErrorKind::Timeout, u"pg.timeout"_s);
        practice.databases.fail(u"10.77.0.2:6432"_s, ErrorKind::Timeout, u"pg.timeout"_s);
        const QString line = u"swarm=live pg1=live:primary pg2=stale(pg.timeout) pg3=live:standby<pg1+100 "
                             "pool1=live>pg1 pool2=stale(pg.timeout)"_s;
        // The Swarm and the databases are looked at side by side: the one may tell before the other.
        const auto cut = practice.snapshots.waitFor([&](const ClusterSnapshot& s) {
            return inOneLine(s) == line && s.swarm.live()->nodes[1].state == u"down";
        });
        QVERIFY(cut);
        const auto told = [&](FindingCode code) {
            return std::any_of(
                cut->findings.begin(), cut->findings.end(), [&](const Finding& f) { return f.code == code; });
        };
        QVERIFY(told(FindingCode::NodeDown));
        QVERIFY(told(FindingCode::MemberUnreachable));
    }

    void showsTwoPrimaries()
    {
        Practice practice;
        practice.databases.set(u"10.77.0.3:5432"_s, primaryFacts(2000));
        const auto snapshot = observeOnce(practice.profile, practice.parts(), 5s);
        QCOMPARE(snapshot->primary(), nullptr);
        QCOMPARE(snapshot->members[0].role(), Role::Primary);
        QCOMPARE(snapshot->members[2].role(), Role::Primary);
        QCOMPARE(snapshot->findings.first().code, FindingCode::TwoPrimaries);
    }

    void readsThePassFileAgain()
    {
        Practice practice;
        practice.writePassFile("*:*:*:*:wrong\n");
        Observer observer(practice.profile, practice.parts(), practice.snapshots.sink());
        observer.start();
        SAYS(practice, u"swarm=live pg1=unknown(pg.auth) pg2=unknown(pg.auth) pg3=unknown(pg.auth) "
                       "pool1=unknown(pg.auth) pool2=unknown(pg.auth)"_s);
        practice.writePassFile(
            "*:*:*:*:right\n"); // as long as before, and perhaps within one tick of its date
        SAYS(practice, healthy);
        QVERIFY(QFile::remove(practice.profile.passFile));
        const auto missing = practice.snapshots.waitFor([](const ClusterSnapshot& s) {
            return stateOf(s.members[0].facts) == u"stale(passfile.missing)";
        });
        QVERIFY(missing);
        practice.writePassFile("*:*:*:*:right\n");
        SAYS(practice, healthy);
    }

    void saysWhenNoLineOfThePassFileFits()
    {
        Practice practice;
        practice.writePassFile("elsewhere:*:*:*:right\n");
        const auto snapshot = observeOnce(practice.profile, practice.parts(), 5s);
        const Error* error = snapshot->members[0].facts.error();
        QCOMPARE(error->code, u"pg.auth"_s);
        QVERIFY(error->hint.contains(u"10.77.0.1:5432:repmgr:switchyard"_s));
        QVERIFY(!error->hint.contains(u"right"_s));
    }

    void tellsWhoHasNoAddress()
    {
        Practice practice;
        SwarmFacts swarm = samples::swarm();
        swarm.services[0].ports.clear(); // pg1's
        practice.engine.set(swarm);
        const auto snapshot = observeOnce(practice.profile, practice.parts(), 5s);
        QCOMPARE(stateOf(snapshot->members[0].facts), u"unknown(member.no_address)"_s);
        QCOMPARE(stateOf(snapshot->members[1].facts), u"live"_s);
    }

    void tellsOfAnAnswerThatIsNone()
    {
        Practice practice;
        practice.databases.set(u"10.77.0.2:5432"_s, fakes::poolRows(u"x"_s));
        practice.databases.set(u"10.77.0.1:6432"_s, fakes::rowsOf(primaryFacts(1)));
        const auto snapshot = observeOnce(practice.profile, practice.parts(), 5s);
        QCOMPARE(stateOf(snapshot->members[1].facts), u"unknown(pg.garbage)"_s);
        QCOMPARE(stateOf(snapshot->poolers[0].facts), u"unknown(pg.garbage)"_s);
        QCOMPARE(stateOf(snapshot->members[0].facts), u"live"_s);
    }

    void looksAtOnceWhenTheEngineTellsOfAChange()
    {
        Practice practice;
        practice.profile.interval = 1min;
        Observer observer(practice.profile, practice.parts(), practice.snapshots.sink());
        observer.start();
        SAYS(practice, healthy);

        SwarmFacts swarm = samples::swarm();
        swarm.services.removeIf([](const docker::Service& s) { return s.id == u"id-pg3"; });
        swarm.services << samples::memberService(u"pg4"_s, 5444);
        swarm.tasks << samples::task(u"pg4"_s, u"node3"_s, u"running"_s);
        practice.databases.set(u"10.77.0.3:5444"_s, standbyFacts(u"pg1"_s, 1000, 1000));
        practice.engine.set(swarm);
        practice.engine.emitEvent({u"service"_s, u"create"_s, u"id-pg4"_s, {}, 1});
        SAYS(practice, u"swarm=live pg1=live:primary pg2=live:standby<pg1+0 pg4=live:standby pool1=live>pg1 "
                       "pool2=live>tasks.practice_pg2,pg3:5432"_s);
    }

    void makesOneGatherOfManyRequests()
    {
        Practice practice;
        practice.profile.interval = 1min;
        Observer observer(practice.profile, practice.parts(), practice.snapshots.sink());
        observer.start();
        SAYS(practice, healthy);
        const int before = practice.databases.rounds();
        const SteadyTime start = steady_clock::now();
        for (int i = 0; i < 10'000; ++i)
            observer.refreshNow();
        SAYS(practice, healthy);
        const int gathers = practice.databases.rounds() - before;
        QVERIFY(gathers <= since(start) / 100ms + 2); // one per 100 ms, and the ones at both ends
    }

    void feelsANewIntervalAtOnce()
    {
        Practice practice;
        practice.profile.interval = 1min;
        Observer observer(practice.profile, practice.parts(), practice.snapshots.sink());
        observer.start();
        SAYS(practice, healthy);
        observer.setInterval(50ms);
        for (int i = 0; i < 5; ++i)
            SAYS(practice, healthy);
    }

    void neitherStormsNorStallsWhenTheWallClockJumps()
    {
        Practice practice;
        Observer observer(practice.profile, practice.parts(), practice.snapshots.sink());
        observer.start();
        SAYS(practice, healthy);
        for (const int shift : {86'400, -86'400}) {
            practice.clock.shift = shift;
            const int rounds = practice.databases.rounds();
            const SteadyTime start = steady_clock::now();
            for (int i = 0; i < 5; ++i)
                SAYS(practice, healthy);
            const int gathers = practice.databases.rounds() - rounds;
            QVERIFY(gathers <= since(start) / 100ms + 2);
        }
    }

    void stopsAtOnce()
    {
        Practice practice;
        auto observer =
            std::make_unique<Observer>(practice.profile, practice.parts(), practice.snapshots.sink());
        observer->start();
        SAYS(practice, healthy);
        practice.engine.set(EngineMood::Hangs);
        practice.databases.fail(u"10.77.0.3:5432"_s, ErrorKind::Timeout, u"pg.timeout"_s);
        const int rounds = practice.databases.rounds();
        QTRY_VERIFY(practice.databases.rounds() >= rounds + 2); // it waits for both now
        const SteadyTime start = steady_clock::now();
        observer.reset();
        const Duration took = since(start); // some ms; both would answer by themselves after 1 s and 3 s
        QVERIFY2(took < 400ms, qPrintable(QString::number(took.count())));
    }

    void stopsBeforeItStarted()
    {
        Practice practice;
        {
            const Observer never(practice.profile, practice.parts(), practice.snapshots.sink());
        }
        QVERIFY(practice.snapshots.all().isEmpty());
        QCOMPARE(practice.engine.looks(), 0);
    }
};

QTEST_GUILESS_MAIN(ObserverTest)
#include "observer_test.moc"
