#include "core/postgres/server_error.h"

#include <QTest>

using namespace switchyard;
using namespace switchyard::postgres;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(switchyard::postgres::ConnectStage)

class ServerErrorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void namesAFailedConnection_data()
    {
        QTest::addColumn<ConnectStage>("stage");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("detail");
        constexpr auto Reaching = ConnectStage::Reaching, Tls = ConnectStage::Tls,
                       Login = ConnectStage::Login;
        const auto row = [](const char* name, ConnectStage stage, const char* message, const char* code,
                             const char* detail) {
            QTest::newRow(name) << stage << QByteArray(message) << QString::fromLatin1(code)
                                << QString::fromUtf8(detail);
        };
        row("refused", Reaching,
            "connection to server at \"h\" (10.0.0.1), port 5432 failed: Connection refused\n\tIs the server "
            "running "
            "on that host and accepting TCP/IP connections?\n",
            "pg.unreachable",
            "connection to server at \"h\" (10.0.0.1), port 5432 failed: Connection refused");
        row("last of two addresses", Reaching,
            "connection to server at \"h\" (::1), port 1 failed: Network is unreachable\n"
            "connection to server at \"h\" (127.0.0.1), port 1 failed: Connection refused\n",
            "pg.unreachable", "connection to server at \"h\" (127.0.0.1), port 1 failed: Connection refused");
        row("password", Login,
            "connection to server at \"h\", port 1 failed: FATAL:  28P01: password authentication failed for "
            "user "
            "\"u\"\nLOCATION:  auth_failed, auth.c:335\n",
            "pg.auth", "password authentication failed for user \"u\"");
        row("severity in another language", Login, "failed: FATAL\xc3\x89:  28000: kein Eintrag\n", "pg.auth",
            "kein Eintrag");
        row("starting", Login, "failed: FATAL:  57P03: the database system is starting up\nLOCATION: x\n",
            "pg.starting", "the database system is starting up");
        row("no such database", Login, "failed: FATAL:  3D000: database \"x\" does not exist\n", "pg.sql",
            "database \"x\" does not exist");
        row("too many", Login, "failed: FATAL:  53300: sorry, too many clients already\n", "pg.sql",
            "sorry, too many clients already");
        row("PgBouncer: user", Login, "failed: FATAL:  08P01: no such user: x\n", "pg.auth",
            "no such user: x");
        row("PgBouncer: SASL", Login, "failed: FATAL:  08P01: SASL authentication failed\n", "pg.auth",
            "SASL authentication failed");
        row("PgBouncer: console", Login, "failed: FATAL:  08P01: not allowed\n", "pg.auth", "not allowed");
        row("PgBouncer: database", Login, "failed: FATAL:  08P01: no such database: x\n", "pg.sql",
            "no such database: x");
        row("no password", Login,
            "connection to server at \"h\", port 1 failed: fe_sendauth: no password supplied\n", "pg.auth",
            "connection to server at \"h\", port 1 failed: fe_sendauth: no password supplied");
        row("closed at login", Login,
            "failed: server closed the connection unexpectedly\n\tThis probably means\n", "pg.lost",
            "failed: server closed the connection unexpectedly");
        row("no server: login", Login,
            "failed: expected authentication request from server, but received H\n", "pg.garbage",
            "failed: expected authentication request from server, but received H");
        row("no server: TLS", Tls, "failed: received invalid response to SSL negotiation: H\n", "pg.garbage",
            "failed: received invalid response to SSL negotiation: H");
        row("TLS refused", Tls, "failed: server does not support SSL, but SSL was required\n", "pg.tls",
            "failed: server does not support SSL, but SSL was required");
        row("certificate", Tls, "failed: SSL error: certificate verify failed\n", "pg.tls",
            "failed: SSL error: certificate verify failed");
        row("bad sslmode", Reaching, "invalid sslmode value: \"maybe\"\n", "pg.tls",
            "invalid sslmode value: \"maybe\"");
        row("nothing said", Login, "", "pg.garbage", "");
    }
    void namesAFailedConnection()
    {
        QFETCH(ConnectStage, stage);
        QFETCH(QByteArray, message);
        QFETCH(QString, code);
        QFETCH(QString, detail);
        const Error error = connectError(stage, message);
        QCOMPARE(error.code, code);
        QCOMPARE(error.detail, detail);
        QVERIFY(error.connectionLost);
        QVERIFY(!error.outcomeUnknown);
    }

    void namesAFailedStatement_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("lost");
        QTest::newRow("syntax") << QByteArray("42601") << QByteArray("syntax error") << u"pg.sql"_s << false;
        QTest::newRow("shut down") << QByteArray("57P01") << QByteArray("terminating connection")
                                   << u"pg.lost"_s << true;
        QTest::newRow("closed") << QByteArray()
                                << QByteArray("server closed the connection unexpectedly\n\tThis")
                                << u"pg.lost"_s << true;
        QTest::newRow("nonsense") << QByteArray()
                                  << QByteArray("lost synchronization with server: got message type \"x\"")
                                  << u"pg.garbage"_s << true;
    }
    void namesAFailedStatement()
    {
        QFETCH(QByteArray, state);
        QFETCH(QByteArray, message);
        QFETCH(QString, code);
        QFETCH(bool, lost);
        const Error error = statementError(state, message);
        QCOMPARE(error.code, code);
        QCOMPARE(error.connectionLost, lost);
        QCOMPARE(error.hint, QString::fromLatin1(state));
    }
};

QTEST_APPLESS_MAIN(ServerErrorTest)
#include "server_error_test.moc"
