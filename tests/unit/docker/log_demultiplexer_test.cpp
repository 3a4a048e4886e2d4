#include "core/docker/log_demultiplexer.h"

#include <QTest>
#include <QTimeZone>

#include <QtEndian>

using namespace switchyard;
using namespace switchyard::docker;
using namespace Qt::StringLiterals;

namespace {

const QByteArray prefix =
    "2026-11-23T22:35:47.123999999Z com.docker.swarm.node.id=n1,com.docker.swarm.task.id=t1 ";

QByteArray frame(char stream, const QByteArray& content)
{
    QByteArray header(8, '\0');
    header[0] = stream;
    qToBigEndian(static_cast<quint32>(content.size()), header.data() + 4);
    return header + content;
}

struct Read
{
    QVector<LogLine> lines;
    QString error;
    QString complaint;
};

Read read(const QByteArray& wire, qsizetype size)
{
    Read result;
    LogDemultiplexer demultiplexer;
    const auto sink = [&](const LogLine& line) {
        result.lines << line;
        return true;
    };
    for (qsizetype at = 0; at < wire.size(); at += size) {
        if (auto fed =
                demultiplexer.feed(QByteArrayView(wire).sliced(at, std::min(size, wire.size() - at)), sink);
            !fed) {
            result.error = fed.error().code;
            return result;
        }
    }
    if (auto finished = demultiplexer.finish(sink); !finished)
        result.error = finished.error().code;
    result.complaint = demultiplexer.complaint();
    return result;
}

} // namespace

class LogDemultiplexerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsFrames()
    {
        const QByteArray wire = frame(1, prefix + "first\n") +
                                frame(2, prefix + "second with = and , in it\r\n") + frame(1, prefix + "\n");
        for (const qsizetype size : {wire.size(), qsizetype(5), qsizetype(1)}) {
            const Read result = read(wire, size);
            QCOMPARE(result.error, QString());
            QCOMPARE(result.lines.size(), 3);
            const Labels details{
                {u"com.docker.swarm.node.id"_s, u"n1"_s}, {u"com.docker.swarm.task.id"_s, u"t1"_s}};
            const QDateTime at(QDate(2026, 11, 23), QTime(22, 35, 47, 123), QTimeZone::utc());
            QVERIFY((result.lines[0] == LogLine{LogLine::Stream::Stdout, at, details, "first"}));
            QVERIFY((result.lines[1] ==
                     LogLine{LogLine::Stream::Stderr, at, details, "second with = and , in it"}));
            QCOMPARE(result.lines[2].text, "");
        }
    }
    void unescapesDetails()
    {
        const LogLine line =
            parseLogLine(LogLine::Stream::Stdout, "2026-11-23T22:35:47Z a%2Cb=c+d%3D,e= text here\n");
        QVERIFY((line.details == Labels{{u"a,b"_s, u"c d="_s}, {u"e"_s, QString()}}));
        QCOMPARE(line.text, "text here\n");
    }
    void keepsWhatHasNoPrefix()
    {
        QCOMPARE(parseLogLine(LogLine::Stream::Stdout, "no time here").text, "no time here");
        QVERIFY(!parseLogLine(LogLine::Stream::Stdout, "no time here").at.isValid());
        QCOMPARE(parseLogLine(LogLine::Stream::Stdout, "2026-11-23T22:35:47Z plain words here").text,
            "plain words here");
        QCOMPARE(
            parseLogLine(LogLine::Stream::Stdout, "2026-11-23T22:35:47Z  no details").text, "no details");
    }
    void joinsCutLines()
    {
        const QByteArray other = "2026-11-23T22:35:48Z com.docker.swarm.task.id=t2 ";
        const Read result =
            read(frame(1, prefix + "one ") + frame(1, other + "between\n") + frame(2, prefix + "err\n") +
                     frame(1, prefix + "line\n") + frame(1, prefix + "open"),
                3);
        QVector<QByteArray> texts;
        for (const LogLine& line : result.lines)
            texts << line.text;
        QCOMPARE(texts, QVector<QByteArray>({"between", "err", "one line", "open"}));
    }
    void keepsTheComplaint()
    {
        const Read result =
            read(frame(1, prefix + "x\n") + frame(3, "Error grabbing logs: node n2 is not available\n"), 4);
        QCOMPARE(result.lines.size(), 1);
        QCOMPARE(result.complaint, u"Error grabbing logs: node n2 is not available"_s);
    }
    void refusesGarbage_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("text") << QByteArray("plain text of a TTY\n");
        QTest::newRow("stream 4") << frame(4, "x");
        QTest::newRow("too long") << QByteArray("\x01\0\0\0\x7f\xff\xff\xff", 8);
        QTest::newRow("half a header") << frame(1, prefix + "x\n") + QByteArray("\x01\0\0", 3);
        QTest::newRow("half a frame") << frame(1, prefix + "x\n").chopped(1);
    }
    void refusesGarbage()
    {
        QFETCH(QByteArray, wire);
        QCOMPARE(read(wire, wire.size()).error, u"engine.garbage"_s);
        QCOMPARE(read(wire, 1).error, u"engine.garbage"_s);
    }
    void stopsWhenTold()
    {
        LogDemultiplexer demultiplexer;
        int seen = 0;
        const auto more =
            demultiplexer.feed(frame(1, prefix + "a\n") + frame(1, prefix + "b\n"), [&](const LogLine&) {
                ++seen;
                return false;
            });
        QVERIFY(more);
        QVERIFY(!*more);
        QCOMPARE(seen, 1);
    }
};

QTEST_APPLESS_MAIN(LogDemultiplexerTest)
#include "log_demultiplexer_test.moc"
