// The connector against servers that refuse, die or keep silent, and against what is no server.

#include "connector_asking.h"
#include "core/postgres/connection_options.h"
#include "core/postgres/libpq_connector.h"
#include "gate.h"

#include <QElapsedTimer>
#include <QTest>

#include <future>
#include <thread>

using namespace switchyard;
using namespace switchyard::postgres;
using namespace switchyard::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class ConnectorFailuresTest : public QObject
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
        cluster_->startStarting();
    }
    void cleanupTestCase() { cluster_.reset(); }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void oneSilentServerCostsTheOthersNothing()
    {
        Gate silent({});
        auto connector = makeLibpqConnector();
        const QVector<QByteArray> one{"SELECT 1"};
        const std::vector<Question> questions{{monitor(), one}, {loopback(silent.port()), one},
            {superuser(), one}, {cluster_->console(), {"SHOW VERSION"}},
            {cluster_->target(cluster_->primary(), u"plain"_s, u"bare"_s), one}};
        QElapsedTimer watch;
        watch.start();
        const auto answers = connector->queryAll(questions, within(1500ms));
        const qint64 took = watch.elapsed();
        QVERIFY2(took >= 1490 && took < 2000, qPrintable(QString::number(took)));
        QCOMPARE(answers.size(), 5u);
        for (const size_t i : {0u, 2u, 4u})
            QCOMPARE(only(answers[i]), "1");
        QCOMPARE(only(answers[3]).left(9), "PgBouncer");
        QVERIFY(!answers[1]);
        QCOMPARE(answers[1].error().code, u"pg.timeout"_s);
        QCOMPARE(answers[1].error().kind, ErrorKind::Timeout);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<Target>("target");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("detail"); // part of it
        const auto row = [](const char* name, Target target, const char* code, const char* detail) {
            QTest::newRow(name) << target << QString::fromLatin1(code) << QString::fromLatin1(detail);
        };
        Target wrong = monitor();
        wrong.password = Secret(QByteArrayLiteral("wrong"));
        row("wrong password", wrong, "pg.auth", "password authentication failed for user \"monitor\"");
        Target none = monitor();
        none.password = Secret();
        row("no password", none, "pg.auth", "no password supplied");
        row("no such role", cluster_->target(cluster_->primary(), u"nobody"_s), "pg.auth", "nobody");
        row("no such database", cluster_->target(cluster_->primary(), u"monitor"_s, u"lost"_s), "pg.sql",
            "lost");
        Target badPooler = cluster_->console();
        badPooler.password = Secret(QByteArrayLiteral("wrong"));
        row("PgBouncer: wrong password", badPooler, "pg.auth", "");
        row("PgBouncer: no such user", cluster_->console(u"nobody"_s), "pg.auth", "");
        row("PgBouncer: not for the console", cluster_->console(u"monitor"_s), "pg.auth", "");
        Target tls = cluster_->console();
        tls.sslMode = u"require"_s;
        row("no TLS there", tls, "pg.tls", "does not support SSL");
        Target verified = monitor();
        verified.sslMode = u"verify-full"_s;
        row("unknown certificate", verified, "pg.tls", "");
        row("refused", loopback(LocalCluster::freePort()), "pg.unreachable", "Connection refused");
        Target unnamed = monitor();
        unnamed.host = u"no-such-host.invalid"_s;
        row("no such host", unnamed, "pg.resolve", "no-such-host.invalid");
    }

    void saysWhatIsWrong()
    {
        QFETCH(Target, target);
        QFETCH(QString, code);
        QFETCH(QString, detail);
        const Error error = errorOf(target, "SELECT 1", 5s);
        QCOMPARE(error.code, code);
        QVERIFY2(error.detail.contains(detail), qPrintable(error.detail));
        QVERIFY(!error.detail.isEmpty());
        QVERIFY(!error.detail.contains(LocalCluster::password()));
    }

    void namesAServerThatIsStarting()
    {
        const Target starting = cluster_->target(cluster_->starting(), u"monitor"_s);
        Error error;
        QTRY_VERIFY_WITH_TIMEOUT((error = errorOf(starting)).code != u"pg.unreachable"_s, 10'000);
        QCOMPARE(error.code, u"pg.starting"_s);
        QCOMPARE(error.detail, u"the database system is starting up"_s);
    }

    void seesThroughWhatIsNoPostgres_data()
    {
        QTest::addColumn<QByteArray>("greeting");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("sslMode");
        QTest::addColumn<QString>("code");
        const QByteArray http = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";
        const QByteArray ssh = "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n";
        const QByteArray random = QByteArray::fromHex("1f8b7fff00ff9012deadbeef0203ff7f80ee11a7c3");
        for (const char* mode : {"prefer", "disable"}) {
            const QString sslMode = QString::fromLatin1(mode);
            QTest::addRow("HTTP, %s", mode) << QByteArray() << http << sslMode << u"pg.garbage"_s;
            // Its first letter is also how PostgreSQL agrees to TLS, and then libpq waits for a handshake.
            QTest::addRow("SSH, %s", mode) << ssh << QByteArray() << sslMode
                                           << (sslMode == u"prefer"_s ? u"pg.timeout"_s : u"pg.garbage"_s);
            QTest::addRow("random, %s", mode) << QByteArray() << random << sslMode << u"pg.garbage"_s;
            QTest::addRow("login granted, then nonsense, %s", mode)
                << QByteArray() << QByteArray::fromHex("5200000008000000005a00000005497f7f7f7f7f7f7f7f7f")
                << sslMode << u"pg.garbage"_s;
        }
    }

    void seesThroughWhatIsNoPostgres()
    {
        QFETCH(QByteArray, greeting);
        QFETCH(QByteArray, reply);
        QFETCH(QString, sslMode);
        QFETCH(QString, code);
        Gate gate({.greeting = greeting, .reply = reply});
        Target target = loopback(gate.port());
        target.sslMode = sslMode;
        const Error error = errorOf(target, "SELECT 1", 2s);
        QCOMPARE(error.code, code);
    }

    void namesAPeerThatHangsUp()
    {
        Gate gate({.closeAfter = true});
        QCOMPARE(errorOf(loopback(gate.port())).code, u"pg.lost"_s);
    }

    void namesAnAnswerThatBreaksOff()
    {
        Gate gate({.forwardTo = cluster_->primary().port()});
        Target target = monitor();
        target.port = gate.port();
        auto connector = makeLibpqConnector();
        const auto answer =
            connector->queryAll({{target, {"SELECT 1", "SELECT repeat('x', 1000000)"}}}, within(10s)).at(0);
        QVERIFY2(answer.has_value(), only(answer).constData());
        gate.order({.forwardTo = cluster_->primary().port(), .answerBytes = 3000});
        QCOMPARE(ask(*connector, target, "SELECT repeat('x', 1000000)").left(14), "error: pg.lost");
        gate.order({.forwardTo = cluster_->primary().port()});
        QCOMPARE(ask(*connector, target, "SELECT 3"), "3");
    }

    void namesAServerThatDiesDuringAStatement()
    {
        Target target = monitor();
        target.applicationName = u"doomed"_s;
        std::jthread killer([this] {
            cluster_->becomes(cluster_->primary(),
                u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'doomed' AND state = 'active'"_s,
                u"1"_s);
            cluster_->psql(cluster_->primary(),
                u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'doomed'"_s);
        });
        const Error error = errorOf(target, "SELECT pg_sleep(30)", 25s);
        QCOMPARE(error.code, u"pg.lost"_s);
        QCOMPARE(error.hint, u"57P01"_s);
        QVERIFY(error.connectionLost);
        QVERIFY(!error.outcomeUnknown);
    }

    void neverTakesALateAnswerForAnother()
    {
        Gate gate({.forwardTo = cluster_->primary().port()});
        Target target = monitor();
        target.port = gate.port();
        auto connector = makeLibpqConnector();
        QCOMPARE(ask(*connector, target, "SELECT 'first'"), "first");
        gate.order({.forwardTo = cluster_->primary().port(), .holdAnswers = true});
        QCOMPARE(ask(*connector, target, "SELECT 'late'", 200ms).left(17), "error: pg.timeout");
        gate.order({.forwardTo = cluster_->primary().port()});
        QCOMPARE(ask(*connector, target, "SELECT 'next'"), "next");
    }

    void aNameServerThatDoesNotAnswerCostsTheOthersNothing()
    {
        std::promise<void> gate;
        std::shared_future<void> opened(gate.get_future());
        Target named = monitor();
        named.host = u"db1.example"_s;
        {
            LibpqConnector connector([opened](const QByteArray&) -> Addresses {
                opened.wait();
                return QVector<QByteArray>{"127.0.0.1"};
            });
            const std::vector<Question> questions{{named, {"SELECT 1"}}, {monitor(), {"SELECT 2"}}};
            auto answers = connector.queryAll(questions, within(1500ms));
            QCOMPARE(answers[0].error().code, u"pg.resolve"_s);
            QCOMPARE(answers[0].error().kind, ErrorKind::Timeout);
            QCOMPARE(only(answers[1]), "2");
            gate.set_value();
            answers = connector.queryAll(questions, within(10s));
            QCOMPARE(only(answers[0]), "1");
            QCOMPARE(only(answers[1]), "2");
        }
    }

    void triesTheNextAddressOfAName()
    {
        LibpqConnector connector([](const QByteArray&) -> Addresses {
            return QVector<QByteArray>{"::1", "127.0.0.1"}; // the test's server listens on the second only
        });
        Target named = monitor();
        named.host = u"db1.example"_s;
        QCOMPARE(ask(connector, named, "SELECT host(inet_server_addr())"), "127.0.0.1");
    }

    void stopsAtOnceWhenAsked()
    {
        Gate silent({});
        qint64 quickestMs = 1000; // of three, since a busy machine may keep any thread waiting
        for (int attempt = 0; attempt < 3; ++attempt) {
            const int before = silent.accepted();
            std::stop_source source;
            std::atomic<qint64> stoppedAt = 0;
            QElapsedTimer watch;
            watch.start();
            std::jthread stopper([&] {
                while (silent.accepted() == before)
                    std::this_thread::sleep_for(1ms);
                stoppedAt = watch.nsecsElapsed();
                source.request_stop();
            });
            const auto answers = makeLibpqConnector()->queryAll(
                {{loopback(silent.port()), {"SELECT 1"}}}, Call{Deadline::in(30s), source.get_token()});
            quickestMs = std::min<qint64>(quickestMs, (watch.nsecsElapsed() - stoppedAt) / 1'000'000);
            QCOMPARE(answers[0].error().code, u"pg.cancelled"_s);
            QCOMPARE(answers[0].error().kind, ErrorKind::Cancelled);
        }
        QVERIFY2(quickestMs < 50, qPrintable(QString::number(quickestMs)));
    }
};

QTEST_GUILESS_MAIN(ConnectorFailuresTest)
#include "connector_failures_test.moc"
