#include "core/docker/engine.h"
#include "scripted_engine.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QtEndian>
#include <QTest>

using namespace switchyard;
using namespace switchyard::docker;
using namespace switchyard::docker::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Listen = ScriptedEngine::Listen;

const QByteArray streamHeader =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

QByteArray chunk(const QByteArray& bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

QByteArray frame(char stream, const QByteArray& content)
{
    QByteArray header(8, '\0');
    header[0] = stream;
    qToBigEndian(static_cast<quint32>(content.size()), header.data() + 4);
    return header + content;
}

Call ample()
{
    return {Deadline::in(20s)};
}

struct Lines
{
    QVector<QByteArray> texts;
    Result<void> result;
};

Lines logs(const QVector<Script>& scripts, DockerApi::LogOptions options, const Call& call, int atMost = 1000)
{
    ScriptedEngine server(Listen::Unix, scripts);
    Lines lines;
    lines.result = makeEngine(server.endpoint())
                       ->serviceLogs(
                           u"s 1"_s, options,
                           [&](const LogLine& line) {
                               lines.texts << line.text;
                               return lines.texts.size() < atMost;
                           },
                           call);
    if (server.requests().size() > 1)
        lines.texts.prepend(server.requests().last());
    return lines;
}

} // namespace

class EngineStreamsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void eventsUntilTheDeadline()
    {
        const QByteArray start =
            "{\"Type\":\"container\",\"Action\":\"start\",\"Actor\":{\"ID\":\"c1\"},\"timeNano\":1}";
        const QByteArray update =
            "{\"Type\":\"service\",\"Action\":\"update\",\"Actor\":{\"ID\":\"s1\"},\"timeNano\":2}\n";
        ScriptedEngine server(Listen::Unix,
            {ping() << readRequest() << send(streamHeader) << send(chunk(start + update.first(10)))
                    << send(chunk(update.sliced(10))) << silence(),
                engineAnswering({answer("[]")})});
        const auto engine = makeEngine(server.endpoint());
        QStringList seen;
        const auto result = engine->events(
            [&](const Event& event) {
                seen << event.type + u' ' + event.action + u' ' + event.actorId;
                return true;
            },
            {Deadline::in(500ms)});
        QVERIFY2(result, result ? "" : qPrintable(result.error().code));
        QCOMPARE(seen, QStringList({u"container start c1"_s, u"service update s1"_s}));
        QCOMPARE(server.requests().last(), "GET /v1.41/events");
        // The stream was left in the middle: what follows goes over a new connection.
        QVERIFY(engine->nodes(ample()));
        QCOMPARE(server.connections(), 2);
    }
    void eventsUntilEnough()
    {
        ScriptedEngine server(Listen::Unix,
            {ping() << readRequest() << send(streamHeader + chunk("{\"Type\":\"a\"}{\"Type\":\"b\"}"))
                    << silence()});
        int seen = 0;
        QVERIFY(makeEngine(server.endpoint())->events([&](const Event&) { return ++seen < 1; }, ample()));
        QCOMPARE(seen, 1);
    }
    void eventsThatFail_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QString>("code");
        QTest::newRow("ended") << streamHeader + chunk("{\"Type\":\"a\"}") + "0\r\n\r\n"
                               << u"engine.unreachable"_s;
        QTest::newRow("lost") << streamHeader + chunk("{\"Type\":\"a\"}") << u"engine.unreachable"_s;
        QTest::newRow("garbage") << streamHeader + chunk("events? none") << u"engine.garbage"_s;
        QTest::newRow("wrong type") << streamHeader + chunk("{\"Type\":1}") << u"engine.garbage"_s;
        QTest::newRow("refused") << answer("{\"message\":\"no\"}", 403) << u"engine.denied"_s;
    }
    void eventsThatFail()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QString, code);
        ScriptedEngine server(Listen::Unix, {ping() << readRequest() << send(wire)});
        const auto result = makeEngine(server.endpoint())->events([](const Event&) { return true; }, ample());
        QVERIFY(!result);
        QCOMPARE(result.error().code, code);
    }
    void eventsOfASilentEngineAreATimeout()
    {
        ScriptedEngine server(Listen::Unix, {ping() << readRequest() << silence()});
        const auto result =
            makeEngine(server.endpoint())->events([](const Event&) { return true; }, {Deadline::in(200ms)});
        QVERIFY(!result);
        QCOMPARE(result.error().code, u"engine.timeout"_s);
    }

    void logsToTheirEnd()
    {
        const QByteArray whole = streamHeader + chunk(frame(1, "2026-11-23T22:35:47Z a=b one\n")) +
                                 chunk(frame(2, "2026-11-23T22:35:48Z a=b two\n")) + "0\r\n\r\n";
        const Lines lines = logs({ping() << readRequest() << sendByteByByte(whole)}, {}, ample());
        QVERIFY(lines.result);
        QCOMPARE(lines.texts,
            QVector<QByteArray>(
                {"GET /v1.41/services/s%201/logs?stdout=1&stderr=1&timestamps=1&details=1&tail=200", "one",
                    "two"}));
    }
    void logsFollowUntilTheDeadline_data()
    {
        QTest::addColumn<Script>("script");
        QTest::addColumn<int>("lines");
        QTest::newRow("quiet") << ping() + Script{readRequest(), silence()} << 0;
        QTest::newRow("one line") << ping() + Script{readRequest(),
                                                  send(streamHeader +
                                                       chunk(frame(1, "2026-11-23T22:35:47Z a=b x\n"))),
                                                  silence()}
                                  << 1;
    }
    void logsFollowUntilTheDeadline()
    {
        QFETCH(Script, script);
        QFETCH(int, lines);
        const Lines seen = logs({script}, {.follow = true, .tail = -1}, {Deadline::in(300ms)});
        QVERIFY2(seen.result, seen.result ? "" : qPrintable(seen.result.error().code));
        QCOMPARE(seen.texts.size(), lines + 1);
        QVERIFY(seen.texts.first().endsWith("&tail=all&follow=1"));
        const Lines notFollowing = logs({script}, {}, {Deadline::in(300ms)});
        QVERIFY(!notFollowing.result);
        QCOMPARE(notFollowing.result.error().code, u"engine.timeout"_s);
    }
    void logsUntilEnough()
    {
        const QByteArray line = frame(1, "2026-11-23T22:35:47Z a=b x\n");
        const Lines seen =
            logs({ping() << readRequest() << send(streamHeader + chunk(line.repeated(5))) << silence()}, {},
                ample(), 3);
        QVERIFY(seen.result);
        QCOMPARE(seen.texts.mid(1), QVector<QByteArray>(3, "x"));
    }
    void logsThatFail_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QString>("code");
        const QByteArray line = frame(1, "2026-11-23T22:35:47Z a=b x\n");
        QTest::newRow("node away") << streamHeader +
                                          chunk(line +
                                                frame(3, "Error grabbing logs: node n2 is not available\n")) +
                                          "0\r\n\r\n"
                                   << u"engine.error"_s;
        QTest::newRow("tty") << streamHeader + chunk("plain text") + "0\r\n\r\n" << u"engine.garbage"_s;
        QTest::newRow("cut frame") << streamHeader + chunk(line.chopped(2)) + "0\r\n\r\n"
                                   << u"engine.garbage"_s;
        QTest::newRow("lost") << streamHeader + chunk(line) << u"engine.unreachable"_s;
        QTest::newRow("no such service")
            << answer("{\"message\":\"service s1 not found\"}", 404) << u"engine.not_found"_s;
    }
    void logsThatFail()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QString, code);
        const Lines seen = logs({ping() << readRequest() << send(wire)}, {}, ample());
        QVERIFY(!seen.result);
        QCOMPARE(seen.result.error().code, code);
    }
};

QTEST_GUILESS_MAIN(EngineStreamsTest)
#include "engine_streams_test.moc"
