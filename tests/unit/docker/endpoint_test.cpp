#include "core/docker/endpoint.h"

#include <QTest>

using namespace switchyard;
using namespace switchyard::docker;
using namespace Qt::StringLiterals;

class EndpointTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAndPrints_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("printed");
        QTest::newRow("unix") << u"unix:///var/run/docker.sock"_s << u"unix:///var/run/docker.sock"_s;
        QTest::newRow("unix with a blank") << u"unix:///tmp/a b.sock"_s << u"unix:///tmp/a b.sock"_s;
        QTest::newRow("tcp") << u"tcp://manager1:2376"_s << u"tcp://manager1:2376"_s;
        QTest::newRow("tcp plain default") << u"tcp://10.77.0.1"_s << u"tcp://10.77.0.1:2375"_s;
        QTest::newRow("tcp slash") << u"tcp://manager1:1/"_s << u"tcp://manager1:1"_s;
        QTest::newRow("tcp v6") << u"tcp://[fd00::1]:65535"_s << u"tcp://[fd00::1]:65535"_s;
        QTest::newRow("ssh") << u"ssh://manager1"_s << u"ssh://manager1"_s;
        QTest::newRow("ssh all") << u"ssh://dba@manager1.example.org:2222"_s
                                 << u"ssh://dba@manager1.example.org:2222"_s;
        QTest::newRow("ssh v6") << u"ssh://dba@[::1]"_s << u"ssh://dba@[::1]"_s;
    }
    void readsAndPrints()
    {
        QFETCH(QString, url);
        QFETCH(QString, printed);
        const auto endpoint = parseEndpoint(url);
        QVERIFY2(
            endpoint, endpoint ? "" : qPrintable(endpoint.error().code + u' ' + endpoint.error().detail));
        QCOMPARE(formatEndpoint(*endpoint), printed);
        QVERIFY(parseEndpoint(printed) == endpoint);
    }
    void refuses_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("code");
        const auto row = [](const QString& url, const QString& code) {
            QTest::newRow(qPrintable(url.isEmpty() ? u"nothing"_s : url.left(60))) << url << code;
        };
        for (const auto& url : {u""_s, u"docker.sock"_s, u"/var/run/docker.sock"_s, u"http://x"_s,
                 u"UNIX:///x"_s, u"unix:/x"_s, u"npipe:////./pipe/docker"_s, u" unix:///x"_s})
            row(url, u"endpoint.scheme"_s);
        for (const auto& url : {u"unix://"_s, u"unix://x"_s, u"unix:///"_s, u"unix:///run/"_s,
                 u"tcp://h:1/v1"_s, u"tcp://h?x"_s, u"ssh://h#x"_s, u"unix:///"_s + QString(108, u'x')})
            row(url, u"endpoint.path"_s);
        for (const auto& url : {u"tcp://"_s, u"tcp://:2376"_s, u"tcp://a b:1"_s, u"tcp://[::1"_s,
                 u"tcp://[10.0.0.1]:1"_s, u"tcp://u@h:1"_s, u"ssh://-oProxyCommand=x"_s, u"ssh://-l@h"_s,
                 u"ssh://@h"_s, u"ssh://u:secret@h"_s, u"tcp://fd00::1"_s.replace(u"fd00"_s, u""_s),
                 u"tcp://h;x"_s, u"tcp://[]:1"_s})
            row(url, u"endpoint.host"_s);
        for (const auto& url : {u"tcp://h:"_s, u"tcp://h:0"_s, u"tcp://h:65536"_s, u"tcp://h:+1"_s,
                 u"tcp://h:1x"_s, u"tcp://h:123456"_s, u"tcp://[::1]x"_s, u"ssh://h:22:22"_s})
            row(url, u"endpoint.port"_s);
    }
    void refuses()
    {
        QFETCH(QString, url);
        QFETCH(QString, code);
        const auto endpoint = parseEndpoint(url);
        QVERIFY(!endpoint);
        QCOMPARE(endpoint.error().code, code);
        QCOMPARE(endpoint.error().kind, ErrorKind::BadInput);
        QVERIFY(!endpoint.error().detail.contains(u"secret"));
    }
    void usesTlsForTcpOnly()
    {
        const TlsFiles files{u"/c/ca.pem"_s, u"/c/cert.pem"_s, u"/c/key.pem"_s};
        const auto tcp = parseEndpoint(u"tcp://h"_s, files);
        QVERIFY(tcp);
        QVERIFY(*tcp == Endpoint(TcpEndpoint{u"h"_s, 2376, files}));
        const auto local = parseEndpoint(u"unix:///x"_s, files);
        QVERIFY(local);
        QVERIFY(*local == Endpoint(UnixEndpoint{u"/x"_s}));
    }
};

QTEST_APPLESS_MAIN(EndpointTest)
#include "endpoint_test.moc"
