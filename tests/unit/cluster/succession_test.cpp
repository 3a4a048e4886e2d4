// Who would lead if the primary died: every combination of what can be wrong with one standby, and what
// decides between two that are both fine.

#include "core/cluster/succession.h"
#include "tests/support/sample_snapshots.h"

#include <QRegularExpression>
#include <QTest>

#include <functional>

using namespace switchyard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Change = std::function<void(ClusterSnapshot&)>;
Q_DECLARE_METATYPE(Change)

namespace {

constexpr std::int64_t megabyte = 1'000'000;
const Error silence{ErrorKind::Timeout, u"pg.timeout"_s, u"no answer within 1.0 s"_s, {}};

void facts(ClusterSnapshot& s, const char* member, const std::function<void(MemberFacts&)>& change)
{
    samples::changeFacts(s, QString::fromLatin1(member), change);
}

Stream& stream(ClusterSnapshot& s, const char* member)
{
    return *samples::memberOf(s, QString::fromLatin1(member)).stream;
}

/// Both standbys asynchronous, as the join would say it.
ClusterSnapshot asynchronous()
{
    ClusterSnapshot s = samples::healthyCluster();
    facts(s, "pg1", [](MemberFacts& f) {
        f.synchronousStandbyNames.clear();
        for (Sender& sender : f.senders)
            sender.syncState = u"async"_s;
    });
    stream(s, "pg2").syncState = u"async"_s;
    stream(s, "pg3").syncState = u"async"_s;
    return s;
}

/// The standby received `bytes` less than the primary flushed.
void behind(ClusterSnapshot& s, const char* member, std::int64_t bytes)
{
    facts(s, member, [&](MemberFacts& f) {
        f.received = Lsn(f.received->bytes() - static_cast<std::uint64_t>(bytes));
        f.receiver->flushed = f.received;
        f.replayed = f.received;
    });
    stream(s, member).flushLagBytes = bytes;
}

void priority(ClusterSnapshot& s, const char* member, int value)
{
    facts(s, member, [&](MemberFacts& f) {
        for (RepmgrNode& n : f.repmgr->nodes) {
            if (n.name == QLatin1String(member))
                n.priority = value;
        }
    });
}

QString inLine(const Succession& s)
{
    QStringList names;
    for (const Candidate& c : s.candidates) {
        if (c.place > 0)
            names << c.name;
    }
    return names.join(u' ');
}

} // namespace

class SuccessionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void everyCombination();
    void whatIsNamedOutOfLine_data();
    void whatIsNamedOutOfLine();
    void whatHindersOnlyTheMachine_data();
    void whatHindersOnlyTheMachine();
    void whatDecides_data();
    void whatDecides();
    void bytesAtRisk();
    void aQuorumIsComparedAsAWhole();
    void aSilentPrimaryLeavesTheRiskOpen();
    void withoutALeader();
};

/// pg3 is out of reach, so that pg2 alone decides; each of its defects in every combination.
void SuccessionTest::everyCombination()
{
    constexpr int defects = 9;
    for (const AutomaticFailover automatic : {AutomaticFailover::Unknown, AutomaticFailover::Off,
             AutomaticFailover::NoQuorum, AutomaticFailover::On}) {
        for (int bits = 0; bits < 1 << defects; ++bits) {
            const auto has = [&](int defect) { return (bits >> defect & 1) != 0; };
            ClusterSnapshot s = samples::healthyCluster();
            samples::makeUnreachable(s, u"pg3"_s, silence, 14s);
            facts(s, "pg2", [&](MemberFacts& f) {
                f.timeline = has(0) ? 3 : f.timeline;
                f.systemIdentifier = has(1) ? u"1"_s : f.systemIdentifier;
                f.replayPause = has(2) ? u"paused"_s : f.replayPause;
                f.repmgr->daemonRunning = !has(3);
                f.repmgr->daemonPaused = has(4);
                f.repmgr->nodes[1].priority = has(5) ? 0 : 100;
                if (has(6))
                    f.repmgr.reset();
            });
            stream(s, "pg2").connected = !has(7);
            if (has(8))
                samples::makeUnreachable(s, u"pg2"_s, silence, 14s);

            const Succession result = successionOf(s, automatic);
            const Candidate& pg2 = *result.candidate(u"pg2"_s);
            const bool barred = has(0) || has(1) || has(2) || has(7) || has(8);
            const bool hindered = has(3) || has(4) || has(5) || has(6);
            QCOMPARE(pg2.place, barred ? 0 : 1);
            QCOMPARE(pg2.bars.isEmpty(), !barred);
            QCOMPARE(pg2.hindrances.isEmpty(), barred || !hindered);
            QCOMPARE(result.verdict, barred                                            ? Verdict::Nobody
                                     : automatic == AutomaticFailover::On && !hindered ? Verdict::TakesOver
                                                                                       : Verdict::ByAPerson);
            QCOMPARE(result.remaining, has(8) ? 0 : 1);
            QVERIFY(!result.majorityRemains());
            QVERIFY(!barred || !pg2.bytesAtRisk.has_value());
        }
    }
}

