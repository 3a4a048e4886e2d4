// Following over a real socket to an engine that does what a test wrote down: losses, repeats, changes of
// mind.

#include "core/docker/engine.h"
#include "core/logs/log_reader.h"
#include "tests/unit/docker/scripted_engine.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QtEndian>
#include <QTest>

#include <atomic>
#include <condition_variable>
#include <mutex>

using namespace switchyard;
using namespace switchyard::docker;
using namespace switchyard::docker::testing;
using namespace switchyard::logs;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Listen = ScriptedEngine::Listen;

namespace {

const QByteArray header = "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n";

QByteArray logLine(const QByteArray& second, const QByteArray& text)
{
    const QByteArray content = "2026-11-23T22:35:" + second +
                               "Z com.docker.swarm.task.id=t1,com.docker.swarm.node.id=n1 " + text + '\n';
    QByteArray frame(8, '\0');
    frame[0] = 1;
    qToBigEndian(static_cast<quint32>(content.size()), frame.data() + 4);
    return frame + content;
}

class Collected
{
public:
    LogReader::Sink sink()
    {
        return [this](std::uint64_t choice, const QVector<LogRecord>& records) {
            const std::lock_guard lock(mutex_);
            for (const LogRecord& record : records)
                seen_ << QString::number(choice) + u' ' + words(record);
            changed_.notify_all();
        };
    }
    QStringList waitForAtLeast(qsizetype count)
    {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, 10s, [&] { return seen_.size() >= count; });
        return seen_;
    }

private:
    static QString words(const LogRecord& record)
    {
        switch (record.kind) {
        case LogRecord::Kind::Line: return record.serviceId + u'/' + record.taskId + u": "_s + record.text;
        case LogRecord::Kind::Lost: return u"lost "_s + record.error->code;
        case LogRecord::Kind::Resumed: return u"resumed"_s;
        case LogRecord::Kind::Gap: return u"gap "_s + record.taskId;
        }
        return {};
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    QStringList seen_;
};

LogReader::Options eager()
{
    LogReader::Options options;
    options.firstPause = 5ms;
    options.longestPause = 20ms;
    return options;
}

} // namespace

class LogReaderTest : public QObject
{
    Q_OBJECT
private:
    const SystemClock clock_;

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void goesOnAfterALossWithoutRepeating()
    {
        const Script first = ping() << readRequest()
                                    << send(header + logLine("01", "one") + logLine("02", "two"));
        // The engine's version is known by now: what comes first is the question whether it is there.
        const Script second{readRequest(), send(answer("{\"ID\":\"e\",\"Name\":\"node1\"}")), readRequest(),
            send(header + logLine("02", "two") + logLine("03", "three")), silence()};
        ScriptedEngine server(Listen::Unix, {first, second});
        Collected collected;
        LogReader reader([&] { return makeEngine(server.endpoint()); }, clock_, collected.sink(), eager());
        reader.follow({u"s1"_s});
        // A body without a length ends with its connection: the stream has ended, and nothing was lost.
        const QStringList seen = collected.waitForAtLeast(3);
        QCOMPARE(
            seen.filter(u"s1/"_s), QStringList({u"1 s1/t1: one"_s, u"1 s1/t1: two"_s, u"1 s1/t1: three"_s}));
        const QByteArray again = server.requests().last();
        QVERIFY2(again.contains("/services/s1/logs"), again.constData());
        QVERIFY2(again.contains("&since=1795473302.000"), again.constData());
        QVERIFY2(server.requests().at(1).contains("&tail=300") && !server.requests().at(1).contains("since"),
            server.requests().at(1).constData());
    }

    void saysWhatWasLostAndWhenItGoesOn()
    {
        const QByteArray cutFrame = logLine("02", "cut").first(20);
        const Script first = ping() << readRequest()
                                    << send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                                    << send(QByteArray::number(logLine("01", "one").size(), 16) + "\r\n" +
                                            logLine("01", "one") + "\r\n")
                                    << send(cutFrame);
        const Script second = ping() << readRequest() << send(answer("{\"ID\":\"e\",\"Name\":\"node1\"}"))
                                     << readRequest() << send(header + logLine("09", "much later"))
                                     << silence();
        ScriptedEngine server(Listen::Unix, {first, second});
        Collected collected;
        LogReader reader([&] { return makeEngine(server.endpoint()); }, clock_, collected.sink(), eager());
        reader.follow({u"s1"_s});
        const QStringList seen = collected.waitForAtLeast(5);
        QCOMPARE(seen.size(), 5);
        QCOMPARE(seen.at(0), u"1 s1/t1: one"_s);
        QVERIFY2(seen.at(1).startsWith(u"1 lost engine."_s), qPrintable(seen.at(1)));
        QCOMPARE(seen.mid(2), QStringList({u"1 resumed"_s, u"1 gap t1"_s, u"1 s1/t1: much later"_s}));
    }

    void oneLossIsToldOnce()
    {
        const Script refusing = ping() << readRequest()
                                       << send(answer("{\"message\":\"node n3 is not available\"}", 500))
                                       << readRequest() << send(answer("{\"ID\":\"e\"}")) << readRequest()
                                       << send(answer("{\"message\":\"node n3 is not available\"}", 500))
                                       << readRequest() << send(answer("{\"ID\":\"e\"}")) << readRequest()
                                       << send(header + logLine("01", "back")) << silence();
        ScriptedEngine server(Listen::Unix, {refusing});
        Collected collected;
        LogReader reader([&] { return makeEngine(server.endpoint()); }, clock_, collected.sink(), eager());
        reader.follow({u"s1"_s});
        QCOMPARE(collected.waitForAtLeast(3),
            QStringList({u"1 lost engine.error"_s, u"1 resumed"_s, u"1 s1/t1: back"_s}));
    }

    void anotherChoiceEndsTheFirst()
    {
        const Script quiet = ping() << readRequest() << send(header + logLine("01", "a line")) << silence();
        ScriptedEngine servers[]{{Listen::Unix, {quiet}}, {Listen::Unix, {quiet}}, {Listen::Unix, {quiet}}};
        std::atomic<int> next = 0;
        Collected collected;
        LogReader reader([&] { return makeEngine(servers[next++].endpoint()); }, clock_, collected.sink());
        QCOMPARE(reader.follow({u"s1"_s, u"s2"_s}), 1u);
        QStringList seen = collected.waitForAtLeast(2);
        seen.sort();
        QCOMPARE(seen, QStringList({u"1 s1/t1: a line"_s, u"1 s2/t1: a line"_s}));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(reader.follow({u"s3"_s}), 2u);
        QVERIFY2(timer.elapsed() < 40, "the caller must not wait for threads that end");
        QCOMPARE(collected.waitForAtLeast(3).last(), u"2 s3/t1: a line"_s);
        reader.follow({});
    }
};

QTEST_GUILESS_MAIN(LogReaderTest)
#include "log_reader_test.moc"
