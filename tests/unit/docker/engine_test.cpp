#include "core/docker/api_version.h"
#include "core/docker/engine.h"
#include "core/docker/engine_error.h"
#include "scripted_engine.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <sys/fsuid.h>

#include <thread>

using namespace switchyard;
using namespace switchyard::docker;
using namespace switchyard::docker::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Listen = ScriptedEngine::Listen;

// Far longer than any of these exchanges takes: only a hang reaches it.
Call ample(std::stop_token stop = {})
{
    return {Deadline::in(20s), std::move(stop)};
}

QByteArray message(const QByteArray& text)
{
    return "{\"message\":\"" + text + "\"}\n";
}

const QByteArray twoNodes = "[{\"ID\":\"a\"},{\"ID\":\"b\"}]";

} // namespace

class EngineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void asksWithTheNegotiatedVersion()
    {
        ScriptedEngine server(Listen::Unix,
            {engineAnswering({answer("{\"Name\":\"node1\",\"Swarm\":{\"ControlAvailable\":true}}"),
                answer(twoNodes), answer("[]"), answer("[]"), answer("[]"), answer("[]")})});
        const auto engine = makeEngine(server.endpoint());
        const auto info = engine->info(ample());
        QVERIFY(info);
        QCOMPARE(info->apiVersion, u"1.41"_s);
        QVERIFY(info->isManager);
        const auto nodes = engine->nodes(ample());
        QVERIFY(nodes);
        QCOMPARE(nodes->size(), 2);
        QVERIFY(engine->services({{u"a.b"_s, QString()}, {u"c"_s, u"d e&f"_s}}, ample()));
        QVERIFY(engine->tasks(ample()));
        QVERIFY(engine->configs({{u"x"_s, u"1"_s}}, ample()));
        QVERIFY(engine->networks({}, ample()));
        QCOMPARE(server.requests(),
            QVector<QByteArray>({"GET /_ping", "GET /v1.41/info", "GET /v1.41/nodes",
                "GET "
                "/v1.41/"
                "services?status=true&filters=%7B%22label%22%3A%5B%22a.b%22%2C%22c%3Dd%20e%26f%22%5D%7D",
                "GET /v1.41/tasks", "GET /v1.41/configs?filters=%7B%22label%22%3A%5B%22x%3D1%22%5D%7D",
                "GET /v1.41/networks"}));
        QCOMPARE(server.connections(), 1);
        QVERIFY(server.lastRequest().contains("\r\nHost: docker\r\n"));
        QVERIFY(!server.lastRequest().toLower().contains("accept-encoding"));
    }

    void negotiates_data()
    {
        QTest::addColumn<QString>("spoken");
        QTest::addColumn<QString>("outcome");
        QTest::newRow("oldest") << u"1.40"_s << u"1.40"_s;
        QTest::newRow("Debian 12") << u"1.41"_s << u"1.41"_s;
        QTest::newRow("newest known") << u"1.44"_s << u"1.44"_s;
        QTest::newRow("newer") << u"1.52"_s << u"1.44"_s;
        QTest::newRow("next major") << u"2.0"_s << u"1.44"_s;
        QTest::newRow("too old") << u"1.39"_s << u"engine.too_old"_s;
        QTest::newRow("not by text") << u"1.9"_s << u"engine.too_old"_s;
        QTest::newRow("garbage") << u"1.x"_s << u"engine.garbage"_s;
        QTest::newRow("injection") << u"1.41/../x"_s << u"engine.garbage"_s;
        QTest::newRow("huge") << u"1.99999999999"_s << u"engine.garbage"_s;
    }
    void negotiates()
    {
        QFETCH(QString, spoken);
        QFETCH(QString, outcome);
        const auto agreed = negotiateApiVersion(spoken);
        QCOMPARE(agreed ? *agreed : agreed.error().code, outcome);
    }
    void asksForTheVersionWhenPingDoesNotSay()
    {
        ScriptedEngine server(Listen::Unix,
            {{readRequest(), send(answer("OK")), readRequest(), send(answer("{\"ApiVersion\":\"1.40\"}")),
                readRequest(), send(answer("[]")), silence()}});
        QVERIFY(makeEngine(server.endpoint())->nodes(ample()));
        QCOMPARE(server.requests().last(), "GET /v1.40/nodes");
    }
    void refusesAnOldEngine()
    {
        ScriptedEngine server(Listen::Unix, {ping("1.38") << silence()});
        const auto nodes = makeEngine(server.endpoint())->nodes(ample());
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().code, u"engine.too_old"_s);
        QVERIFY(nodes.error().detail.contains(u"1.38"));
    }

    void mapsRefusals_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QTest::addColumn<ErrorKind>("kind");
        const auto row = [](const char* name, int status, const QByteArray& body, const char* code,
                             ErrorKind kind) {
            QTest::newRow(name) << status << body << QString::fromLatin1(code) << kind;
        };
        row("worker", 503,
            message("This node is not a swarm manager. Worker nodes can't be used to view cluster state."),
            "engine.not_a_manager", ErrorKind::Rejected);
        row("no swarm", 503, message("This node is not a swarm manager. Use docker swarm init"),
            "engine.not_a_manager", ErrorKind::Rejected);
        row("old words", 406, message("This node is not participating as a Swarm manager"),
            "engine.not_a_manager", ErrorKind::Rejected);
        row("locked", 503, message("Swarm is encrypted and needs to be unlocked before it can be used."),
            "engine.error", ErrorKind::Rejected);
        row("no leader", 500, message("rpc error: code = Unknown desc = The swarm does not have a leader."),
            "engine.no_leader", ErrorKind::Rejected);
        row("denied", 403, message("authorization denied by plugin"), "engine.denied", ErrorKind::Rejected);
        row("proxy wants a password", 401, "<html>401</html>", "engine.denied", ErrorKind::Rejected);
        row("not found", 404, message("service x not found"), "engine.not_found", ErrorKind::NotFound);
        row("conflict", 409, message("name conflicts"), "engine.conflict", ErrorKind::Rejected);
        row("tls wanted", 400, "Client sent an HTTP request to an HTTPS server.\n", "engine.tls",
            ErrorKind::Rejected);
        row("server error", 500, "", "engine.error", ErrorKind::Rejected);
        row("redirect", 302, "", "engine.error", ErrorKind::Rejected);
    }
    void mapsRefusals()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        QFETCH(ErrorKind, kind);
        ScriptedEngine server(Listen::Unix, {engineAnswering({answer(body, status), answer("[]")})});
        const auto engine = makeEngine(server.endpoint());
        const auto nodes = engine->nodes(ample());
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().code, code);
        QCOMPARE(nodes.error().kind, kind);
        QVERIFY(!nodes.error().detail.isEmpty());
        QVERIFY(!nodes.error().connectionLost);
        // A refusal is an answer like any other: the connection lives on.
        QVERIFY(engine->tasks(ample()));
        QCOMPARE(server.connections(), 1);
    }

    void brokenAnswers_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QString>("code");
        QTest::newRow("not http") << QByteArray("220 mail.example.org ESMTP\r\n") << u"engine.garbage"_s;
        QTest::newRow("cut in the header")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Le") << u"engine.unreachable"_s;
        QTest::newRow("cut in the body") << answer("[{\"ID\":\"a\"}]").chopped(3) << u"engine.unreachable"_s;
        QTest::newRow("length too short")
            << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[{\"ID\":\"a\"}]")
            << u"engine.garbage"_s;
        QTest::newRow("huge header") << "HTTP/1.1 200 OK\r\nX: " + QByteArray(200 * 1024, 'x')
                                     << u"engine.garbage"_s;
        QTest::newRow("huge body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n[")
                                   << u"engine.garbage"_s;
        QTest::newRow("gzip") << answer("\x1f\x8b", 200, "Content-Encoding: gzip\r\n") << u"engine.garbage"_s;
        QTest::newRow("no json") << answer("<html>") << u"engine.garbage"_s;
        QTest::newRow("other json") << answer("{\"ID\":\"a\"}") << u"engine.garbage"_s;
    }
    void brokenAnswers()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QString, code);
        // Good for a ping and for the nodes: whether the version is asked for again depends on what broke.
        const QByteArray both = answer(twoNodes, 200, "Api-Version: 1.41\r\n");
        ScriptedEngine server(
            Listen::Unix, {ping() << readRequest() << send(wire),
                              {readRequest(), send(both), readRequest(), send(both), silence()}});
        const auto engine = makeEngine(server.endpoint());
        const auto broken = engine->nodes(ample());
        QVERIFY(!broken);
        QCOMPARE(broken.error().code, code);
        const auto nodes = engine->nodes(ample());
        QVERIFY2(nodes, nodes ? "" : qPrintable(nodes.error().code));
        QCOMPARE(nodes->size(), 2);
        QCOMPARE(server.connections(), 2);
    }

    void slowAndOddAnswersAreRead_data()
    {
        QTest::addColumn<Step>("step");
        QTest::newRow("byte by byte") << sendByteByByte(answer(twoNodes));
        QTest::newRow("chunked, byte by byte") << sendByteByByte(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
            "chunked\r\n\r\n4\r\n[{\"I\r\n8\r\nD\":\"a\"},\r\na\r\n{\"ID\":\"b\"}\r\n1\r\n]\r\n"
            "0\r\nTrailer: x\r\n\r\n");
        QTest::newRow("interim") << send("HTTP/1.1 100 Continue\r\n\r\n" + answer(twoNodes));
        QTest::newRow("until the end") << send("HTTP/1.0 200 OK\r\n\r\n" + twoNodes);
        QTest::newRow("large") << send(answer(twoNodes.chopped(1) + QByteArray(3'000'000, ' ') + "]"));
    }
    void slowAndOddAnswersAreRead()
    {
        QFETCH(Step, step);
        ScriptedEngine server(Listen::Unix, {ping() << readRequest() << step});
        const auto nodes = makeEngine(server.endpoint())->nodes(ample());
        QVERIFY2(nodes, nodes ? "" : qPrintable(nodes.error().code + nodes.error().detail));
        QCOMPARE(nodes->size(), 2);
    }

    void reopensALostConnectionOnce()
    {
        ScriptedEngine server(Listen::Unix, {ping() << readRequest() << send(answer("[]")),
                                                {readRequest(), send(answer(twoNodes)), silence()}});
        const auto engine = makeEngine(server.endpoint());
        QVERIFY(engine->nodes(ample()));
        const auto nodes = engine->nodes(ample());
        QVERIFY(nodes);
        QCOMPARE(nodes->size(), 2);
        QCOMPARE(server.connections(), 2);
    }
    void doesNotReopenForEver()
    {
        ScriptedEngine server(Listen::Unix, {{readRequest()}});
        const auto nodes = makeEngine(server.endpoint())->nodes(ample());
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().code, u"engine.unreachable"_s);
        QVERIFY(nodes.error().connectionLost);
        QCOMPARE(server.connections(), 2);
    }
    void takesConnectionCloseAtItsWord()
    {
        const QByteArray closing = answer("[]", 200, "Connection: close\r\n");
        ScriptedEngine server(Listen::Unix, {ping() << readRequest() << send(closing) << silence(),
                                                {readRequest(), send(answer(twoNodes)), silence()}});
        const auto engine = makeEngine(server.endpoint());
        QVERIFY(engine->nodes(ample()));
        QVERIFY(engine->nodes(ample()));
        QCOMPARE(server.connections(), 2);
    }

    void silenceEndsAtTheDeadline_data()
    {
        QTest::addColumn<Script>("script");
        QTest::newRow("after accept") << Script{silence()};
        QTest::newRow("after the request") << Script{readRequest(), silence()};
        QTest::newRow("in the header")
            << ping() + Script{readRequest(), send("HTTP/1.1 200 OK\r\nCont"), silence()};
        QTest::newRow("in the body") << ping() + Script{readRequest(), send(answer(twoNodes).chopped(4)),
                                                     silence()};
    }
    void silenceEndsAtTheDeadline()
    {
        QFETCH(Script, script);
        ScriptedEngine server(Listen::Unix, {script});
        const auto engine = makeEngine(server.endpoint());
        QElapsedTimer timer;
        timer.start();
        const auto nodes = engine->nodes({Deadline::in(300ms)});
        const qint64 took = timer.elapsed();
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().code, u"engine.timeout"_s);
        QCOMPARE(nodes.error().kind, ErrorKind::Timeout);
        QVERIFY2(took >= 290 && took < 500, qPrintable(u"%1 ms"_s.arg(took)));
    }
    void aStopIsSeenAtOnce_data() { silenceEndsAtTheDeadline_data(); }
    void aStopIsSeenAtOnce()
    {
        QFETCH(Script, script);
        ScriptedEngine server(Listen::Unix, {script});
        const auto engine = makeEngine(server.endpoint());
        std::stop_source source;
        std::atomic<qint64> stoppedAt = 0;
        QElapsedTimer timer;
        timer.start();
        std::jthread stopper([&] {
            // Not before the engine is being waited for, so that the wait itself is what ends.
            while (server.connections() == 0)
                std::this_thread::yield();
            stoppedAt = timer.elapsed();
            source.request_stop();
        });
        const auto nodes = engine->nodes(ample(source.get_token()));
        const qint64 took = timer.elapsed() - stoppedAt;
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().kind, ErrorKind::Cancelled);
        QVERIFY2(took < 200, qPrintable(u"%1 ms"_s.arg(took)));
    }

    void aSocketWithoutPermission()
    {
        ScriptedEngine server(Listen::Unix, {engineAnswering({})});
        QVERIFY(QFile::setPermissions(server.path(), {}));
        // Permissions do not bind root, so the thread gives that right away for the time of the call.
        const int before = ::setfsuid(65534);
        const auto nodes = makeEngine(server.endpoint())->nodes(ample());
        ::setfsuid(static_cast<uid_t>(before));
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().code, u"engine.denied"_s);
        QCOMPARE(nodes.error().kind, ErrorKind::Rejected);
        QVERIFY(nodes.error().detail.contains(u"Permission denied"));
    }
    void noSocketNoListener()
    {
        QTemporaryDir directory;
        const auto none = makeEngine(UnixEndpoint{directory.filePath(u"none.sock"_s)})->nodes(ample());
        QVERIFY(!none);
        QCOMPARE(none.error().code, u"engine.unreachable"_s);
        QFile file(directory.filePath(u"file.sock"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto refused = makeEngine(UnixEndpoint{file.fileName()})->nodes(ample());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, u"engine.unreachable"_s);
        QVERIFY(refused.error().detail.contains(file.fileName()));
    }
};

QTEST_GUILESS_MAIN(EngineTest)
#include "engine_test.moc"
