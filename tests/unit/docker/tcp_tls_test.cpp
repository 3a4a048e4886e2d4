#include "core/docker/engine.h"
#include "scripted_engine.h"
#include "test_certificates.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

using namespace switchyard;
using namespace switchyard::docker;
using namespace switchyard::docker::testing;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Listen = ScriptedEngine::Listen;

Call ample()
{
    return {Deadline::in(20s)};
}

} // namespace

class TcpTlsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const QString here = u"DNS:localhost,IP:127.0.0.1"_s;
        certificates_.make({.name = u"server"_s, .alternativeNames = here});
        certificates_.make({.name = u"elsewhere"_s, .alternativeNames = u"DNS:manager9.example.org"_s});
        certificates_.make({.name = u"oldserver"_s, .alternativeNames = here, .expired = true});
        certificates_.make({.name = u"strange"_s, .authority = u"otherca"_s, .alternativeNames = here});
        certificates_.make({.name = u"client"_s});
        certificates_.make({.name = u"rsaclient"_s, .rsa = true});
        certificates_.make({.name = u"oldclient"_s, .expired = true});
        certificates_.make({.name = u"strangeclient"_s, .authority = u"otherca"_s});
        QCOMPARE(certificates_.error(), QString());
        QFile broken(certificates_.file(u"broken.pem"_s));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n");
    }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void speaksTls_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("client");
        QTest::newRow("by address") << u"127.0.0.1"_s << u"client"_s;
        QTest::newRow("by name") << u"localhost"_s << u"client"_s;
        QTest::newRow("RSA key") << u"127.0.0.1"_s << u"rsaclient"_s;
    }
    void speaksTls()
    {
        QFETCH(QString, host);
        QFETCH(QString, client);
        const QByteArray large = answer("[{\"ID\":\"a\"}" + QByteArray(2'000'000, ' ') + "]");
        ScriptedEngine server(Listen::Tls, {engineAnswering({answer("[]"), large})}, tls(u"server"_s));
        const auto engine = makeEngine(TcpEndpoint{host, server.port(), certificates_.client(client)});
        const auto tasks = engine->tasks(ample());
        QVERIFY2(tasks, tasks ? "" : qPrintable(tasks.error().code + tasks.error().detail));
        const auto nodes = engine->nodes(ample());
        QVERIFY(nodes);
        QCOMPARE(nodes->size(), 1);
        QCOMPARE(server.connections(), 1);
        QVERIFY(server.lastRequest().contains("\r\nHost: " + host.toLatin1() + ':'));
    }

    void saysWhoRefused_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<TlsFiles>("files");
        QTest::addColumn<QString>("hint");
        QTest::addColumn<QString>("words");
        const auto right = certificates_.client(u"client"_s);
        const auto row = [](const char* name, const QString& server, const TlsFiles& files, const char* hint,
                             const char* words) {
            QTest::newRow(name) << server << files << QString::fromLatin1(hint) << QString::fromLatin1(words);
        };
        const char* ours = "this computer refused the engine's certificate: ";
        row("server of another authority", u"strange"_s, right, "tls.server_certificate", ours);
        row("server expired", u"oldserver"_s, right, "tls.server_certificate", "expired");
        row("server of another name", u"elsewhere"_s, right, "tls.server_certificate", "host name");
        row("we trust another authority", u"server"_s, certificates_.client(u"client"_s, u"otherca"_s),
            "tls.server_certificate", ours);
        const char* theirs = "the engine refused this computer's client certificate: ";
        row("client of another authority", u"server"_s, certificates_.client(u"strangeclient"_s),
            "tls.client_certificate", theirs);
        row("client expired", u"server"_s, certificates_.client(u"oldclient"_s), "tls.client_certificate",
            "expired");
        auto files = right;
        files.ca = certificates_.file(u"nowhere.pem"_s);
        row("no ca.pem", u"server"_s, files, "tls.files", "nowhere.pem");
        files = right;
        files.certificate = certificates_.file(u"broken.pem"_s);
        row("broken cert.pem", u"server"_s, files, "tls.files", "holds no certificate");
        files = right;
        files.key = right.certificate;
        row("no key in key.pem", u"server"_s, files, "tls.files", "holds no private key");
        files = right;
        files.key = certificates_.file(u"strangeclient.key"_s);
        row("key of another certificate", u"server"_s, files, "tls.files", "do not belong together");
    }
    void saysWhoRefused()
    {
        QFETCH(QString, server);
        QFETCH(TlsFiles, files);
        QFETCH(QString, hint);
        QFETCH(QString, words);
        ScriptedEngine engine(Listen::Tls, {engineAnswering({answer("[]")})}, tls(server));
        const auto nodes = makeEngine(TcpEndpoint{u"127.0.0.1"_s, engine.port(), files})->nodes(ample());
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().code, u"engine.tls"_s);
        QVERIFY2(nodes.error().hint == hint, qPrintable(nodes.error().hint + u' ' + nodes.error().detail));
        QVERIFY2(nodes.error().detail.contains(words), qPrintable(nodes.error().detail));
        QVERIFY(!nodes.error().detail.contains(u"PRIVATE KEY"));
    }

    void speaksPlainly()
    {
        ScriptedEngine server(Listen::Tcp, {engineAnswering({answer("[]")})});
        QVERIFY(makeEngine(TcpEndpoint{u"localhost"_s, server.port(), {}})->nodes(ample()));
    }
    void tlsToAPlainPort()
    {
        ScriptedEngine server(Listen::Tcp, {{send("HTTP/1.0 400 Bad Request\r\n\r\n"), silence()}});
        const auto nodes =
            makeEngine(TcpEndpoint{u"127.0.0.1"_s, server.port(), certificates_.client(u"client"_s)})
                ->nodes(ample());
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().code, u"engine.tls"_s);
        QCOMPARE(nodes.error().hint, u"tls.handshake"_s);
    }
    void plainToATlsPort()
    {
        // What Go's server, and so dockerd, says to that.
        const QByteArray words =
            "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n";
        ScriptedEngine server(Listen::Tcp, {{readRequest(), send(words)}});
        const auto nodes = makeEngine(TcpEndpoint{u"127.0.0.1"_s, server.port(), {}})->nodes(ample());
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().code, u"engine.tls"_s);
        QCOMPARE(nodes.error().hint, u"tls.required"_s);
    }

    void connectionRefused()
    {
        quint16 port = 0;
        {
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            port = server.serverPort();
        }
        const auto nodes = makeEngine(TcpEndpoint{u"127.0.0.1"_s, port, {}})->nodes(ample());
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().code, u"engine.unreachable"_s);
        QCOMPARE(nodes.error().kind, ErrorKind::Unreachable);
    }
    void unknownHost()
    {
        const auto nodes =
            makeEngine(TcpEndpoint{u"no-such-host.invalid"_s, 2376, {}})->nodes({Deadline::in(3s)});
        QVERIFY(!nodes);
        // Without any name server the question itself may last until the deadline.
        QVERIFY(nodes.error().code == u"engine.unreachable" || nodes.error().code == u"engine.timeout");
    }
    void silenceEndsAtTheDeadline_data()
    {
        QTest::addColumn<bool>("withTls");
        QTest::addColumn<Listen>("listen");
        QTest::newRow("plain") << false << Listen::Tcp;
        QTest::newRow("in the handshake") << true << Listen::Tcp;
        QTest::newRow("after the handshake") << true << Listen::Tls;
    }
    void silenceEndsAtTheDeadline()
    {
        QFETCH(bool, withTls);
        QFETCH(Listen, listen);
        ScriptedEngine server(listen, {{silence()}}, tls(u"server"_s));
        TcpEndpoint endpoint{u"127.0.0.1"_s, server.port(), {}};
        if (withTls)
            endpoint.tls = certificates_.client(u"client"_s);
        QElapsedTimer timer;
        timer.start();
        const auto nodes = makeEngine(endpoint)->nodes({Deadline::in(400ms)});
        const qint64 took = timer.elapsed();
        QVERIFY(!nodes);
        QCOMPARE(nodes.error().code, u"engine.timeout"_s);
        QVERIFY2(took >= 390 && took < 700, qPrintable(u"%1 ms"_s.arg(took)));
    }
    void aListenerThatNeverAcceptsEndsAtTheDeadline()
    {
        // A queue of one that is full: further connects are left without an answer.
        QTcpServer server;
        server.setListenBacklogSize(1);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        std::vector<std::unique_ptr<DockerApi>> engines;
        Result<QVector<Node>> last;
        for (int i = 0; i < 4; ++i) {
            engines.push_back(makeEngine(TcpEndpoint{u"127.0.0.1"_s, server.serverPort(), {}}));
            QElapsedTimer timer;
            timer.start();
            last = engines.back()->nodes({Deadline::in(150ms)});
            QVERIFY(!last);
            QCOMPARE(last.error().code, u"engine.timeout"_s);
            QVERIFY(timer.elapsed() < 450);
        }
    }

private:
    ScriptedEngine::Tls tls(const QString& server) const
    {
        return {certificates_.file(server + u".pem"_s), certificates_.file(server + u".key"_s),
            certificates_.file(u"ca.pem"_s)};
    }

    TestCertificates certificates_;
};

QTEST_GUILESS_MAIN(TcpTlsTest)
#include "tcp_tls_test.moc"
