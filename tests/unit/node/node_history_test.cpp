#include "core/node/following.h"
#include "core/node/history.h"

#include <QTest>

using namespace switchyard;
using namespace switchyard::node;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ServerFacts server(int timeline, quint64 position, bool inRecovery = true)
{
    return {inRecovery, u"7"_s, timeline, false, Lsn(position), Lsn(position), {}, 0};
}

// The leader is on timeline 5, at 5000: it left 3 at 2000 and 4 at 3000.
const ServerFacts leader = server(5, 5000, false);
const QVector<TimelineEnd> history{{1, Lsn(1000)}, {3, Lsn(2000)}, {4, Lsn(3000)}};

} // namespace

Q_DECLARE_METATYPE(switchyard::node::Kinship)

class NodeHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsAHistoryFile()
    {
        // As PostgreSQL 15 writes it.
        const QByteArray text =
            "1\t0/3000148\tno recovery target specified\n\n2\t0/5000000\tbefore 2000-01-01\n";
        const auto ends = parseHistory(text);
        QVERIFY(ends.has_value());
        QCOMPARE(*ends, (QVector<TimelineEnd>{{1, Lsn(0x3000148)}, {2, Lsn(0x5000000)}}));
        QCOMPARE(parseHistory("# nothing\n")->size(), 0);
        QCOMPARE(parseHistory({})->size(), 0); // timeline 1 has none
    }

    void refusesWhatIsNoHistory_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("words") << QByteArray("no such file\n");
        QTest::newRow("no position") << QByteArray("1\n");
        QTest::newRow("half a position") << QByteArray("1\t0/\n");
        QTest::newRow("out of order") << QByteArray("2\t0/1\tx\n1\t0/2\tx\n");
        QTest::newRow("no timeline") << QByteArray("0\t0/1\tx\n");
    }

    void refusesWhatIsNoHistory()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseHistory(text));
    }

    void judges_data()
    {
        QTest::addColumn<int>("timeline");
        QTest::addColumn<quint64>("position");
        QTest::addColumn<int>("led");
        QTest::addColumn<Kinship>("kinship");
        const auto row = [](const char* name, int timeline, quint64 position, int led, Kinship kinship) {
            QTest::newRow(name) << timeline << position << led << kinship;
        };
        row("behind on the same timeline", 5, 4000, 0, Kinship::Follows);
        row("as far", 5, 5000, 0, Kinship::Follows);
        row("further on the same timeline", 5, 5001, 0, Kinship::Foreign);
        row("led the same number", 5, 4000, 5, Kinship::Foreign);
        row("led it, though now elsewhere", 4, 2500, 5, Kinship::Foreign);
        row("led an older one, and has it all", 4, 3000, 4, Kinship::Follows);
        row("led an older one, and wrote more", 4, 3001, 4, Kinship::Forked);
        row("on an ancestor, before it was left", 3, 1999, 0, Kinship::Follows);
        row("on an ancestor, after it was left", 3, 2001, 0, Kinship::Forked);
        row("on a timeline that is no ancestor", 2, 500, 0, Kinship::Forked);
        row("on a newer timeline", 6, 4000, 6, Kinship::Forked);
    }

    void judges()
    {
        QFETCH(int, timeline);
        QFETCH(quint64, position);
        QFETCH(int, led);
        QTEST(judgeKinship(server(timeline, position), leader, history, led), "kinship");
    }

    void takesTheCheapestWayBack()
    {
        FollowingFacts facts;
        QCOMPARE(judgeFollowing(facts), RejoinStep::Follow);
        facts.kinship = Kinship::Forked;
        QCOMPARE(judgeFollowing(facts), RejoinStep::Follow); // seen for a moment only
        facts.notKinFor = 1s;
        QCOMPARE(judgeFollowing(facts), RejoinStep::Rewind);
        facts.kinship = Kinship::Foreign;
        QCOMPARE(judgeFollowing(facts), RejoinStep::Clone);
        facts.streaming = true;
        QCOMPARE(judgeFollowing(facts), RejoinStep::Follow);
        facts = {};
        facts.slotLost = true;
        QCOMPARE(judgeFollowing(facts), RejoinStep::Clone);
        facts = {};
        facts.notStreamingFor = patienceForStream;
        QCOMPARE(judgeFollowing(facts), RejoinStep::Rewind);
    }
};

QTEST_GUILESS_MAIN(NodeHistoryTest)
#include "node_history_test.moc"
