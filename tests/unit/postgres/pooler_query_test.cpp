// What PgBouncer's console says, read as facts, held against what psql prints of it.

#include "core/cluster/pooler_query.h"

#include "core/postgres/connector.h"
#include "local_cluster.h"

#include <QTest>

#include <map>
#include <thread>

using namespace switchyard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using switchyard::test::LocalCluster;

namespace {

/// "name|host\napp|127.0.0.1" as psql prints it: the rows, by column name.
QVector<std::map<QString, QString>> table(const QString& printed)
{
    QVector<std::map<QString, QString>> rows;
    const QStringList lines = printed.split(u'\n');
    const QStringList names = lines.value(0).split(u'|');
    for (const QString& line : lines.sliced(1)) {
        const QStringList values = line.split(u'|');
        if (values.size() != names.size())
            continue; // psql's "(2 rows)"
        auto& row = rows.emplace_back();
        for (qsizetype i = 0; i < names.size(); ++i)
            row[names[i]] = values[i];
    }
    return rows;
}

postgres::Rows rows(const QVector<QByteArray>& columns, const QVector<QVector<QByteArray>>& values)
{
    postgres::Rows result{columns, {}, "SHOW"};
    for (const auto& row : values)
        result.rows.append(QVector<std::optional<QByteArray>>(row.begin(), row.end()));
    return result;
}

} // namespace

class PoolerQueryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<LocalCluster> cluster_;
    std::unique_ptr<postgres::Connector> connector_ = postgres::makeLibpqConnector();

    PoolerFacts facts()
    {
        const auto answers =
            connector_->queryAll({{cluster_->console(), poolerStatements()}}, Call{Deadline::in(10s)});
        const auto facts =
            answers[0] ? parsePoolerFacts(*answers[0]) : tl::unexpected<Error>(answers[0].error());
        if (!facts) {
            qWarning(
                "%s: %s", qPrintable(facts.error().code), qPrintable(facts.error().detail)); // fails the test
            return {};
        }
        return *facts;
    }
    PoolDatabase database(const QString& name)
    {
        for (const PoolDatabase& database : facts().databases) {
            if (database.name == name)
                return database;
        }
        return {};
    }
    void useApp(const QByteArray& sql, const QString& user, std::stop_token stop = {})
    {
        postgres::makeLibpqConnector()->queryAll(
            {{cluster_->target(cluster_->pooler(), user, u"app"_s), {sql}}}, Call{Deadline::in(30s), stop});
    }

