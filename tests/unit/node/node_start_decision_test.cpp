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
    return {DiskKind::Data, identifier, timeline, standby, u"shut down"_s, {}};
}

DiskFacts foreign()
{
    return {DiskKind::Foreign, {}, 0, false, {}, u"it has no PG_VERSION"_s};
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
    return {name, {}, ServerFacts{inRecovery, identifier, timeline, inRecovery}};
}

/// Everything that a peer can be seen as, named for the messages.
QVector<QPair<QByteArray, Peer>> everyPeer(const QString& name)
{
    QVector<QPair<QByteArray, Peer>> all{{"silent", silent(name)}, {"empty", reported(name, empty())},
        {"cloning", reported(name, empty(), Phase::Cloning)}, {"foreign disk", reported(name, foreign())},
        {"other cluster's disk", reported(name, data(false, 2, another))},
        {"other cluster's primary", served(name, false, 2, another)}};
    for (const int timeline : {1, 2, 3}) {
        const QByteArray on = " on " + QByteArray::number(timeline);
        all << qMakePair("former primary" + on, reported(name, data(false, timeline)))
            << qMakePair("says primary" + on, reported(name, data(false, timeline), Phase::Primary))
            << qMakePair("standby's disk" + on, reported(name, data(true, timeline)))
            << qMakePair("primary" + on, served(name, false, timeline))
            << qMakePair("standby" + on, served(name, true, timeline));
        Peer both = reported(name, data(true, timeline), Phase::Standby);
        both.server = served(name, true, timeline).server;
        all << qMakePair("standby, both ways," + on, both);
        both = reported(name, data(true, 1), Phase::Standby);
        both.server = served(name, false, timeline).server;
        all << qMakePair("promoted a moment ago" + on, both);
    }
    return all;
}

struct Disk
{
    QByteArray name;
    DiskFacts facts;
};
const QVector<Disk> everyDisk{{"empty", empty()}, {"former primary", data(false, 2)},
    {"standby", data(true, 2)}, {"foreign", foreign()}};

} // namespace

Q_DECLARE_METATYPE(switchyard::node::Self)
Q_DECLARE_METATYPE(switchyard::node::StartAction)
Q_DECLARE_METATYPE(QVector<switchyard::node::Peer>)

class NodeStartDecisionTest : public QObject
{
    Q_OBJECT

