// The client against what is no etcd, or one that lies.

#include "core/etcd/client.h"

#include <QTest>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace switchyard;
using namespace switchyard::etcd;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Answers every request with the same bytes, then closes.
class Liar
{
public:
    explicit Liar(QByteArray answer) : answer_(std::move(answer))
    {
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        ::bind(socket_, reinterpret_cast<sockaddr*>(&address), size);
        ::listen(socket_, 8);
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread([this] { serve(); });
    }
    ~Liar()
    {
        ::shutdown(socket_, SHUT_RDWR);
        thread_.join();
        ::close(socket_);
    }
    quint16 port() const { return port_; }

private:
    void serve()
    {
        for (int client = 0; (client = ::accept(socket_, nullptr, nullptr)) >= 0; ::close(client)) {
            char request[4096];
            [[maybe_unused]] const auto read = ::recv(client, request, sizeof request, 0);
            [[maybe_unused]] const auto sent =
                ::send(client, answer_.constData(), static_cast<size_t>(answer_.size()), MSG_NOSIGNAL);
        }
    }

    QByteArray answer_;
    int socket_ = -1;
    quint16 port_ = 0;
    std::jthread thread_;
};

QByteArray http(const QByteArray& body, int status = 200)
{
    return "HTTP/1.1 " + QByteArray::number(status) +
           " X\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" +
           body;
}

} // namespace

class EtcdGarbageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void isNeverBelieved_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("code");
        const QString garbage = u"etcd.garbage"_s, unreachable = u"etcd.unreachable"_s;
        QTest::newRow("nothing") << QByteArray() << unreachable;
        QTest::newRow("another protocol") << QByteArray("220 mail ESMTP\r\n") << garbage;
        QTest::newRow("half a header") << QByteArray("HTTP/1.1 200 OK\r\nConte") << unreachable;
        QTest::newRow("half a body") << http("{\"header\":{}}").chopped(3) << unreachable;
        QTest::newRow("no JSON") << http("<html>") << garbage;
        QTest::newRow("an array") << http("[]") << garbage;
        QTest::newRow("an empty object") << http("{}") << garbage;
        QTest::newRow("no leader") << http("{\"message\":\"etcdserver: no leader\",\"code\":14}", 503)
                                   << u"etcd.no_quorum"_s;
        QTest::newRow("timed out") << http("{\"message\":\"etcdserver: request timed out\",\"code\":4}", 504)
                                   << u"etcd.no_quorum"_s;
        QTest::newRow("full")
            << http("{\"message\":\"etcdserver: mvcc: database space exceeded, no space\",\"code\":8}", 429)
            << u"etcd.no_space"_s;
        QTest::newRow("refused without words") << http("", 500) << u"etcd.refused"_s;
    }

    void isNeverBelieved()
    {
        QFETCH(QByteArray, answer);
        const Liar liar(answer);
        Client client({{u"127.0.0.1"_s, liar.port()}});
        const auto call = [] { return Call{Deadline::in(2s)}; };
        QTEST(client.list("/x", call()).error().code, "code");
        QTEST(client.createIfAbsent("/x", "x", 7, call()).error().code, "code");
        QTEST(client.putWhile("/x", 7, "/y", "y", call()).error().code, "code");
        QTEST(client.grantLease(5s, call()).error().code, "code");
        QTEST(client.keepAlive(7, call()).error().code, "code");
    }

    void aLeaseIsWhatWasAskedFor()
    {
        const Liar shorter(http(R"({"header":{},"ID":"9","TTL":"2"})"));
        Client client({{u"127.0.0.1"_s, shorter.port()}});
        QCOMPARE(client.grantLease(5s, {Deadline::in(2s)}).error().code, u"etcd.garbage"_s);
        const Liar others(http(R"({"result":{"header":{},"ID":"9","TTL":"5"}})"));
        Client another({{u"127.0.0.1"_s, others.port()}});
        QCOMPARE(another.keepAlive(7, {Deadline::in(2s)}).error().code, u"etcd.garbage"_s);
        QCOMPARE(another.keepAlive(9, {Deadline::in(2s)}).value(), 5s);
    }

    void keysMustBeWhole_data()
    {
        QTest::addColumn<QByteArray>("kv");
        QTest::newRow("no key") << QByteArray(R"({"mod_revision":"3","value":"eA=="})");
        QTest::newRow("no revision") << QByteArray(R"({"key":"eA==","value":"eA=="})");
        QTest::newRow("no base64") << QByteArray(R"({"key":"eA==","mod_revision":"3","value":"%%"})");
    }

    void keysMustBeWhole()
    {
        QFETCH(QByteArray, kv);
        const Liar liar(http(R"({"header":{},"kvs":[)" + kv + "]}"));
        Client client({{u"127.0.0.1"_s, liar.port()}});
        QCOMPARE(client.list("/x", {Deadline::in(2s)}).error().code, u"etcd.garbage"_s);
    }

    void endpointsAreRead()
    {
        QCOMPARE(parseEndpoints(u"a, b:1"_s).value(), (QVector<Endpoint>{{u"a"_s, 2379}, {u"b"_s, 1}}));
        QVERIFY(!parseEndpoints(u"a:0"_s));
        QVERIFY(!parseEndpoints(u":1"_s));
        QVERIFY(parseEndpoints({})->isEmpty());
    }
};

QTEST_GUILESS_MAIN(EtcdGarbageTest)
#include "etcd_garbage_test.moc"
