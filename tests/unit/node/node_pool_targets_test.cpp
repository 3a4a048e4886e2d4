#include "core/node/pool_targets.h"

#include <QTest>

using namespace switchyard::node;
using namespace Qt::StringLiterals;

namespace {

const QString id = u"7000000000000000001"_s;

Peer primary(const QString& name, int timeline = 1)
{
    return {name, {}, ServerFacts{false, id, timeline, false, {}, {}, {}, 0}};
}
Peer standby(const QString& name, int timeline = 1, bool streaming = true)
{
    return {name, {}, ServerFacts{true, id, timeline, streaming, {}, {}, {}, 0}};
}
Peer silent(const QString& name)
{
    return {name, {}, {}};
}

} // namespace

Q_DECLARE_METATYPE(QVector<switchyard::node::Peer>)

class NodePoolTargetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void chooses_data()
    {
        QTest::addColumn<QString>("now");
        QTest::addColumn<QVector<Peer>>("members");
        QTest::addColumn<QString>("writes");
        QTest::addColumn<QStringList>("reads");
        const QString a = u"pg1"_s, b = u"pg2"_s, c = u"pg3"_s, nobody;
        Peer late = standby(c);
        late.server->replayLagSeconds = 31;
        Peer nearlyLate = standby(c);
        nearlyLate.server->replayLagSeconds = 30;
        Peer stranger = standby(c);
        stranger.server->systemIdentifier = u"9"_s;
        const auto row = [](const char* name, const QString& now, const QVector<Peer>& members,
                             const QString& writes, const QStringList& reads) {
            QTest::newRow(name) << now << members << writes << reads;
        };
        row("at the start", nobody, {primary(a), standby(b), standby(c)}, a, {b, c});
        row("in any order", nobody, {standby(c), standby(b), primary(a)}, a, {b, c});
        row("nobody answers at the start", nobody, {silent(a), silent(b), silent(c)}, nobody, {});
        row("no primary at the start", nobody, {silent(a), standby(b), standby(c)}, nobody, {b, c});
        row("silence alone changes nothing", a, {silent(a), standby(b), standby(c)}, a, {b, c});
        row("all silent changes nothing", a, {silent(a), silent(b), silent(c)}, a, {});
        row("after a promotion", a, {silent(a), primary(b, 2), standby(c, 2)}, b, {c});
        row("the older of two primaries loses", a, {primary(a, 1), primary(b, 2), standby(c, 2)}, b, {c});
        row("also when it is the one followed", b, {primary(a, 1), primary(b, 2), standby(c, 2)}, b, {c});
        row("two alike: the present one stays", a, {primary(a, 2), primary(b, 2), silent(c)}, a, {});
        row("two alike and none followed: nobody", nobody, {primary(a, 2), primary(b, 2), silent(c)}, nobody,
            {});
        row("never a read-only one", a, {standby(a), standby(b), standby(c)}, nobody, {a, b, c});
        row("a standby that does not stream", a, {primary(a), standby(b, 1, false), standby(c)}, a, {c});
        row("a standby of an older timeline", b, {standby(a, 1), primary(b, 2), standby(c, 2)}, b, {c});
        row("a standby that is too far behind", a, {primary(a), standby(b), late}, a, {b});
        row("a standby at the limit", a, {primary(a), standby(b), nearlyLate}, a, {b, c});
        row("another cluster's standby", a, {primary(a), standby(b), stranger}, a, {b});
    }

    void chooses()
    {
        QFETCH(QString, now);
        QFETCH(QVector<Peer>, members);
        const PoolTargets chosen = chooseTargets({now, {}}, members, std::chrono::seconds(30));
        QTEST(chosen.primary, "writes");
        QTEST(chosen.standbys, "reads");
    }

    void writesTheDatabases_data()
    {
        QTest::addColumn<QStringList>("standbys");
        QTest::addColumn<QString>("primary");
        QTest::addColumn<QByteArray>("writes");
        QTest::addColumn<QByteArray>("reads");
        QTest::newRow("whole") << QStringList{u"pg2"_s, u"pg3"_s} << u"pg1"_s << QByteArray("host=pg1 ")
                               << QByteArray("host=pg2,pg3 ");
        QTest::newRow("no standby") << QStringList{} << u"pg1"_s << QByteArray("host=pg1 ")
                                    << QByteArray("host=pg1 ");
        QTest::newRow("no primary") << QStringList{u"pg2"_s} << QString()
                                    << QByteArray("host=no-primary.invalid ") << QByteArray("host=pg2 ");
        QTest::newRow("nobody") << QStringList{} << QString() << QByteArray("host=no-primary.invalid ")
                                << QByteArray("host=no-primary.invalid ");
    }

    void writesTheDatabases()
    {
        QFETCH(QStringList, standbys);
        QFETCH(QString, primary);
        QFETCH(QByteArray, writes);
        QFETCH(QByteArray, reads);
        const QByteArray text = poolDatabases({primary, standbys}, u"app"_s);
        const QList<QByteArray> lines = text.split('\n');
        QCOMPARE(lines.size(), 3); // the last one is empty
        QVERIFY2(lines[0].startsWith("app = " + writes), lines[0].constData());
        QVERIFY2(lines[1].startsWith("app_ro = " + reads), lines[1].constData());
        QVERIFY(!lines[0].contains("read_only"));
        QVERIFY(lines[1].contains("default_transaction_read_only = on"));
    }
};

QTEST_GUILESS_MAIN(NodePoolTargetsTest)
#include "node_pool_targets_test.moc"