    /// What must hold whatever the others are; empty if it does.
    static QByteArray broken(const Self& self, const QVector<Peer>& peers, const StartDecision& d)
    {
        const Peer* upstream = nullptr;
        int heard = 1, newest = 0;
        bool anyWritable = false, anyForeign = false, anyNewer = false, allEmpty = true;
        for (const Peer& p : peers) {
            if (p.name == d.upstream)
                upstream = &p;
            heard += p.heard() ? 1 : 0;
            anyWritable |= p.writable();
            const int timeline =
                std::max(p.server ? p.server->timeline : 0, p.report ? p.report->disk.timeline : 0);
            anyNewer |= timeline > self.disk.timeline;
            newest = p.writable() ? std::max(newest, p.server->timeline) : newest;
            anyForeign |= p.server && p.server->systemIdentifier != ours;
            allEmpty &= !p.server && p.report && p.report->disk.kind == DiskKind::Empty;
        }
        if (d.reason.isEmpty())
            return "says no reason";
        switch (d.action) {
        case StartAction::Wait: return {};
        case StartAction::StartPrimary:
            if (self.disk.kind != DiskKind::Data || self.disk.standby)
                return "primary from a disk that is none";
            if (anyWritable || anyForeign || anyNewer)
                return "primary beside another one, another cluster or a newer history";
            if (heard * 2 <= peers.size() + 1 && !self.allowedByPerson)
                return "primary without a majority or a person";
            if (heard < peers.size() + 1 && self.waited < patienceForAll && !self.allowedByPerson)
                return "primary before all had time to answer";
            return {};
        case StartAction::Found:
            return self.founder && self.disk.kind == DiskKind::Empty && allEmpty ? "" : "founded beside data";
        case StartAction::Clone:
            return self.disk.kind == DiskKind::Empty && upstream && upstream->writable() &&
                           upstream->server->timeline == newest
                       ? ""
                       : "cloned from no primary, or over data";
        case StartAction::StartStandby:
            if (self.disk.kind != DiskKind::Data || (upstream && !upstream->writable()))
                return "standby without data, or of a standby";
            if (upstream && upstream->server->timeline < self.disk.timeline)
                return "standby of an older primary";
            return upstream || self.disk.standby ? "" : "a former primary made a standby of nobody";
        }
        return "no action";
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void decides_data()
    {
        QTest::addColumn<Self>("self");
        QTest::addColumn<QVector<Peer>>("peers");
        QTest::addColumn<StartAction>("action");
        QTest::addColumn<QString>("upstream");
        const Self newFounder{u"pg1"_s, true, empty()}, newOther{u"pg1"_s, false, empty()};
        const Self formerPrimary{u"pg1"_s, true, data(false, 2)}, standby{u"pg1"_s, true, data(true, 2)};
        Self patient = formerPrimary, allowed = formerPrimary;
        patient.waited = patienceForAll;
        allowed.allowedByPerson = true;
        const auto row = [](const char* name, const Self& self, const QVector<Peer>& peers,
                             StartAction action, const QString& upstream = {}) {
            QTest::newRow(name) << self << peers << action << upstream;
        };
        const QString b = u"pg2"_s, c = u"pg3"_s;
        constexpr auto Wait = StartAction::Wait, Found = StartAction::Found, Clone = StartAction::Clone;
        constexpr auto StartStandby = StartAction::StartStandby, StartPrimary = StartAction::StartPrimary;
        row("the founder of an empty cluster founds", newFounder,
            {reported(b, empty()), reported(c, empty())}, Found);
        row("alone, it founds", newFounder, {}, Found);
        row("not before all were heard", newFounder, {reported(b, empty()), silent(c)}, Wait);
        row("not when one has data", newFounder, {reported(b, empty()), reported(c, data(true, 1))}, Wait);
        row("not when one runs", newFounder, {reported(b, empty()), served(c, true, 1)}, Wait);
        row("another than the founder waits", newOther, {reported(b, empty()), reported(c, empty())}, Wait);
        row("an empty founder clones too", newFounder, {served(b, false, 2), silent(c)}, Clone, b);
        row("an empty member clones from the primary", newOther, {served(b, true, 2), served(c, false, 2)},
            Clone, c);
        row("and from the newer of two", newOther, {served(b, false, 2), served(c, false, 3)}, Clone, c);
        row("but from neither of two alike", newOther, {served(b, false, 3), served(c, false, 3)}, Wait);
        row("a primary comes back", formerPrimary, {served(b, true, 2), served(c, true, 2)}, StartPrimary);
        row("also when standbys start with it", formerPrimary,
            {reported(b, data(true, 2)), reported(c, data(true, 2))}, StartPrimary);
        row("also when the others are still empty", formerPrimary,
            {reported(b, empty()), reported(c, empty())}, StartPrimary);
        row("first it wants to hear all", formerPrimary, {served(b, true, 2), silent(c)}, Wait);
        row("then most are enough", patient, {served(b, true, 2), silent(c)}, StartPrimary);
        row("cut off, it waits for ever", patient, {silent(b), silent(c)}, Wait);
        row("one of two alone waits, too", patient, {silent(b)}, Wait);
        row("until a person allows it", allowed, {silent(b), silent(c)}, StartPrimary);
        row("a person cannot allow a second one", allowed, {served(b, false, 2), silent(c)}, StartStandby, b);
        row("nor one behind a newer history", allowed, {served(b, true, 3), silent(c)}, Wait);
        row("it follows whom was promoted", formerPrimary, {served(b, false, 3), served(c, true, 3)},
            StartStandby, b);
        row("it waits behind a newer history", patient, {served(b, true, 3), served(c, true, 2)}, Wait);
        row("it waits beside an older writer", formerPrimary, {served(b, false, 1), served(c, true, 1)},
            Wait);
        row("two former primaries wait", formerPrimary, {reported(b, data(false, 2)), served(c, true, 2)},
            Wait);
        row("the newer of two former ones starts", formerPrimary,
            {reported(b, data(false, 1)), served(c, true, 2)}, StartPrimary);
        row("another cluster's data waits", formerPrimary, {served(b, false, 2, another), silent(c)}, Wait);
        row("a standby follows the primary", standby, {served(b, false, 2), silent(c)}, StartStandby, b);
        row("a standby starts also alone", standby, {silent(b), silent(c)}, StartStandby);
        row("but follows nobody older", standby, {served(b, false, 1), silent(c)}, StartStandby);
        row("a standby beside two alike waits", standby, {served(b, false, 3), served(c, false, 3)}, Wait);
        row("what is no data is not touched", Self{u"pg1"_s, true, foreign()}, {served(b, false, 2)}, Wait);
    }

    void decides()
    {
        QFETCH(Self, self);
        QFETCH(QVector<Peer>, peers);
        const StartDecision decision = decideStart(self, peers);
        QTEST(decision.action, "action");
        QTEST(decision.upstream, "upstream");
    }

    void keepsItsPromisesInEveryCombination()
    {
        int combinations = 0;
        const auto seconds = everyPeer(u"pg2"_s), thirds = everyPeer(u"pg3"_s);
        for (const Disk& disk : everyDisk) {
            for (const auto& [secondName, second] : seconds) {
                for (const auto& [thirdName, third] : thirds) {
                    for (int variant = 0; variant < 8; ++variant) {
                        const Self self{u"pg1"_s, (variant & 1) != 0, disk.facts, (variant & 2) != 0,
                            (variant & 4) != 0 ? patienceForAll : 0s};
                        const QVector<Peer> peers{second, third};
                        const StartDecision decision = decideStart(self, peers);
                        const QByteArray problem = broken(self, peers, decision);
                        const QByteArray where =
                            problem + ": " + disk.name + " beside " + secondName + " and " + thirdName +
                            ", variant " + QByteArray::number(variant) + ": " + decision.reason.toUtf8();
                        QVERIFY2(problem.isEmpty(), where.constData());
                        ++combinations;
                    }
                }
            }
        }
        QCOMPARE(combinations, 4 * 27 * 27 * 8);
    }

    // Two members that hear each other truly, and no third one: at most one of them starts writable.
    void twoThatHearEachOtherNeverBothLead()
    {
        QVector<DiskFacts> disks{empty(), foreign()};
        for (const int timeline : {1, 2}) {
            for (const bool standby : {false, true})
                disks << data(standby, timeline) << data(standby, timeline, another);
        }
        int led = 0;
        for (const DiskFacts& first : disks) {
            for (const DiskFacts& second : disks) {
                const Self one{u"pg1"_s, true, first, false, patienceForAll};
                const Self two{u"pg2"_s, false, second, false, patienceForAll};
                const bool oneLeads = leads(decideStart(one, {reported(u"pg2"_s, second)}));
                const bool twoLeads = leads(decideStart(two, {reported(u"pg1"_s, first)}));
                QVERIFY2(!(oneLeads && twoLeads), "both lead");
                led += (oneLeads || twoLeads) ? 1 : 0;
            }
        }
        QVERIFY(led > 0); // else the check above could not fail
    }

private:
    static bool leads(const StartDecision& decision)
    {
        return decision.action == StartAction::StartPrimary || decision.action == StartAction::Found;
    }
};

QTEST_GUILESS_MAIN(NodeStartDecisionTest)
#include "node_start_decision_test.moc"
