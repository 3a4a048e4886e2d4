#include "core/node/door_decision.h"

#include <QTest>

using namespace switchyard;
using namespace switchyard::node;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString ours = u"7000000000000000001"_s;

Peer standby(const QString& name, quint64 position, int timeline = 4, const QString& upstream = {})
{
    return {name, {},
        ServerFacts{true, ours, timeline, !upstream.isEmpty(), Lsn(position), Lsn(position), upstream, 0}};
}

Peer primary(const QString& name, quint64 position, int timeline = 4)
{
    return {name, {}, ServerFacts{false, ours, timeline, false, Lsn(position), Lsn(), {}, 0}};
}

Peer stranger(const QString& name)
{
    Peer peer = standby(name, 9000, 9);
    peer.server->systemIdentifier = u"8"_s;
    return peer;
}

Peer silent(const QString& name)
{
    return {name, {}, {}};
}

/// pg1 led before, with ANY 1 of the two others; pg2 asks.
DoorFacts afterPg1()
{
    DoorFacts facts;
    facts.self = standby(u"pg2"_s, 1000);
    facts.others = {silent(u"pg1"_s), standby(u"pg3"_s, 1000)};
    facts.agreement.claims = {{u"pg1"_s, {u"pg2"_s, u"pg3"_s}, 1}};
    return facts;
}

/// All that a peer can be seen as, relative to a member with position 1000 on timeline 4.
QVector<QPair<QByteArray, Peer>> everyPeer(const QString& name)
{
    QVector<QPair<QByteArray, Peer>> all{{"silent", silent(name)}, {"another cluster's", stranger(name)},
        {"primary", primary(name, 1000)}, {"primary, newer", primary(name, 1, 5)}};
    for (const int timeline : {3, 4, 5}) {
        for (const quint64 position : {900, 1000, 1100}) {
            for (const QString& upstream : {QString(), u"pg2-replication"_s, u"pg1-replication"_s}) {
                const QByteArray text = "standby " + QByteArray::number(timeline) + '/' +
                                        QByteArray::number(position) + " from " + upstream.toUtf8();
                all << qMakePair(text, standby(name, position, timeline, upstream));
            }
        }
    }
    return all;
}

} // namespace

class NodeDoorDecisionTest : public QObject
{
    Q_OBJECT