void SuccessionTest::whatIsNamedOutOfLine_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QVector<Bar>>("bars");
    const auto row = [](const char* name, const Change& change, const QVector<Bar>& bars) {
        QTest::newRow(name) << change << bars;
    };
    row("fine", [](ClusterSnapshot&) {}, {});
    row("silent", [](auto& s) { samples::makeUnreachable(s, u"pg2"_s, silence, 14s); }, {Bar::NotReachable});
    row("never seen", [](auto& s) { samples::memberOf(s, u"pg2"_s).facts = {}; }, {Bar::NotReachable});
    row("older timeline", [](auto& s) { facts(s, "pg2", [](auto& f) { f.timeline = 3; }); },
        {Bar::OtherTimeline});
    row("another cluster",
        [](auto& s) {
            facts(s, "pg2", [](auto& f) {
                f.systemIdentifier = u"7"_s;
                f.timeline = 1;
            });
        },
        {Bar::OtherCluster});
    row("not streaming", [](auto& s) { stream(s, "pg2").connected = false; }, {Bar::NotStreaming});
    row("no stream known", [](auto& s) { samples::memberOf(s, u"pg2"_s).stream.reset(); },
        {Bar::NotStreaming});
    row("paused", [](auto& s) { facts(s, "pg2", [](auto& f) { f.replayPause = u"paused"_s; }); },
        {Bar::ReplayPaused});
    row("pause requested",
        [](auto& s) { facts(s, "pg2", [](auto& f) { f.replayPause = u"pause requested"_s; }); },
        {Bar::ReplayPaused});
    row("no position",
        [](auto& s) {
            facts(s, "pg2", [](auto& f) {
                f.received.reset();
                f.replayed.reset();
                f.receiver.reset();
            });
        },
        {Bar::NoPosition});
}

void SuccessionTest::whatIsNamedOutOfLine()
{
    QFETCH(Change, change);
    QFETCH(QVector<Bar>, bars);
    ClusterSnapshot s = samples::healthyCluster();
    change(s);
    const Succession result = successionOf(s, AutomaticFailover::Off);
    QCOMPARE(result.candidate(u"pg2"_s)->bars, bars);
    QCOMPARE(inLine(result), bars.isEmpty() ? u"pg2 pg3"_s : u"pg3"_s);
    QCOMPARE(result.candidates.size(), 2);
}

void SuccessionTest::whatHindersOnlyTheMachine_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<Hindrance>("hindrance");
    const auto row = [](const char* name, Hindrance hindrance, const Change& change) {
        QTest::newRow(name) << change << hindrance;
    };
    row("no repmgr", Hindrance::RepmgrMissing,
        [](auto& s) { facts(s, "pg2", [](auto& f) { f.repmgr.reset(); }); });
    row("not running", Hindrance::RepmgrdNotRunning,
        [](auto& s) { facts(s, "pg2", [](auto& f) { f.repmgr->daemonRunning = false; }); });
    row("paused", Hindrance::RepmgrdPaused,
        [](auto& s) { facts(s, "pg2", [](auto& f) { f.repmgr->daemonPaused = true; }); });
    row("never a candidate", Hindrance::PriorityZero, [](auto& s) { priority(s, "pg2", 0); });
    row("cascaded", Hindrance::Cascaded, [](auto& s) { stream(s, "pg2").upstream = u"pg3"_s; });
}

