#include "core/node/start_decision.h"

#include <QTest>

using namespace switchyard::node;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString ours = u"7000000000000000001"_s;
const QString another = u"7000000000000000002"_s;

DiskFacts empty()
{
    return {};
}

DiskFacts data(bool standby, int timeline, const QString& identifier = ours)
{
    return {DiskKind::Data, identifier, timeline, standby, u"shut down"_s, {}, {}};
}

DiskFacts foreign()
{
    return {DiskKind::Foreign, {}, 0, false, {}, {}, u"it has no PG_VERSION"_s};
}

Peer silent(const QString& name)
{
    return {name, {}, {}};
}

Peer reported(const QString& name, const DiskFacts& disk, Phase phase = Phase::Waiting)
{
    return {name, Report{name, phase, disk}, {}};
}

Peer served(const QString& name, bool inRecovery, int timeline, const QString& identifier = ours)
{
    return {name, {}, ServerFacts{inRecovery, identifier, timeline, inRecovery, {}, {}, {}, 0}};
}

/// All that a peer can be seen as.
QVector<QPair<QByteArray, Peer>> everyPeer(const QString& name)
{
    QVector<QPair<QByteArray, Peer>> all{{"silent", silent(name)}, {"empty", reported(name, empty())},
        {"foreign disk", reported(name, foreign())},
        {"other cluster's primary", served(name, false, 2, another)}};
    for (const int timeline : {1, 2, 3}) {
        all << qMakePair("data on " + QByteArray::number(timeline), reported(name, data(false, timeline)))
            << qMakePair("primary on " + QByteArray::number(timeline), served(name, false, timeline))
            << qMakePair("standby on " + QByteArray::number(timeline), served(name, true, timeline));
    }
    return all;
}

Self self(const DiskFacts& disk, const QString& leader = u"pg2"_s)
{
    Self facts;
    facts.name = u"pg1"_s;
    facts.founder = true;
    facts.disk = disk;
    facts.leaseKnown = true;
    facts.leader = leader;
    return facts;
}

const QVector<Peer> pg2Leads{served(u"pg2"_s, false, 2), served(u"pg3"_s, true, 2)};

} // namespace

class NodeStartDecisionTest : public QObject
{
    Q_OBJECT

    /// What must hold whatever the others are; empty if it does.
    static QByteArray broken(const Self& self, const QVector<Peer>& peers)
    {
        const StartDecision d = decideStart(self, peers);
        const auto upstream =
            std::find_if(peers.begin(), peers.end(), [&](const Peer& p) { return p.name == d.upstream; });
        if (d.reason.isEmpty())
            return "says no reason";
        if (!d.upstream.isEmpty() &&
            (upstream == peers.end() || !upstream->writable() || d.upstream != self.leader))
            return "follows one that does not lead";
        switch (d.action) {
        case StartAction::Wait: return {};
        case StartAction::Found: {
            const bool allEmpty = std::all_of(peers.begin(), peers.end(), [](const Peer& p) {
                return !p.server && p.report && p.report->disk.kind == DiskKind::Empty;
            });
            return self.founder && self.disk.kind == DiskKind::Empty && allEmpty ? "" : "founded beside data";
        }
        case StartAction::Clone:
        case StartAction::Rewind:
            if (self.disk.kind == DiskKind::Data &&
                upstream->server->systemIdentifier != self.disk.systemIdentifier)
                return "throws another cluster's data away";
            return d.upstream.isEmpty() ? "copies nobody" : "";
        case StartAction::Start:
            if (self.rewindUnfinished)
                return "starts half a directory";
            return self.disk.kind == DiskKind::Data ? "" : "starts what is no data";
        }
        return "an unknown action";
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void holdsForEverythingThatCanBeAnswered()
    {
        for (const DiskFacts& disk : {empty(), data(false, 2), data(true, 2), foreign()}) {
            for (const auto& [firstName, first] : everyPeer(u"pg2"_s)) {
                for (const auto& [secondName, second] : everyPeer(u"pg3"_s)) {
                    for (const QString& leader : {QString(), u"pg1"_s, u"pg2"_s}) {
                        for (const int mix : {0, 1, 2, 4, 8, 9, 15}) {
                            Self me = self(disk, leader);
                            me.leaseKnown = !(mix & 1);
                            me.rewindUnfinished = mix & 2;
                            me.founder = !(mix & 4);
                            me.step = mix & 8 ? RejoinStep::Rewind : RejoinStep::Follow;
                            const QByteArray problem = broken(me, {first, second});
                            QVERIFY2(problem.isEmpty(),
                                (problem + ": " + firstName + ", " + secondName).constData());
                        }
                    }
                }
            }
        }
    }

    void founds()
    {
        const QVector<Peer> fresh{reported(u"pg2"_s, empty()), reported(u"pg3"_s, empty())};
        Self me = self(empty(), {});
        QCOMPARE(decideStart(me, fresh).action, StartAction::Found);
        QCOMPARE(decideStart(me, {}).action, StartAction::Found); // the only member
        me.leaseKnown = false;
        QCOMPARE(decideStart(me, fresh).action, StartAction::Wait);
        me = self(empty(), u"pg2"_s);
        QCOMPARE(decideStart(me, fresh).action, StartAction::Wait);
        me = self(empty(), {});
        QCOMPARE(decideStart(me, {fresh[0], silent(u"pg3"_s)}).action, StartAction::Wait);
    }

    void copiesOnlyWhoHoldsTheLease()
    {
        QCOMPARE(decideStart(self(empty()), pg2Leads),
            (StartDecision{StartAction::Clone, u"pg2"_s, u"the disk is empty and pg2 leads"_s}));
        QCOMPARE(decideStart(self(empty(), {}), pg2Leads).action, StartAction::Wait);
    }

    void aFormerPrimaryLeavesTheLeadToOthersFirst()
    {
        const QVector<Peer> others{served(u"pg2"_s, true, 2), served(u"pg3"_s, true, 2)};
        Self me = self(data(false, 2), {});
        QCOMPARE(decideStart(me, others).action, StartAction::Wait);
        me.waited = patienceForSuccessor;
        QCOMPARE(decideStart(me, others).action, StartAction::Start);
        me.waited = 0s;
        QCOMPARE(decideStart(me, {}).action, StartAction::Start); // there are no others
        me.disk.standby = true;
        QCOMPARE(decideStart(me, others).action, StartAction::Start);
    }

    void rejoinsByTheCheapestWayLeft()
    {
        Self me = self(data(false, 1));
        QCOMPARE(decideStart(me, pg2Leads).action, StartAction::Start);
        QCOMPARE(decideStart(me, pg2Leads).upstream, u"pg2"_s);
        me.step = RejoinStep::Rewind;
        QCOMPARE(decideStart(me, pg2Leads).action, StartAction::Rewind);
        me.step = RejoinStep::Clone;
        QCOMPARE(decideStart(me, pg2Leads).action, StartAction::Clone);
        me.step = RejoinStep::Follow;
        me.ledTimeline = 2; // two primaries of one number: nothing to rewind to
        QCOMPARE(decideStart(me, pg2Leads).action, StartAction::Clone);
        me.ledTimeline = 1;
        me.rewindUnfinished = true;
        QCOMPARE(decideStart(me, pg2Leads).action, StartAction::Clone);
        QCOMPARE(decideStart(me, {silent(u"pg2"_s), silent(u"pg3"_s)}).action, StartAction::Wait);
    }
};

QTEST_GUILESS_MAIN(NodeStartDecisionTest)
#include "node_start_decision_test.moc"