    /// What must hold of a promotion, whatever the others are; empty if it does.
    static QByteArray broken(const DoorFacts& facts)
    {
        const DoorDecision decision = decideDoor(facts);
        if (decision.reason.isEmpty())
            return "says no reason";
        if (decision.verdict != DoorVerdict::Promote)
            return {};
        if (!facts.self.server || !facts.self.server->inRecovery)
            return "promoted what is no standby";
        int heard = 1;
        bool leaderHeard = false;
        for (const Peer& peer : facts.others) {
            if (!peer.server || peer.server->systemIdentifier != ours)
                continue;
            if (peer.writable())
                return "promoted beside a writable one";
            if (std::pair(peer.server->timeline, peer.server->position) >
                std::pair(facts.self.server->timeline, facts.self.server->position))
                return "promoted though another one has more";
            if (facts.turned && peer.server->upstream.startsWith(u"pg1"))
                return "promoted while a sibling could still acknowledge for the old primary";
            leaderHeard |= peer.name == u"pg1";
            heard += peer.name == u"pg3" ? 1 : 0;
        }
        if (!facts.agreement.handoverTo.isEmpty() && facts.agreement.handoverTo != facts.self.name &&
            facts.nobodyFor < patienceForBetter)
            return "promoted instead of the planned one";
        const Claim claim = facts.agreement.claims.value(0);
        if (claim.leader == u"pg1" && claim.quorum == 1 && !leaderHeard && heard < 2)
            return "promoted without knowing that nothing acknowledged is missing";
        return {};
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void holdsForEverythingThatCanBeAnswered()
    {
        int promotions = 0, all = 0;
        for (const auto& [firstName, first] : everyPeer(u"pg1"_s)) {
            for (const auto& [secondName, second] : everyPeer(u"pg3"_s)) {
                for (const QString& planned : {QString(), u"pg2"_s, u"pg3"_s}) {
                    for (const int mix : {0, 1, 2, 3, 4, 5, 6, 7}) {
                        DoorFacts facts = afterPg1();
                        facts.others = {first, second};
                        facts.agreement.handoverTo = planned;
                        facts.turned = mix & 1;
                        facts.asked = mix & 2;
                        facts.nobodyFor = mix & 4 ? 60s : 0s;
                        const QByteArray problem = broken(facts);
                        QVERIFY2(problem.isEmpty(), (problem + ": pg1 " + firstName + ", pg3 " + secondName +
                                                        ", mix " + QByteArray::number(mix))
                                                        .constData());
                        promotions += decideDoor(facts).verdict == DoorVerdict::Promote ? 1 : 0;
                        ++all;
                    }
                }
            }
        }
        QVERIFY2(promotions > 100 && promotions < all / 2, QByteArray::number(promotions).constData());
    }

    void aSiblingThatAnswersIsEnough() { QCOMPARE(decideDoor(afterPg1()).verdict, DoorVerdict::Promote); }

    void anUnknownSiblingMayHaveMore()
    {
        DoorFacts facts = afterPg1();
        facts.others = {silent(u"pg1"_s), silent(u"pg3"_s)};
        facts.nobodyFor = 1h;
        const DoorDecision decision = decideDoor(facts);
        QCOMPARE(decision.verdict, DoorVerdict::Wait);
        QVERIFY(decision.reason.contains(u"pg3"_s));
        // The old leader itself has all that it acknowledged.
        facts.others = {standby(u"pg1"_s, 900), silent(u"pg3"_s)};
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::Promote);
        // Nobody waited for pg3 any more when pg1 stopped.
        facts.others = {silent(u"pg1"_s), silent(u"pg3"_s)};
        facts.agreement.claims = {{u"pg1"_s, {u"pg2"_s}, 1}};
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::Promote);
    }

    void everyClaimCounts()
    {
        DoorFacts facts = afterPg1();
        facts.others = {silent(u"pg1"_s), silent(u"pg3"_s)};
        facts.agreement.claims = {{u"pg1"_s, {u"pg2"_s}, 1}, {u"pg3"_s, {u"pg1"_s, u"pg2"_s}, 1}};
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::Wait);
    }

    void asynchronousWaitsALittleForTheBetterOne()
    {
        DoorFacts facts = afterPg1();
        facts.others = {silent(u"pg1"_s), silent(u"pg3"_s)};
        facts.agreement.claims.first().quorum = 0;
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::Wait);
        facts.nobodyFor = patienceForBetter;
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::Promote);
    }

    void ofTwoAlikeTheFirstDoesIt()
    {
        DoorFacts third = afterPg1();
        third.self = standby(u"pg3"_s, 1000);
        third.others = {silent(u"pg1"_s), standby(u"pg2"_s, 1000)};
        QCOMPARE(decideDoor(third).verdict, DoorVerdict::StandDown);
        QCOMPARE(decideDoor(third).better, u"pg2"_s);
        third.asked = true;
        QCOMPARE(decideDoor(third).verdict, DoorVerdict::Promote);
        third.asked = false;
        third.agreement.handoverTo = u"pg3"_s;
        QCOMPARE(decideDoor(third).verdict, DoorVerdict::Promote);
        third.agreement.handoverTo.clear();
        third.nobodyFor = patienceForBetter; // pg2 does not, for whatever reason
        QCOMPARE(decideDoor(third).verdict, DoorVerdict::Promote);
    }

    void aPlannedSuccessorThatFailsKeepsNobodyOut()
    {
        DoorFacts facts = afterPg1();
        facts.agreement.handoverTo = u"pg3"_s;
        facts.others.last() = silent(u"pg3"_s);
        facts.others.first() = standby(u"pg1"_s, 900);
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::StandDown);
        facts.nobodyFor = patienceForBetter;
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::Promote);
    }

    void aCleanStopIsFollowedOnlyWithItsCheckpoint()
    {
        DoorFacts facts = afterPg1();
        facts.agreement.stops.insert(u"pg1"_s, {u"pg1"_s, true, Lsn(1000), 4});
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::Wait);
        facts.self.server->position = Lsn(1120);
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::Promote);
    }

    void anUnknownPastNeedsEverybody()
    {
        DoorFacts facts = afterPg1();
        facts.agreement.claims.clear();
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::Wait);
        facts.others.first() = standby(u"pg1"_s, 900);
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::Promote);
        facts.others.first() = silent(u"pg1"_s);
        facts.nobodyFor = patienceForUnknownPast; // most were heard
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::Promote);
        facts.others.last() = silent(u"pg3"_s);
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::Wait);
    }

    void anotherClustersDataIsNeverPromoted()
    {
        DoorFacts facts = afterPg1();
        facts.agreement.systemIdentifier = u"8"_s;
        QCOMPARE(decideDoor(facts).verdict, DoorVerdict::Refuse);
    }

    void hostsOfAMember()
    {
        QVERIFY(isHostOf(u"pg1"_s, u"pg1"_s));
        QVERIFY(isHostOf(u"pg1-replication"_s, u"pg1"_s));
        QVERIFY(!isHostOf(u"pg11-replication"_s, u"pg1"_s));
        QVERIFY(!isHostOf({}, u"pg1"_s));
    }
};

QTEST_GUILESS_MAIN(NodeDoorDecisionTest)
#include "node_door_decision_test.moc"
