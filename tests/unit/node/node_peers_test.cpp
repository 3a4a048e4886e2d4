#include "core/node/peers.h"

#include <QTest>

using namespace switchyard;
using namespace switchyard::node;
using namespace Qt::StringLiterals;

namespace {

postgres::Rows row(const QVector<QPair<QByteArray, QByteArray>>& cells)
{
    postgres::Rows rows;
    rows.rows.resize(1);
    for (const auto& [name, value] : cells) {
        rows.columns << name;
        rows.rows[0] << std::optional<QByteArray>(value);
    }
    return rows;
}

const QVector<QPair<QByteArray, QByteArray>> standbyCells{{"in_recovery", "t"}, {"system_identifier", "73"},
    {"timeline", "4"}, {"position", "0/5000"}, {"replayed", "0/4000"}, {"streaming", "t"},
    {"upstream", "pg1-replication"}, {"replay_lag", "7"}};

} // namespace

class NodePeersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void reportsTravelWhole()
    {
        for (const Phase phase : {Phase::Waiting, Phase::Founding, Phase::Cloning, Phase::Rewinding,
                 Phase::Starting, Phase::Primary, Phase::Standby, Phase::Pooling, Phase::Stopping}) {
            const Report report{u"pg1"_s, phase, {DiskKind::Data, u"73"_s, 2, true, {}, {}, {}}};
            QCOMPARE(parseReport(formatReport(report)), std::optional(report));
        }
        const Report fresh{u"pg2"_s, Phase::Waiting, {}};
        QCOMPARE(parseReport(formatReport(fresh)), std::optional(fresh));
    }

    void refusesWhatIsNoReport_data()
    {
        QTest::addColumn<QByteArray>("line");
        const QByteArray good =
            formatReport({u"pg1"_s, Phase::Primary, {DiskKind::Data, u"73"_s, 2, false, {}, {}, {}}});
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("cut off") << good.chopped(1);
        QTest::newRow("half") << good.left(good.size() / 2) + '\n';
        QTest::newRow("not JSON") << QByteArray("HTTP/1.1 400 Bad Request\n");
        QTest::newRow("an array") << QByteArray("[]\n");
        QTest::newRow("no member") << QByteArray(good).replace("\"pg1\"", "\"\"");
        QTest::newRow("unknown phase") << QByteArray(good).replace("\"primary\"", "\"leading\"");
        QTest::newRow("unknown disk") << QByteArray(good).replace("\"data\"", "\"floppy\"");
        QTest::newRow("data without identity") << QByteArray(good).replace("\"73\"", "\"\"");
        QTest::newRow("data without timeline")
            << QByteArray(good).replace("\"timeline\":2", "\"timeline\":\"x\"");
        QTest::newRow("standby unsaid") << QByteArray(good).replace("\"standby\":false", "\"standby\":0");
    }

    void refusesWhatIsNoReport()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!parseReport(line));
    }

    void readsAServersAnswer()
    {
        const auto facts = parseServerFacts(QVector<postgres::Rows>{row(standbyCells)});
        QCOMPARE(facts, std::optional(ServerFacts{
                            true, u"73"_s, 4, true, Lsn(0x5000), Lsn(0x4000), u"pg1-replication"_s, 7}));
    }

    void refusesHalfAnAnswer()
    {
        for (qsizetype i = 0; i < 5; ++i) {
            auto cells = standbyCells;
            cells[i].second = "";
            QVERIFY(!parseServerFacts(QVector<postgres::Rows>{row(cells)}));
            cells.removeAt(i);
            QVERIFY(!parseServerFacts(QVector<postgres::Rows>{row(cells)}));
        }
        QVERIFY(!parseServerFacts(QVector<postgres::Rows>{}));
        QVERIFY(!parseServerFacts(QVector<postgres::Rows>{postgres::Rows{}}));
        QVERIFY(!parseServerFacts(tl::unexpected(Error{ErrorKind::Timeout, u"pg.timeout"_s, {}, {}})));
    }

    void theLeaderIsTheNewestWriter()
    {
        const auto server = [](const char* name, bool inRecovery, int timeline) {
            return Peer{QString::fromLatin1(name), {},
                ServerFacts{inRecovery, u"73"_s, timeline, false, {}, {}, {}, 0}};
        };
        const QVector<Peer> one{server("a", true, 9), server("b", false, 2), server("c", false, 3)};
        QCOMPARE(leaderAmong(one)->name, u"c"_s);
        const QVector<Peer> tied{server("a", false, 3), server("b", false, 2), server("c", false, 3)};
        QVERIFY(!leaderAmong(tied));
        const QVector<Peer> newerThanTied{
            server("a", false, 2), server("b", false, 2), server("c", false, 3)};
        QCOMPARE(leaderAmong(newerThanTied)->name, u"c"_s);
        QVERIFY(!leaderAmong({}));
    }
};

QTEST_GUILESS_MAIN(NodePeersTest)
#include "node_peers_test.moc"
