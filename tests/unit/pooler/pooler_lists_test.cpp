// Who is connected to a real PgBouncer, and who waits for whom.

#include "core/pooler/pooler_action.h"
#include "core/pooler/pooler_lists.h"

#include "applications.h"

#include <QTest>

#include <algorithm>

using namespace switchyard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using switchyard::test::Application;
using switchyard::test::LocalCluster;
using switchyard::test::Runner;

class PoolerListsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<LocalCluster> cluster_;

    PoolerLists lists()
    {
        const auto answers = postgres::makeLibpqConnector()->queryAll(
            {{cluster_->console(), listStatements()}}, Call{Deadline::in(10s)});
        auto lists = answers[0] ? parsePoolerLists(*answers[0]) : tl::unexpected<Error>(answers[0].error());
        if (!lists) {
            qWarning("%s: %s", qPrintable(lists.error().code), qPrintable(lists.error().detail));
            return {};
        }
        return *lists;
    }
    static PoolClient clientNamed(const PoolerLists& lists, const QString& name)
    {
        const auto at = std::find_if(lists.clients.begin(), lists.clients.end(),
            [&](const PoolClient& c) { return c.applicationName == name; });
        return at == lists.clients.end() ? PoolClient{} : *at;
    }

private Q_SLOTS:
    void initTestCase()
    {
        cluster_ = std::make_unique<LocalCluster>();
        cluster_->startPrimary();
        cluster_->startPooler({u"narrow pool_size=1"_s});
    }
    void cleanupTestCase() { cluster_.reset(); }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void linksWhoHoldsWithWhoIsHeld()
    {
        Application holder(*cluster_, u"narrow"_s, u"invoice-worker"_s, {"BEGIN", "SELECT pg_backend_pid()"});
        QVERIFY(holder.works());
        const Runner waiting(*cluster_, u"narrow"_s, u"web"_s, "SELECT 1");
        QTRY_VERIFY_WITH_TIMEOUT(clientNamed(lists(), u"web"_s).waits(), 10'000);
        QTRY_VERIFY_WITH_TIMEOUT(clientNamed(lists(), u"web"_s).running > 100ms, 10'000);
        const PoolerLists now = lists();

        const PoolClient held = clientNamed(now, u"invoice-worker"_s);
        QCOMPARE(held.state, u"active"_s);
        QCOMPARE(held.user, u"plain"_s);
        QCOMPARE(held.database, u"narrow"_s);
        QCOMPARE(held.address, u"127.0.0.1"_s);
        QVERIFY(held.port > 0);
        QVERIFY(held.connectedAt.isValid());
        QCOMPARE(held.running, Duration{}); // no query of it runs: it is idle in its transaction
        const PoolServer* server = now.server(held.link);
        QVERIFY(server);
        QCOMPARE(server->link, held.id);
        QCOMPARE(now.client(server->link)->applicationName, u"invoice-worker"_s);
        QCOMPARE(server->port, cluster_->primary().port());
        QCOMPARE(QString::number(server->backendPid),
            cluster_->psql(cluster_->primary(),
                u"SELECT pid FROM pg_stat_activity WHERE state = 'idle in transaction'"_s));

        const PoolClient waits = clientNamed(now, u"web"_s);
        QVERIFY(waits.link.isEmpty());
        QVERIFY(!now.server(waits.link));
        QCOMPARE(now.idle(waits), Duration{});
        // Its idle time counts on the pooler's clock, in whole seconds.
        QTRY_VERIFY_WITH_TIMEOUT(
            [&] {
                const PoolerLists later = lists();
                return later.idle(clientNamed(later, u"invoice-worker"_s)) >= 1s;
            }(),
            10'000);
        const QVector<Holder> holders = holdersOf(lists(), u"narrow"_s);
        QCOMPARE(holders.size(), 1);
        QCOMPARE(holders[0].applicationName, u"invoice-worker"_s);
        QVERIFY(holders[0].idle >= 1s && holders[0].idle < 60s);
        QVERIFY(holdersOf(lists(), u"app"_s).isEmpty());
    }

    void tellsARunningQueryFromAnIdleTransaction()
    {
        const Runner busy(*cluster_, u"app"_s, u"report"_s, "SELECT pg_sleep(20)");
        QTRY_VERIFY_WITH_TIMEOUT(clientNamed(lists(), u"report"_s).running > 1s, 10'000);
        const PoolerLists now = lists();
        QCOMPARE(now.idle(clientNamed(now, u"report"_s)), Duration{});
    }

    void knowsUsersAndSettings()
    {
        const PoolerLists now = lists();
        QStringList names;
        for (const PoolUser& user : now.users)
            names << user.name;
        QVERIFY(names.contains(u"plain"_s) && names.contains(u"admin"_s));
        QCOMPARE(now.queryWaitTimeout, std::optional<Duration>(120s));
        QCOMPARE(now.serverLoginRetry, std::optional<Duration>(15s));
        QVERIFY(now.poolerTime.isValid());
        QVERIFY(qAbs(now.poolerTime.secsTo(QDateTime::currentDateTimeUtc())) <= 2);
        for (const PoolClient& client : now.clients)
            QVERIFY(client.database != u"pgbouncer"_s);
    }

    void refusesWhatIsNoConsole()
    {
        QCOMPARE(parsePoolerLists({}).error().code, u"pg.garbage"_s);
        const postgres::Rows other{{"version"}, {}, "SHOW"};
        const auto lists = parsePoolerLists({other, other, other, other});
        QVERIFY(!lists);
        QCOMPARE(lists.error().detail, u"SHOW CLIENTS has no column user"_s);
    }
};

QTEST_GUILESS_MAIN(PoolerListsTest)
#include "pooler_lists_test.moc"
