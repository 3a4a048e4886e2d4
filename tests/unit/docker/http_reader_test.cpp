#include "core/net/http_reader.h"

#include <QTest>

using namespace switchyard;
using namespace switchyard::net;
using namespace Qt::StringLiterals;

namespace {

struct Outcome
{
    QByteArray body;
    QString error; ///< its code; empty for none
    bool done = false;
    bool reusable = false;
    int status = 0;
    bool operator==(const Outcome&) const = default;
};

/// Reads `wire` in pieces of `size` bytes; `closed`: the peer closes after it.
Outcome read(const QByteArray& wire, qsizetype size, bool closed, HttpLimits limits = {})
{
    Outcome outcome;
    HttpReader reader([&](QByteArrayView part) { outcome.body.append(part); }, limits);
    for (qsizetype at = 0; at < wire.size() && outcome.error.isEmpty(); at += size) {
        if (const auto fed = reader.feed(QByteArrayView(wire).sliced(at, std::min(size, wire.size() - at)));
            !fed)
            outcome.error = fed.error().code;
    }
    outcome.done = closed ? reader.endOfStream() : reader.done();
    outcome.reusable = reader.reusable();
    outcome.status = reader.header() ? reader.header()->status : 0;
    return outcome;
}

} // namespace

class HttpReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAnswers_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("reusable");
        const auto row = [](const char* name, const QByteArray& wire, const QByteArray& body, int status,
                             bool reusable) { QTest::newRow(name) << wire << body << status << reusable; };
        row("length", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello", 200, true);
        row("empty", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "", 200, true);
        row("no reason", "HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", "", 404, true);
        row("no content", "HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n", "", 204, true);
        row("not modified", "HTTP/1.1 304 Not Modified\r\n\r\n", "", 304, true);
        row("close", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi", "hi", 200, false);
        row("1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", "hi", 200, false);
        row("chunked",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n",
            "abc0123456789", 200, true);
        row("chunk extensions",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n0\r\n\r\n", "abc", 200,
            true);
        row("trailers",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n1\r\na\r\n0\r\nX: y\r\nZ: "
            "1\r\n\r\n",
            "a", 200, true);
        row("continue",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 "
            "OK\r\nContent-Length: 1\r\n\r\nx",
            "x", 200, true);
        row("bytes beyond", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi there", "hi", 200, false);
    }
    void readsAnswers()
    {
        QFETCH(QByteArray, wire);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(bool, reusable);
        const Outcome expected{body, {}, true, reusable, status};
        for (const qsizetype size : {wire.size(), qsizetype(7), qsizetype(1)})
            QVERIFY2(read(wire, size, false) == expected, qPrintable(u"in pieces of %1"_s.arg(size)));
    }

    void untilTheEnd()
    {
        const QByteArray wire = "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=x\r\n\r\n{}";
        for (const qsizetype size : {wire.size(), qsizetype(1)}) {
            QVERIFY(!read(wire, size, false).done);
            QVERIFY((read(wire, size, true) == Outcome{"{}", {}, true, false, 200}));
        }
    }

    void refusesGarbage_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("ssh") << QByteArray("SSH-2.0-OpenSSH_9.2p1 Debian\r\n");
        QTest::newRow("tls alert") << QByteArray("\x15\x03\x01\x00\x02\x02\x46\r\n\r\n", 11);
        QTest::newRow("http 2") << QByteArray("HTTP/2.0 200 OK\r\n\r\n");
        QTest::newRow("status") << QByteArray("HTTP/1.1 2x0 OK\r\n\r\n");
        QTest::newRow("field") << QByteArray("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n");
        QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n");
        QTest::newRow("two lengths") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
        QTest::newRow("both") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n");
        QTest::newRow("chunk size") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n");
        QTest::newRow("chunk end") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n");
        QTest::newRow("gzip") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx");
        QTest::newRow("encoding") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nx");
        QTest::newRow("upgrade") << QByteArray("HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\n");
        QTest::newRow("header limit") << "HTTP/1.1 200 OK\r\nX: " + QByteArray(70 * 1024, 'x');
        QTest::newRow("many headers") << "HTTP/1.1 200 OK\r\n" + QByteArray("X: y\r\n").repeated(12 * 1024);
        QTest::newRow("trailer limit")
            << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: " + QByteArray(70 * 1024, 'x');
        QTest::newRow("interim for ever") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n").repeated(17);
        QTest::newRow("body limit") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 67108865\r\n\r\n");
        QTest::newRow("chunk limit") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4000001\r\n");
    }
    void refusesGarbage()
    {
        QFETCH(QByteArray, wire);
        for (const qsizetype size : {wire.size(), qsizetype(1000), qsizetype(1)}) {
            const Outcome outcome = read(wire, size, false);
            QCOMPARE(outcome.error, u"engine.garbage"_s);
            QVERIFY(!outcome.done);
            QVERIFY(!outcome.reusable);
        }
    }

    void limitsABodyWithoutLength()
    {
        const HttpLimits limits{.bodyBytes = 10};
        QCOMPARE(read("HTTP/1.1 200 OK\r\n\r\n0123456789", 3, true, limits).error, QString());
        QCOMPARE(read("HTTP/1.1 200 OK\r\n\r\n0123456789A", 3, true, limits).error, u"engine.garbage"_s);
        const HttpLimits none{.bodyBytes = 0};
        const QByteArray large(70 * 1024 * 1024, 'x');
        QCOMPARE(read("HTTP/1.1 200 OK\r\n\r\n" + large, 1024 * 1024, true, none).body.size(), large.size());
    }

    void cutAnswersAreNotDone_data()
    {
        QTest::addColumn<QByteArray>("wire");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("status line") << QByteArray("HTTP/1.1 200 O");
        QTest::newRow("header") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n");
        QTest::newRow("body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell");
        QTest::newRow("no body") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
        QTest::newRow("chunk") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe");
        QTest::newRow("last chunk") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n");
        QTest::newRow("interim only") << QByteArray("HTTP/1.1 100 Continue\r\n\r\n");
    }
    void cutAnswersAreNotDone()
    {
        QFETCH(QByteArray, wire);
        for (const qsizetype size : {std::max<qsizetype>(wire.size(), 1), qsizetype(1)}) {
            const Outcome outcome = read(wire, size, true);
            QCOMPARE(outcome.error, QString());
            QVERIFY(!outcome.done);
        }
    }

    void takesWhatItNeedsFromTheHeader()
    {
        HttpReader reader([](QByteArrayView) {});
        QVERIFY(!reader.started());
        QVERIFY(reader.feed(
            "HTTP/1.1 200 OK\r\nAPI-VERSION: 1.41\r\nContent-Type: Application/JSON; charset=utf-8\r\n"));
        QVERIFY(reader.started());
        QVERIFY(!reader.header());
        QVERIFY(reader.feed("Content-Length: 1\r\n\r\n"));
        QVERIFY(reader.header());
        QCOMPARE(reader.header()->apiVersion, "1.41");
        QCOMPARE(reader.header()->contentType, "application/json");
        QVERIFY(!reader.done());
    }
};

QTEST_APPLESS_MAIN(HttpReaderTest)
#include "http_reader_test.moc"