private Q_SLOTS:
    void initTestCase()
    {
        cluster_ = std::make_unique<LocalCluster>();
        cluster_->startPrimary();
        cluster_->startPooler();
    }
    void cleanupTestCase() { cluster_.reset(); }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void equalsTheConsole()
    {
        useApp("SELECT 1", u"monitor"_s);
        useApp("SELECT 2", u"plain"_s);
        // Both servers stand idle when their transactions have been put back; until then the two pictures may
        // differ.
        QTRY_COMPARE_WITH_TIMEOUT(database(u"app"_s).serversIdle, 2, 10'000);
        const PoolerFacts f = facts();
        QCOMPARE(u"PgBouncer "_s + f.version,
            table(cluster_->psqlConsole(u"SHOW VERSION"_s)).at(0).at(u"version"_s));
        QCOMPARE(f.databases.size(), 2);
        for (auto row : table(cluster_->psqlConsole(u"SHOW DATABASES"_s))) {
            if (row[u"name"_s] == u"pgbouncer"_s)
                continue;
            const PoolDatabase d = database(row[u"name"_s]);
            QCOMPARE(d.targetHost, row[u"host"_s]);
            QCOMPARE(QString::number(d.targetPort), row[u"port"_s]);
            QCOMPARE(d.target, row[u"host"_s] + u':' + row[u"port"_s]);
            QCOMPARE(QString::number(d.poolSize), row[u"pool_size"_s]);
            QCOMPARE(QString::number(d.currentConnections), row[u"current_connections"_s]);
            QCOMPARE(QString::number(d.maxConnections), row[u"max_connections"_s]);
            QVERIFY(!d.paused && !d.disabled);
        }
        std::map<QString, PoolDatabase> sums;
        for (auto row : table(cluster_->psqlConsole(u"SHOW POOLS"_s))) {
            PoolDatabase& sum = sums[row[u"database"_s]];
            sum.serversIdle += row[u"sv_idle"_s].toInt();
            sum.serversUsed += row[u"sv_used"_s].toInt();
            sum.clientsActive += row[u"cl_active"_s].toInt();
            sum.poolMode = row[u"pool_mode"_s];
        }
        const PoolDatabase app = database(u"app"_s);
        QCOMPARE(app.serversIdle, sums[u"app"_s].serversIdle);
        QCOMPARE(app.serversUsed, sums[u"app"_s].serversUsed);
        QCOMPARE(app.clientsActive, sums[u"app"_s].clientsActive);
        QCOMPARE(app.poolMode, u"transaction"_s);
        for (auto row : table(cluster_->psqlConsole(u"SHOW STATS"_s))) {
            if (row[u"database"_s] != u"app"_s)
                continue;
            QCOMPARE(QString::number(app.totalQueries), row[u"total_query_count"_s]);
            QCOMPARE(QString::number(app.totalTransactions), row[u"total_xact_count"_s]);
            QCOMPARE(QString::number(app.totalQueryTime.count()), row[u"total_query_time"_s]);
            QCOMPARE(QString::number(app.totalWaitTime.count()), row[u"total_wait_time"_s]);
        }
        QVERIFY(app.totalQueries >= 2);
    }

    void seesAPauseAndWhoWaitsForIt()
    {
        QVERIFY(!database(u"app"_s).paused);
        cluster_->psqlConsole(u"PAUSE app"_s);
        QVERIFY(database(u"app"_s).paused);
        QVERIFY(!database(u"app_ro"_s).paused);
        std::stop_source stop;
        {
            std::jthread first([&] { useApp("SELECT 1", u"monitor"_s, stop.get_token()); });
            std::jthread second([&] { useApp("SELECT 1", u"plain"_s, stop.get_token()); });
            QTRY_COMPARE_WITH_TIMEOUT(database(u"app"_s).clientsWaiting, 2, 10'000);
            QTRY_VERIFY_WITH_TIMEOUT(database(u"app"_s).maxWait > 100ms, 10'000);
            QVERIFY(database(u"app"_s).maxWait < 20s);
            cluster_->psqlConsole(u"RESUME app"_s);
        }
        QVERIFY(!database(u"app"_s).paused);
        QTRY_COMPARE_WITH_TIMEOUT(database(u"app"_s).clientsWaiting, 0, 10'000);
    }

    void countsWhoIsServed()
    {
        std::stop_source stop;
        std::jthread client([&] { useApp("SELECT pg_sleep(30)", u"plain"_s, stop.get_token()); });
        QTRY_COMPARE_WITH_TIMEOUT(database(u"app"_s).serversActive, 1, 10'000);
        QVERIFY(database(u"app"_s).clientsActive >= 1);
        stop.request_stop();
    }

    void readsColumnsInAnyOrder()
    {
        // Of a later version: more columns, a replica list as host, and a wait of whole seconds and a rest.
        const auto f = parsePoolerFacts({rows({"version"}, {{"PgBouncer 1.24.1"}}),
            rows({"paused", "name", "host", "port", "database", "load_balance_hosts", "pool_size", "disabled",
                     "current_connections", "max_connections", "pool_mode"},
                {{"1", "app", "10.0.0.1", "5432", "x", "round-robin", "20", "1", "3", "0", "session"},
                    {"0", "pgbouncer", "", "6432", "pgbouncer", "", "2", "0", "0", "0", "statement"}}),
            rows({"user", "database", "cl_active", "cl_waiting", "sv_active", "sv_idle", "sv_used",
                     "sv_tested", "sv_login", "maxwait", "maxwait_us", "pool_mode"},
                {{"a", "app", "1", "2", "3", "4", "5", "6", "7", "2", "250000", "session"},
                    {"b", "app", "10", "20", "30", "40", "50", "60", "70", "0", "900000", "session"},
                    {"c", "gone", "1", "1", "1", "1", "1", "1", "1", "9", "0", "session"}}),
            rows({"database", "total_server_assignment_count", "total_query_count"},
                {{"app", "7", "9007199254740993"}})});
        QVERIFY(f.has_value());
        QCOMPARE(f->version, u"1.24.1"_s);
        QCOMPARE(f->databases.size(), 1);
        PoolDatabase expected;
        expected.name = u"app"_s;
        expected.targetHost = u"10.0.0.1"_s;
        expected.targetPort = 5432;
        expected.target = u"10.0.0.1:5432"_s;
        expected.poolMode = u"session"_s;
        expected.poolSize = 20;
        expected.currentConnections = 3;
        expected.paused = expected.disabled = true;
        expected.clientsActive = 11;
        expected.clientsWaiting = 22;
        expected.serversActive = 33;
        expected.serversIdle = 44;
        expected.serversUsed = 55;
        expected.serversTested = 66;
        expected.serversLogin = 77;
        expected.maxWait = 2250ms;
        expected.totalQueries = 9007199254740993;
        QVERIFY(f->databases[0] == expected);
    }

    void refusesWhatIsNoConsole()
    {
        const auto version = rows({"version"}, {{"PgBouncer 1.18.0"}});
        QCOMPARE(parsePoolerFacts({}).error().code, u"pg.garbage"_s);
        const auto f = parsePoolerFacts({version, version, version, version});
        QVERIFY(!f);
        QCOMPARE(f.error().code, u"pg.garbage"_s);
        QCOMPARE(f.error().detail, u"SHOW DATABASES has no column name"_s);
    }
};

QTEST_GUILESS_MAIN(PoolerQueryTest)
#include "pooler_query_test.moc"
