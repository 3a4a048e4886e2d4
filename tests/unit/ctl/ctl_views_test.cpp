// What people see, as golden text.

#include "app/ctl/views.h"
#include "tests/support/sample_snapshots.h"

#include <QRegularExpression>
#include <QTest>

#include <ctime>

using namespace switchyard;
using namespace switchyard::ctl;
using namespace Qt::StringLiterals;

namespace {

const Paint plain(false);

} // namespace

class CtlViewsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void initTestCase()
    {
        qputenv("TZ", "UTC");
        tzset();
    }

    void statusOfACutOffNode()
    {
        QCOMPARE(statusText(samples::node3CutOff(), plain),
            uR"(orders-prod  Degraded: pg1 leads on node1, 1 of 2 standbys streaming, node3 is cut off
looked at 13:02:31, took 38 ms

MEMBER  NODE   ROLE     STATE              TIMELINE     REPLAY LAG  CONNECTIONS
pg1     node1  primary  accepts writes            4              -    84 of 200
pg2     node2  standby  streaming, quorum         4  12 ms / 392 B    22 of 200
pg3     node3  unknown, seen 14 s ago

POOLER       NODE   WRITES TO  CLIENTS  WAITING  MAX WAIT  SERVERS IN USE
pgbouncer-1  node1  pg1            128        0      0 ms              45
pgbouncer-2  node2  pg1             96        0      0 ms              31

Swarm: 2 of 3 nodes ready, 4 of 5 services complete

error    node3 is cut off: Swarm misses its heartbeats (since 13:02:18)
         pg3 ran there. It may run on unseen. Do not start its members elsewhere by hand. Check its power and its network.
error      orders_pg3 runs 0 of 1 tasks because node3 is cut off (since 13:02:18)
error      pg3 does not answer because node3 is cut off (since 13:02:18)
warning    2 of 3 Swarm managers are reachable because node3 is cut off (since 13:02:18)
warning    WAL piles up on pg1 because repmgr_slot_3 waits for pg3: 47 MB of at most 20 GB (since 13:02:18)
)"_s);
    }
    void statusOfAHealthyClusterEndsWithNoFindings()
    {
        QVERIFY(statusText(samples::healthyCluster(), plain).endsWith(u"\n\nNo findings.\n"));
    }

    void topologyOfACascade()
    {
        ClusterSnapshot c = samples::healthyCluster();
        samples::memberOf(c, u"pg3"_s).stream->upstream = u"pg2"_s;
        c.poolers.removeLast();
        samples::changePooler(c, u"pgbouncer-1"_s, [](PoolerFacts& f) {
            f.databases.resize(2);
            f.databases[1].paused = true;
        });
        QCOMPARE(topologyText(c, plain),
            uR"(orders-prod  Healthy: pg1 leads on node1, 2 standbys streaming, 12 ms behind
looked at 13:02:31, took 38 ms

pg1  primary on node1, timeline 4, accepts writes
└ pg2  standby on node2, streaming, quorum, 12 ms / 392 B behind
  └ pg3  standby on node3, streaming, quorum, 9 ms / 208 B behind

pgbouncer-1  pooler on node1
├ orders leads to pg1
└ orders_ro leads to pg2, paused
)"_s);
    }

    void poolsWithClientsThatWait()
    {
        ClusterSnapshot c = samples::clientsWaiting();
        c.poolers.removeFirst();
        QCOMPARE(poolsText(c, plain),
            uR"(orders-prod  Healthy: pg1 leads on node1, 2 standbys streaming, 12 ms behind
looked at 13:02:31, took 38 ms

POOLER       DATABASE    LEADS TO  STATE   CLIENTS  WAITING  MAX WAIT  SERVERS IN USE  IDLE  MODE
pgbouncer-2  orders      pg1       active       41        0      0 ms        14 of 40    26  transaction
pgbouncer-2  orders_ro   pg2       active       13        0      0 ms         5 of 20    15  transaction
pgbouncer-2  billing     pg1       active       33        7     1.8 s        18 of 18     0  transaction
pgbouncer-2  billing_ro  pg2       active        2        0      0 ms         1 of 10     9  transaction
)"_s);
    }

    void nodesOfACutOffNode()
    {
        QVERIFY(nodesText(samples::node3CutOff(), plain)
                    .contains(u"node3  10.77.0.3  down   active        unreachable  last seen: pg3\n"));
        QVERIFY(nodesText(samples::node3CutOff(), plain)
                    .contains(u"orders_pg3          0 of 1  switchyard-pg:15.18\n"));
    }
    void nodesOfASilentEngine()
    {
        QVERIFY(nodesText(samples::nothingKnown(), plain)
                    .contains(u"Swarm: unknown, not read\nThe Docker engine did"));
    }

    void lagOfAStandbyThatCannotBeRead()
    {
        QCOMPARE(lagText(samples::node3CutOff(), plain),
            uR"(orders-prod  Degraded: pg1 leads on node1, 1 of 2 standbys streaming, node3 is cut off
looked at 13:02:31, took 38 ms

STANDBY  FROM  STATE                   WRITE       FLUSH         REPLAY  REPLAYING  SLOT           SLOT KEEPS
pg2      pg1   streaming, quorum  3 ms / 0 B  6 ms / 0 B  12 ms / 392 B  running    repmgr_slot_2         0 B
pg3      unknown, seen 14 s ago
)"_s);
    }
    void lagThatIsNotToldIsUnknown()
    {
        ClusterSnapshot c = samples::healthyCluster();
        Stream& s = *samples::memberOf(c, u"pg2"_s).stream;
        s.replayLag.reset();
        s.flushLag.reset();
        s.flushLagBytes.reset();
        const QString text = lagText(c, plain);
        QVERIFY2(text.contains(u"  unknown / 392 B  ") && text.contains(u"    unknown  "), qPrintable(text));
    }

    void colourIsNeverTheOnlyCarrier()
    {
        for (const ClusterSnapshot& c :
            {samples::node3CutOff(), samples::clientsWaiting(), samples::nothingKnown()}) {
            for (const Command command :
                {Command::Status, Command::Topology, Command::Pools, Command::Nodes, Command::Lag}) {
                QString coloured = textFor(command, c, Paint(true));
                QVERIFY(coloured.contains(u"\x1b["_s));
                coloured.remove(QRegularExpression(u"\x1b\\[[0-9]+m"_s));
                QCOMPARE(coloured, textFor(command, c, plain));
            }
        }
    }
};

QTEST_APPLESS_MAIN(CtlViewsTest)
#include "ctl_views_test.moc"