void SuccessionTest::whatHindersOnlyTheMachine()
{
    QFETCH(Change, change);
    QFETCH(Hindrance, hindrance);
    ClusterSnapshot s = asynchronous();
    change(s);
    QCOMPARE(successionOf(s, AutomaticFailover::On).candidate(u"pg2"_s)->hindrances,
        QVector<Hindrance>{hindrance});
    // By itself the other one takes over; a person would still be told the better one first.
    const Succession on = successionOf(s, AutomaticFailover::On);
    QCOMPARE(inLine(on), u"pg3 pg2"_s);
    QCOMPARE(on.verdict, Verdict::TakesOver);
    QCOMPARE(on.advantage, Advantage::NotHindered);
    QCOMPARE(successionOf(s, AutomaticFailover::Off).candidate(u"pg2"_s)->place,
        hindrance == Hindrance::PriorityZero || hindrance == Hindrance::RepmgrMissing ? 2 : 1);
}

void SuccessionTest::whatDecides_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("order");
    QTest::addColumn<Advantage>("advantage");
    const auto row = [](const char* name, const QString& order, Advantage advantage, const Change& change) {
        QTest::newRow(name) << change << order << advantage;
    };
    row("level, lower id", u"pg2 pg3"_s, Advantage::LowerNodeId, [](auto&) {});
    row("level within a look", u"pg2 pg3"_s, Advantage::LowerNodeId,
        [](auto& s) { behind(s, "pg2", megabyte - 1); });
    row("most advanced", u"pg3 pg2"_s, Advantage::ReceivedMore, [](auto& s) { behind(s, "pg2", megabyte); });
    row("priority", u"pg3 pg2"_s, Advantage::HigherPriority, [](auto& s) { priority(s, "pg3", 101); });
    row("advance before priority", u"pg2 pg3"_s, Advantage::ReceivedMore, [](auto& s) {
        priority(s, "pg3", 900);
        behind(s, "pg3", 2 * megabyte);
    });
    row("commits before advance", u"pg3 pg2"_s, Advantage::HoldsEveryCommit, [](auto& s) {
        stream(s, "pg3").syncState = u"sync"_s;
        behind(s, "pg3", 5 * megabyte);
    });
    row("alone", u"pg3"_s, Advantage::OnlyOne,
        [](auto& s) { samples::makeUnreachable(s, u"pg2"_s, silence, 14s); });
}

void SuccessionTest::whatDecides()
{
    QFETCH(Change, change);
    QFETCH(QString, order);
    QFETCH(Advantage, advantage);
    ClusterSnapshot s = asynchronous();
    change(s);
    const Succession result = successionOf(s, AutomaticFailover::On);
    QCOMPARE(inLine(result), order);
    QCOMPARE(result.advantage, advantage);
    QCOMPARE(result.first()->name, order.section(u' ', 0, 0));
}

void SuccessionTest::bytesAtRisk()
{
    ClusterSnapshot s = asynchronous();
    behind(s, "pg2", 1'800'000);
    behind(s, "pg3", 40);
    QCOMPARE(successionOf(s, AutomaticFailover::On).candidate(u"pg2"_s)->bytesAtRisk, 1'800'000);
    QCOMPARE(successionOf(s, AutomaticFailover::On).first()->bytesAtRisk, 40);
    stream(s, "pg2").syncState = u"sync"_s; // what it lacks was acknowledged to nobody
    QCOMPARE(successionOf(s, AutomaticFailover::On).candidate(u"pg2"_s)->bytesAtRisk, 0);
    QVERIFY(successionOf(s, AutomaticFailover::On).candidate(u"pg2"_s)->holdsEveryCommit);
    stream(s, "pg2").upstream = u"pg3"_s; // a cascade's sender says nothing about the primary's commits
    QCOMPARE(successionOf(s, AutomaticFailover::On).candidate(u"pg2"_s)->bytesAtRisk, 1'800'000);
    stream(s, "pg2").flushLagBytes.reset();
    QVERIFY(!successionOf(s, AutomaticFailover::On).candidate(u"pg2"_s)->bytesAtRisk.has_value());
}

