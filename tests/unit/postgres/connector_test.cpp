// The connector against real servers: values, kept connections, sessions.

#include "connector_asking.h"
#include "core/postgres/connection_options.h"
#include "gate.h"

#include <QElapsedTimer>
#include <QTest>

using namespace switchyard;
using namespace switchyard::postgres;
using namespace switchyard::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class ConnectorTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<LocalCluster> cluster_;

    Target monitor() const { return cluster_->target(cluster_->primary(), u"monitor"_s); }
    Target superuser() const { return cluster_->target(cluster_->primary(), u"postgres"_s); }

private Q_SLOTS:
    void initTestCase()
    {
        ignoreLibpqEnvironment();
        cluster_ = std::make_unique<LocalCluster>();
        cluster_->startPrimary();
        cluster_->startPooler();
    }
    void cleanupTestCase() { cluster_.reset(); }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void aQuickAnswerIsNotHeldUntilTheDeadline()
    {
        auto connector = makeLibpqConnector();
        QElapsedTimer watch;
        watch.start();
        QCOMPARE(ask(*connector, monitor(), "SELECT 1", 60s), "1");
        QVERIFY(watch.elapsed() < 30'000);
    }

    void readsValues()
    {
        auto connector = makeLibpqConnector();
        const auto answer = connector
                                ->queryAll({{monitor(), {"SELECT i, CASE WHEN i % 2 = 0 THEN repeat('ü', i) "
                                                         "END AS t FROM generate_series(1, 200) i",
                                                            "SELECT ''::text, NULL", "SET work_mem = '5MB'",
                                                            "", "SELECT 1 WHERE false"}}},
                                    within(10s))
                                .at(0);
        QVERIFY2(answer.has_value(), only(answer).constData());
        QCOMPARE(answer->size(), 5);
        const Rows& many = answer->at(0);
        QCOMPARE(many.columns, (QVector<QByteArray>{"i", "t"}));
        QCOMPARE(many.column("t"), 1);
        QCOMPARE(many.column("none"), -1);
        QCOMPARE(many.rows.size(), 200);
        QCOMPARE(many.commandTag, "SELECT 200");
        QVERIFY(!many.rows[0][1].has_value());
        QCOMPARE(many.rows[199][1].value(), QByteArray("ü").repeated(200));
        QCOMPARE(answer->at(1).rows[0][0].value(), "");
        QVERIFY(!answer->at(1).rows[0][1].has_value());
        QCOMPARE(answer->at(2).commandTag, "SET");
        QVERIFY(answer->at(3).columns.isEmpty());
        QVERIFY(answer->at(4).rows.isEmpty());
    }

    void readsWhatIsLongerThanOneTlsRecord()
    {
        auto connector = makeLibpqConnector();
        for (const auto& mode : {u"require"_s, u"disable"_s}) {
            Target target = superuser();
            target.sslMode = mode;
            const auto answer =
                connector
                    ->queryAll(
                        {{target, {"SELECT repeat('x', 5000000)",
                                      "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()"}}},
                        within(20s))
                    .at(0);
            QVERIFY2(answer.has_value(), only(answer).constData());
            QCOMPARE(answer->at(0).rows[0][0]->size(), 5000000);
            QCOMPARE(only(answer), mode == u"require"_s ? "true" : "false");
        }
    }

    void preparesOnceOnAConnection()
    {
        auto connector = makeLibpqConnector();
        const QByteArray count = "SELECT count(*) || ' ' || sum(generic_plans) FROM pg_prepared_statements";
        const Question counting{monitor(), {count, "SELECT pg_backend_pid()"}, true, true};
        const auto asked = [&] { return connector->queryAll({counting}, within(10s)).at(0); };
        QCOMPARE(asked()->at(0).rows[0][0].value(), "1 1");
        const auto second = asked();
        QCOMPARE(second->at(0).rows[0][0].value(), "2 3");
        // The server ends that connection; the statements are prepared anew on the next one.
        auto other = makeLibpqConnector();
        ask(*other, superuser(), "SELECT pg_terminate_backend(" + *second->at(1).rows[0][0] + ", 10000)");
        QCOMPARE(asked()->at(0).rows[0][0].value(), "1 1");
    }

    void aPreparedStatementThatFailsKeepsTheConnection()
    {
        auto connector = makeLibpqConnector();
        const auto failing = [&](const QByteArray& sql) {
            const auto answer = connector->queryAll({{monitor(), {sql}, true, true}}, within(10s)).at(0);
            return answer ? u"none"_s : answer.error().hint;
        };
        const QByteArray pid = ask(*connector, monitor(), "SELECT pg_backend_pid()");
        QCOMPARE(failing("SELECT nonsense"), u"42703"_s); // when it is prepared
        QCOMPARE(failing("SELECT nonsense"), u"42703"_s);
        QCOMPARE(failing("SELECT 1 / (SELECT 0)"), u"22012"_s); // when it is run
        QCOMPARE(failing("SELECT 1"), u"none"_s);
        QCOMPARE(ask(*connector, monitor(), "SELECT pg_backend_pid()"), pid);
    }

    void aStatementThatFailsKeepsTheConnection()
    {
        auto connector = makeLibpqConnector();
        const QByteArray pid = ask(*connector, monitor(), "SELECT pg_backend_pid()");
        const auto answer =
            connector->queryAll({{monitor(), {"SELECT 1", "SELECT nonsense", "SELECT 2"}}}, within(10s))
                .at(0);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, u"pg.sql"_s);
        QCOMPARE(answer.error().hint, u"42703"_s);
        QCOMPARE(answer.error().detail, u"column \"nonsense\" does not exist"_s);
        QVERIFY(!answer.error().connectionLost);
        QCOMPARE(ask(*connector, monitor(), "SELECT pg_backend_pid()"), pid);
    }

    void copyToTheClientIsRefused()
    {
        auto connector = makeLibpqConnector();
        QCOMPARE(ask(*connector, monitor(), "COPY (SELECT 1) TO STDOUT").left(13), "error: pg.sql");
        QCOMPARE(ask(*connector, monitor(), "SELECT 2"), "2");
    }

    void keepsConnectionsThatAreAskedForAndClosesOthers()
    {
        const QByteArray count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'kept'";
        Target target = monitor();
        target.applicationName = u"kept"_s;
        auto connector = makeLibpqConnector();
        const auto twice = connector->queryAll(
            {{target, {"SELECT pg_backend_pid()"}}, {target, {"SELECT pg_backend_pid()"}}}, within(10s));
        QVERIFY(only(twice[0]) != only(twice[1]));
        const QByteArray again = ask(*connector, target, "SELECT pg_backend_pid()");
        QVERIFY(again == only(twice[0]) || again == only(twice[1]));
        QVERIFY(cluster_->becomes(cluster_->primary(), QString::fromLatin1(count), u"1"_s));
        const auto idle = connector->queryAll({{target, {}}}, within(10s));
        QVERIFY(idle[0].has_value() && idle[0]->isEmpty());
        QCOMPARE(ask(*connector, target, "SELECT pg_backend_pid()"), again);
        connector->queryAll({}, within(10s));
        QVERIFY(cluster_->becomes(cluster_->primary(), QString::fromLatin1(count), u"0"_s));
    }

    void aTransactionLeftOpenEndsWithItsConnection()
    {
        auto connector = makeLibpqConnector();
        const QByteArray pid = ask(*connector, monitor(), "SELECT pg_backend_pid()");
        QVERIFY(connector->queryAll({{monitor(), {"BEGIN"}}}, within(10s)).at(0).has_value());
        QVERIFY(ask(*connector, monitor(), "SELECT pg_backend_pid()") != pid);
    }

    void reconnectsWhenAKeptConnectionDied_data()
    {
        QTest::addColumn<bool>("repeatable");
        QTest::newRow("a read") << true;
        QTest::newRow("an action, nothing sent") << false;
    }

    void reconnectsWhenAKeptConnectionDied()
    {
        QFETCH(bool, repeatable);
        auto connector = makeLibpqConnector();
        const QByteArray pid = ask(*connector, monitor(), "SELECT pg_backend_pid()");
        cluster_->psql(
            cluster_->primary(), u"SELECT pg_terminate_backend(%1, 10000)"_s.arg(QString::fromLatin1(pid)));
        const auto answers =
            connector->queryAll({{monitor(), {"SELECT pg_backend_pid()"}, repeatable}}, within(10s));
        QVERIFY2(answers[0].has_value(), only(answers[0]).constData());
        QVERIFY(only(answers[0]) != pid);
    }

    void reconnectsAfterTheServerWasKilledAndCameBack()
    {
        auto connector = makeLibpqConnector();
        QCOMPARE(ask(*connector, monitor(), "SELECT 1"), "1");
        cluster_->restartPrimary();
        QCOMPARE(ask(*connector, monitor(), "SELECT 2"), "2");
    }

    void asksAReadTwiceAndAnActionNever_data()
    {
        QTest::addColumn<bool>("repeatable");
        QTest::addColumn<int>("connections");
        QTest::newRow("a read") << true << 2;
        QTest::newRow("an action") << false << 1;
    }

    void asksAReadTwiceAndAnActionNever()
    {
        QFETCH(bool, repeatable);
        QFETCH(int, connections);
        Gate gate({.forwardTo = cluster_->primary().port()});
        Target target = monitor();
        target.port = gate.port();
        auto connector = makeLibpqConnector();
        QCOMPARE(ask(*connector, target, "SELECT 1"), "1");
        gate.order({.forwardTo = cluster_->primary().port(), .answerBytes = 0});
        const auto answers = connector->queryAll({{target, {"SELECT 2"}, repeatable}}, within(10s));
        QCOMPARE(only(answers[0]).left(14), "error: pg.lost");
        QCOMPARE(answers[0].error().outcomeUnknown, !repeatable);
        QCOMPARE(gate.accepted(), connections);
    }

    void setsUpItsSessions()
    {
        auto connector = makeLibpqConnector();
        Target observing = monitor();
        observing.session = Session::Observing;
        QCOMPARE(ask(*connector, observing, "SHOW statement_timeout"), "5s");
        QCOMPARE(ask(*connector, observing, "SHOW application_name"), "switchyard");
        QCOMPARE(ask(*connector, observing, "SHOW client_encoding"), "UTF8");
        QCOMPARE(ask(*connector, observing, "SHOW default_transaction_read_only"), "off");
        QCOMPARE(ask(*connector, monitor(), "SHOW statement_timeout"), "0");
    }

    void heedsNoEnvironment()
    {
        qputenv("PGSERVICE", "no-such-service");
        qputenv("PGOPTIONS", "-c no_such_setting=1");
        qputenv("PGTZ", "nowhere/at/all");
        qputenv("PGSSLMODE", "verify-full");
        qputenv("PGPASSFILE", "/etc/passwd");
        ignoreLibpqEnvironment();
        for (const char* name : {"PGSERVICE", "PGOPTIONS", "PGTZ", "PGSSLMODE", "PGPASSFILE"})
            QVERIFY2(!qEnvironmentVariableIsSet(name), name);
        QCOMPARE(ask(*makeLibpqConnector(), cluster_->console(), "SHOW VERSION").left(9), "PgBouncer");
    }

    void asksThroughPgBouncer()
    {
        auto connector = makeLibpqConnector();
        const Target app = cluster_->target(cluster_->pooler(), u"monitor"_s, u"app"_s);
        QCOMPARE(ask(*connector, app, "SELECT current_database()"), "repmgr");
    }
};

QTEST_GUILESS_MAIN(ConnectorTest)
#include "connector_test.moc"
