#include "core/cluster/join.h"

#include "tests/unit/cluster/samples.h"

#include <QRegularExpression>
#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using samples::member;
using samples::primaryFacts;
using samples::senderRow;
using samples::standbyFacts;

namespace {

/// pg1 leads at 1000; pg2 has written and flushed all of it and replayed 900; pg3 flushed 800 and replayed
/// 700.
QVector<Member> cluster()
{
    MemberFacts primary = primaryFacts(1000);
    primary.senders = {senderRow(u"pg2"_s), senderRow(u"pg3"_s)};
    return {member(u"pg1"_s, primary), member(u"pg2"_s, standbyFacts(u"pg1"_s, 1000, 900)),
        member(u"pg3"_s, standbyFacts(u"pg1"_s, 800, 700))};
}

template<typename Change> void change(QVector<Member>& members, int index, Change apply)
{
    MemberFacts copy = *members[index].facts.live();
    apply(copy);
    members[index].facts = Fact<MemberFacts>::known(copy, {});
}

void silence(QVector<Member>& members, int index)
{
    members[index].facts = members[index].facts.failed(Error{ErrorKind::Timeout, u"pg.timeout"_s, {}, {}});
}

QString number(std::optional<std::int64_t> value)
{
    return value ? QString::number(*value) : u"-"_s;
}

/// "pg1 connected streaming 0/0/100 12000": upstream, both ends, state, bytes to write/flush/replay, replay
/// lag in µs.
QString inOneLine(const std::optional<Stream>& s)
{
    if (!s)
        return u"none"_s;
    return u"%1 %2 %3 %4/%5/%6 %7"_s.arg(s->upstream.isEmpty() ? u"-"_s : s->upstream,
        s->connected ? u"connected"_s : u"broken"_s, s->state.isEmpty() ? u"-"_s : s->state,
        number(s->writeLagBytes), number(s->flushLagBytes), number(s->replayLagBytes),
        s->replayLag ? QString::number(s->replayLag->count()) : u"-"_s);
}

QStringList inLines(const QVector<Member>& members)
{
    QStringList lines;
    for (const auto& stream : joinStreams(members))
        lines << inOneLine(stream);
    return lines;
}

} // namespace

class JoinTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void measuresAHealthyCluster()
    {
        const auto members = cluster();
        QCOMPARE(inLines(members), (QStringList{u"none"_s, u"pg1 connected streaming 0/0/100 12000"_s,
                                       u"pg1 connected streaming 200/200/300 12000"_s}));
        QCOMPARE(joinStreams(members)[1]->writeLag, Duration::zero()); // nothing left to write
        QCOMPARE(joinStreams(members)[2]->writeLag, Duration(12ms));
        QCOMPARE(joinStreams(members)[1]->syncState, u"quorum"_s);
    }

    void saysZeroWhenNothingIsLeft()
    {
        auto members = cluster();
        change(members, 1, [](MemberFacts& f) { f.replayed = Lsn(1000); });
        change(members, 0, [](MemberFacts& f) { f.senders[0].replayLag = 5min; }); // an idle primary's memory
        QCOMPARE(inLines(members)[1], u"pg1 connected streaming 0/0/0 0"_s);
    }

    void isNeverBelowZero()
    {
        auto members = cluster();
        change(members, 1, [](MemberFacts& f) {
            f.receiver->written = f.receiver->flushed = f.received = Lsn(1040);
            f.replayed = Lsn(1030);
        });
        QCOMPARE(inLines(members)[1], u"pg1 connected streaming 0/0/0 0"_s);
    }

    void leavesSecondsEmptyWhenNobodyMeasured()
    {
        auto members = cluster();
        change(members, 0, [](MemberFacts& f) { f.senders[1].replayLag.reset(); });
        QCOMPARE(inLines(members)[2], u"pg1 connected streaming 200/200/300 -"_s);
    }

    void followsACascadeToItsRoot()
    {
        auto members = cluster();
        change(members, 0, [](MemberFacts& f) { f.senders.removeLast(); });
        change(members, 1, [](MemberFacts& f) { f.senders = {senderRow(u"pg3"_s)}; });
        change(members, 2, [](MemberFacts& f) { f.receiver->senderHost = u"pg2"_s; });
        QCOMPARE(inLines(members)[2], u"pg2 connected streaming 200/200/300 12000"_s);
    }

    void endsWhereTwoFollowEachOther()
    {
        auto members = cluster();
        silence(members, 0);
        change(members, 1, [](MemberFacts& f) { f.receiver->senderHost = u"pg3"_s; });
        change(members, 2, [](MemberFacts& f) { f.receiver->senderHost = u"pg2"_s; });
        QCOMPARE(inLines(members)[1], u"pg3 broken streaming -/-/- -"_s);
    }

    void needsBothEnds()
    {
        auto senderGone = cluster();
        change(senderGone, 0, [](MemberFacts& f) { f.senders.removeFirst(); });
        QCOMPARE(inLines(senderGone)[1], u"pg1 broken streaming 0/0/100 -"_s);

        auto receiverGone = cluster();
        change(receiverGone, 1, [](MemberFacts& f) { f.receiver.reset(); });
        QCOMPARE(inLines(receiverGone)[1], u"pg1 broken streaming 0/0/100 12000"_s);

        auto catchingUp = cluster();
        change(catchingUp, 0, [](MemberFacts& f) { f.senders[0].state = u"catchup"_s; });
        QCOMPARE(inLines(catchingUp)[1], u"pg1 broken catchup 0/0/100 12000"_s);

        auto upstreamSilent = cluster();
        silence(upstreamSilent, 0);
        QCOMPARE(inLines(upstreamSilent)[1], u"pg1 broken streaming -/-/- -"_s);

        auto standbySilent = cluster();
        silence(standbySilent, 1);
        QCOMPARE(inLines(standbySilent)[1], u"none"_s);
        QCOMPARE(inLines(standbySilent)[2], inLines(cluster())[2]);
    }

    void takesAHiddenReceiverForAgreement()
    {
        auto members = cluster();
        change(members, 1, [](MemberFacts& f) {
            f.receiver = Receiver{};
            f.canSeeAll = false;
        });
        QCOMPARE(inLines(members)[1], u"pg1 connected streaming 0/0/100 12000"_s);
        change(members, 1, [](MemberFacts& f) { f.canSeeAll = true; });
        QCOMPARE(inLines(members)[1], u"pg1 broken streaming 0/0/100 12000"_s);
    }

    void measuresAStandbyThatNobodySendsTo()
    {
        auto members = cluster();
        change(members, 0, [](MemberFacts& f) { f.senders.removeLast(); });
        change(members, 2, [](MemberFacts& f) { f.receiver.reset(); });
        QCOMPARE(inLines(members)[2], u"- broken - 200/200/300 -"_s);
        change(members, 0, [](MemberFacts& f) { f.timeline = 2; });
        QCOMPARE(
            inLines(members)[2], u"- broken - -/-/- -"_s); // positions of two timelines are not comparable
        change(members, 0, [](MemberFacts& f) { f.timeline = 1; });
        change(members, 2, [](MemberFacts& f) { f.systemIdentifier = u"7002"_s; });
        QCOMPARE(inLines(members)[2], u"- broken - -/-/- -"_s);
    }

    void measuresEachAgainstItsOwnOfTwoPrimaries()
    {
        auto members = cluster();
        MemberFacts other = primaryFacts(5000);
        other.timeline = 2;
        other.senders = {senderRow(u"pg3"_s)};
        members[1] = member(u"pg2"_s, other);
        change(members, 0, [](MemberFacts& f) { f.senders.removeFirst(); });
        change(members, 2, [](MemberFacts& f) { f.receiver->senderHost = u"pg2"_s; });
        QCOMPARE(inLines(members),
            (QStringList{u"none"_s, u"none"_s, u"pg2 connected streaming 4200/4200/4300 12000"_s}));
        change(members, 2, [](MemberFacts& f) { f.receiver->senderHost = u"172.19.0.7"_s; });
        change(members, 0, [](MemberFacts& f) { f.senders[0].state = u"startup"_s; });
        QCOMPARE(
            inLines(members)[2].section(u' ', 0, 0), u"pg2"_s); // the row that streams, not the one left over
    }

    void recognisesTheStandbysRow_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("application");
        QTest::addColumn<bool>("connected");
        QTest::newRow("by name") << u"pg1"_s << u"pg2"_s << true;
        QTest::newRow("by service") << u"tasks.practice_pg1"_s << u"practice_pg2"_s << true;
        QTest::newRow("case") << u"PG1."_s << u"PG2"_s << true;
        QTest::newRow("by address") << u"10.77.0.1"_s << u"pg2"_s << true;
        QTest::newRow("address inside an overlay") << u"10.0.9.4"_s << u"pg2"_s << true;
        QTest::newRow("by repmgr's name") << u"pg1"_s << u"berlin-2"_s << true;
        QTest::newRow("nameless") << u"pg1"_s << u"walreceiver"_s << true;
        QTest::newRow("nameless, host unknown") << u"10.0.9.4"_s << u"walreceiver"_s << false;
    }
    void recognisesTheStandbysRow()
    {
        QFETCH(QString, host);
        QFETCH(QString, application);
        QFETCH(bool, connected);
        auto members = cluster();
        change(members, 1, [&](MemberFacts& f) {
            f.receiver->senderHost = host;
            f.repmgr = Repmgr{{RepmgrNode{7, u"berlin-2"_s, u"standby"_s, 1, true, 100}}, 7, true, false};
        });
        change(members, 0, [&](MemberFacts& f) { f.senders[0].applicationName = application; });
        QCOMPARE(joinStreams(members)[1]->connected, connected);
    }

    void takesNoOtherForIt()
    {
        const auto rowsNamed = [](const QStringList& names) {
            auto members = cluster();
            change(members, 0, [&](MemberFacts& f) {
                f.senders.clear();
                for (const QString& name : names)
                    f.senders << senderRow(name);
            });
            return joinStreams(members)[1]->connected;
        };
        QVERIFY(rowsNamed({u"pg3"_s, u"walreceiver"_s}));
        QVERIFY(!rowsNamed({u"walreceiver"_s, u"walreceiver"_s})); // neither is surely it
        QVERIFY(!rowsNamed({u"pg_receivewal"_s}));
        QVERIFY(!rowsNamed({u"pg4"_s}));
    }

    void findsTheSlot()
    {
        auto members = cluster();
        Slot named, byMember, byId, logical;
        named.name = u"for_two"_s;
        named.retainedBytes = 11;
        byMember.name = u"pg2"_s;
        byMember.retainedBytes = 22;
        byId.name = u"repmgr_slot_7"_s;
        byId.retainedBytes = 33;
        named.type = byMember.type = byId.type = u"physical"_s;
        logical.name = u"pg2"_s;
        logical.type = u"logical"_s;
        const auto slot = [&](const QVector<Slot>& held) {
            change(members, 0, [&](MemberFacts& f) { f.replicationSlots = held; });
            const Stream stream = *joinStreams(members)[1];
            return stream.slotName + u'=' + number(stream.slotRetainedBytes);
        };
        change(members, 1, [](MemberFacts& f) { f.receiver->slotName = u"for_two"_s; });
        QCOMPARE(slot({byMember, named}), u"for_two=11"_s);
        QCOMPARE(slot({byMember}), u"for_two=-"_s);
        change(members, 1, [](MemberFacts& f) { f.receiver.reset(); });
        QCOMPARE(slot({logical, byMember}), u"pg2=22"_s);
        change(members, 1, [](MemberFacts& f) { f.repmgr = Repmgr{{}, 7, true, false}; });
        QCOMPARE(slot({byId}), u"repmgr_slot_7=33"_s);
        QCOMPARE(slot({logical}), u"=-"_s);
    }

    void namesWhatAPoolPointsAt_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("target");
        QTest::newRow("member") << u"pg1"_s << 5432 << u"pg1"_s;
        QTest::newRow("tasks") << u"tasks.pg1"_s << 5432 << u"pg1"_s;
        QTest::newRow("service") << u"practice_pg1"_s << 5432 << u"pg1"_s;
        QTest::newRow("tasks of a service") << u"tasks.practice_pg3"_s << 5432 << u"pg3"_s;
        QTest::newRow("address") << u"10.77.0.2"_s << 5432 << u"pg2"_s;
        QTest::newRow("another port there") << u"10.77.0.2"_s << 9999 << u"10.77.0.2:9999"_s;
        QTest::newRow("alias") << u"pg1-replication"_s << 5432 << u"pg1"_s;
        QTest::newRow("alias of a stranger") << u"pg10-replication"_s << 5432 << u"pg10-replication:5432"_s;
        QTest::newRow("not ours") << u"pg1-backup"_s << 5432 << u"pg1-backup:5432"_s;
        QTest::newRow("list") << u"pg2,pg3"_s << 5432 << u"pg2,pg3"_s;
        QTest::newRow("list with spaces") << u"pg2, tasks.pg3"_s << 5432 << u"pg2,pg3"_s;
        QTest::newRow("list with a stranger") << u"pg2,elsewhere"_s << 5432 << u"pg2,elsewhere:5432"_s;
        QTest::newRow("stranger") << u"pg10"_s << 5432 << u"pg10:5432"_s;
        QTest::newRow("nothing") << QString() << 5432 << u":5432"_s;
    }
    void namesWhatAPoolPointsAt()
    {
        QFETCH(QString, host);
        QFETCH(int, port);
        QFETCH(QString, target);
        QCOMPARE(poolTarget(cluster(), host, static_cast<quint16>(port)), target);
    }

    void doesNotGuessBehindATunnel()
    {
        auto members = cluster();
        members[0].host = members[1].host = u"127.0.0.1"_s;
        members[1].port = 5433;
        QCOMPARE(poolTarget(members, u"127.0.0.1"_s, 5433), u"pg2"_s);
        QVERIFY(!memberForHost(members, u"127.0.0.1"_s));
    }
};

QTEST_APPLESS_MAIN(JoinTest)
#include "join_test.moc"