void SuccessionTest::aQuorumIsComparedAsAWhole()
{
    ClusterSnapshot s = samples::healthyCluster(); // ANY 1 (pg2, pg3)
    QVERIFY(successionOf(s, AutomaticFailover::On).candidate(u"pg2"_s)->holdsEveryCommit);
    QVERIFY(successionOf(s, AutomaticFailover::On).candidate(u"pg3"_s)->holdsEveryCommit);
    behind(s, "pg2", 3 * megabyte);
    QVERIFY(!successionOf(s, AutomaticFailover::On).candidate(u"pg2"_s)->holdsEveryCommit);
    QCOMPARE(successionOf(s, AutomaticFailover::On).candidate(u"pg2"_s)->bytesAtRisk, 3 * megabyte);
    QCOMPARE(successionOf(s, AutomaticFailover::On).first()->name, u"pg3"_s);
    // pg3 may have confirmed what pg2 does not have, and does not tell.
    samples::makeUnreachable(s, u"pg3"_s, silence, 2s);
    QVERIFY(!successionOf(s, AutomaticFailover::On).first()->holdsEveryCommit);
    // Its sender is gone too: nothing that waited was confirmed by it since.
    facts(s, "pg1", [](MemberFacts& f) { f.senders.removeLast(); });
    QVERIFY(successionOf(s, AutomaticFailover::On).first()->holdsEveryCommit);
    // Two had to confirm: either of them has all of it.
    ClusterSnapshot both = samples::healthyCluster();
    facts(both, "pg1", [](MemberFacts& f) { f.synchronousStandbyNames = u"ANY 2 (pg2, pg3)"_s; });
    samples::makeUnreachable(both, u"pg3"_s, silence, 2s);
    QVERIFY(successionOf(both, AutomaticFailover::On).first()->holdsEveryCommit);
}

void SuccessionTest::aSilentPrimaryLeavesTheRiskOpen()
{
    ClusterSnapshot s = samples::healthyCluster();
    samples::makeUnreachable(s, u"pg1"_s, silence, 14s);
    stream(s, "pg2").connected = false;
    stream(s, "pg3").connected = false;
    const Succession result = successionOf(s, AutomaticFailover::On);
    QCOMPARE(result.leader, u"pg1"_s);
    QVERIFY(!result.leaderLives);
    QCOMPARE(inLine(result), u"pg2 pg3"_s); // without a sender nobody can stream: no bar
    QVERIFY(!result.first()->bytesAtRisk.has_value());
    QVERIFY(!result.first()->holdsEveryCommit);
    QCOMPARE(result.remaining, 2);
    QVERIFY(result.majorityRemains());
}

void SuccessionTest::withoutALeader()
{
    const Succession split = successionOf(samples::twoPrimaries(), AutomaticFailover::On);
    QCOMPARE(split.verdict, Verdict::SeveralLead);
    const Succession nothing = successionOf(samples::nothingKnown(), AutomaticFailover::On);
    QCOMPARE(nothing.verdict, Verdict::NoLeader);
    QVERIFY(!nothing.first());
    ClusterSnapshot orphans = samples::healthyCluster();
    orphans.members.removeFirst();
    QCOMPARE(successionOf(orphans, AutomaticFailover::On).verdict, Verdict::NoLeader);
    const Succession alone = successionOf(samples::manyMembers(1), AutomaticFailover::On);
    QCOMPARE(alone.verdict, Verdict::Nobody);
    QCOMPARE(alone.remaining, 0);
    // A member that was promoted is no candidate of the one that does not know it yet.
    ClusterSnapshot after = samples::twoPrimaries();
    samples::makeUnreachable(after, u"pg1"_s, silence, 14s);
    QCOMPARE(successionOf(after, AutomaticFailover::On).leader, u"pg3"_s);
}

QTEST_APPLESS_MAIN(SuccessionTest)
#include "succession_test.moc"
