// The client against a real etcd.

#include "core/etcd/client.h"
#include "tests/unit/etcd/real_etcd.h"

#include <QTest>

using namespace switchyard;
using namespace switchyard::etcd;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Call soon()
{
    return {Deadline::in(10s)};
}

} // namespace

class EtcdClientTest : public QObject
{
    Q_OBJECT

    testing::RealEtcd real_;
    QVector<Endpoint> here() const { return {{u"127.0.0.1"_s, real_.port()}}; }

private Q_SLOTS:
    void initTestCase() { QVERIFY(real_.start()); }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void keysComeAndGo()
    {
        Client client(here());
        QVERIFY(!client.get("/a/none", soon())->has_value());
        QVERIFY(client.put("/a/one", "1", 0, soon()).has_value());
        QVERIFY(client.put("/a/two", QByteArray("\0\xff\n", 3), 0, soon()).has_value());
        QVERIFY(client.put("/b", "other", 0, soon()).has_value());
        const auto both = client.list("/a/", soon());
        QVERIFY(both.has_value());
        QCOMPARE(both->keys(), QList<QByteArray>({"/a/one", "/a/two"}));
        QCOMPARE(both->value("/a/two").bytes, QByteArray("\0\xff\n", 3));
        QCOMPARE(both->value("/a/one").lease, 0);
        QVERIFY(client.remove("/a/one", soon()).has_value());
        QVERIFY(client.remove("/a/one", soon()).has_value()); // not there: no error
        QVERIFY(!client.get("/a/one", soon())->has_value());
    }

    void aKeyIsMadeOnce()
    {
        Client first(here()), second(here());
        const auto one = first.grantLease(5s, soon()), two = second.grantLease(5s, soon());
        QVERIFY(one && two && *one != *two);
        QCOMPARE(first.createIfAbsent("/leader", "pg1", *one, soon())->lease, *one);
        const auto late = second.createIfAbsent("/leader", "pg2", *two, soon());
        QCOMPARE(late->lease, *one);
        QCOMPARE(late->bytes, "pg1");
        // Done again, as after a lost answer: it is still seen to be ours.
        QCOMPARE(first.createIfAbsent("/leader", "pg1", *one, soon())->lease, *one);
        QCOMPARE(first.putWhile("/leader", *one, "/beside", "mine", soon()).value(), true);
        QCOMPARE(second.putWhile("/leader", *two, "/beside", "stolen", soon()).value(), false);
        QCOMPARE((*first.get("/beside", soon()))->bytes, "mine");
        QVERIFY(first.revokeLease(*one, soon()).has_value());
        QVERIFY(!first.get("/leader", soon())->has_value());
        QVERIFY(first.revokeLease(*one, soon()).has_value()); // over already: no error
        QCOMPARE(first.putWhile("/leader", *one, "/beside", "late", soon()).value(), false);
    }

    void aLeaseIsKeptAliveOrOver()
    {
        Client client(here());
        const auto lease = client.grantLease(5s, soon());
        QVERIFY(lease.has_value());
        QCOMPARE(client.keepAlive(*lease, soon()).value(), 5s);
        QVERIFY(client.revokeLease(*lease, soon()).has_value());
        const auto gone = client.keepAlive(*lease, soon());
        QVERIFY(!gone.has_value());
        QCOMPARE(gone.error().code, u"etcd.lease_gone"_s);
        const auto put = client.put("/x", "x", *lease, soon());
        QVERIFY(!put.has_value());
        QCOMPARE(put.error().code, u"etcd.refused"_s);
    }

    void saysHowItIs()
    {
        Client client(here());
        const auto status = client.status(0, soon());
        QVERIFY(status.has_value());
        QVERIFY(status->version.startsWith(u"3.4"_s));
        QVERIFY(status->isLeader && status->hasLeader && status->databaseBytes > 0);
        QCOMPARE(client.isFull(soon()).value(), false);
    }

    void anEndpointThatIsGoneIsPassedOver()
    {
        // Port 1 refuses, 192.0.2.1 (RFC 5737) does not answer.
        Client client({{u"127.0.0.1"_s, 1}, {u"192.0.2.1"_s, 2379}, {u"127.0.0.1"_s, real_.port()}});
        QVERIFY(client.put("/c", "c", 0, {Deadline::in(3s)}).has_value());
        // The one that answered is asked first from then on.
        QVERIFY(client.get("/c", {Deadline::in(1s)}).has_value());
    }

    void aFrozenOneCostsNoMoreThanTheDeadline()
    {
        Client client(here());
        QVERIFY(client.put("/d", "d", 0, soon()).has_value());
        real_.freeze(true);
        const auto began = std::chrono::steady_clock::now();
        const auto answer = client.get("/d", {Deadline::in(300ms)});
        const auto took = std::chrono::steady_clock::now() - began;
        real_.freeze(false);
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().code, u"etcd.unreachable"_s);
        QVERIFY(took < 2s);
        QCOMPARE((*client.get("/d", soon()))->bytes, "d"); // and a late answer is not taken for this one's
    }

    void aStopIsSeenAtOnce()
    {
        Client client({{u"192.0.2.1"_s, 2379}});
        std::stop_source stop;
        stop.request_stop();
        const auto answer = client.get("/e", {Deadline::in(60s), stop.get_token()});
        QCOMPARE(answer.error().code, u"etcd.cancelled"_s);
    }
};

QTEST_GUILESS_MAIN(EtcdClientTest)
#include "etcd_client_test.moc"
