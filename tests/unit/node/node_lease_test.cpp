// The right to lead, against a real etcd.

#include "core/node/boot_clock.h"
#include "core/node/lease.h"
#include "tests/unit/etcd/real_etcd.h"

#include <QTest>

#include <atomic>
#include <fcntl.h>
#include <unistd.h>

using namespace switchyard;
using namespace switchyard::node;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Call soon()
{
    return {Deadline::in(5s)};
}

} // namespace

class NodeLeaseTest : public QObject
{
    Q_OBJECT

    etcd::testing::RealEtcd real_;
    int nowhere_ = ::open("/dev/null", O_WRONLY);

    /// One member's side of it.
    struct Side
    {
        Side(NodeLeaseTest& test, const QString& cluster, const QString& name)
            : log(name, test.nowhere_),
              lease({{{u"127.0.0.1"_s, test.real_.port()}}, cluster, name, 3s, 1000ms}, log,
                  [this] { fencedAt = bootNow().count(); })
        {
            lease.start();
        }
        bool knows(const QString& leader) const
        {
            const LeaseView view = lease.view();
            return view.known && view.agreement.leader == leader;
        }
        std::atomic<qint64> fencedAt = 0; // bootNow, milliseconds
        Log log;
        Lease lease;
    };

private Q_SLOTS:
    void initTestCase() { QVERIFY(real_.start()); }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void cleanupTestCase() { ::close(nowhere_); }

    void oneHoldsItAndGivesItBack()
    {
        Side one(*this, u"a"_s, u"pg1"_s), two(*this, u"a"_s, u"pg2"_s);
        QTRY_VERIFY(one.knows({}) && two.knows({}));
        QVERIFY(two.lease.view().nobodySince.has_value());
        QVERIFY(one.lease.take(soon()).has_value());
        QVERIFY(one.lease.mine());
        const auto late = two.lease.take(soon());
        QCOMPARE(late.error().code, u"lease.held"_s);
        QCOMPARE(late.error().detail, u"pg1"_s);
        QTRY_VERIFY(two.knows(u"pg1"_s));
        QVERIFY(!two.lease.view().nobodySince);
        QCOMPARE(two.lease.putAsLeader(two.lease.keys().claims(), "[]", soon()).value(), false);
        QCOMPARE(
            one.lease
                .putAsLeader(one.lease.keys().claims(), formatClaims({{u"pg1"_s, {u"pg2"_s}, 1}}), soon())
                .value(),
            true);
        one.lease.giveBack(StopNote{u"pg1"_s, true, Lsn(0x5000), 2}, soon());
        QVERIFY(!one.lease.mine());
        QTRY_VERIFY(two.knows({}));
        const Agreement agreement = two.lease.view().agreement;
        QCOMPARE(agreement.stops.value(u"pg1"_s), (StopNote{u"pg1"_s, true, Lsn(0x5000), 2}));
        QCOMPARE(agreement.claims, (QVector<Claim>{{u"pg1"_s, {u"pg2"_s}, 1}}));
        QVERIFY(two.lease.take(soon()).has_value());
        QCOMPARE(one.fencedAt.load(), 0);
    }

    void itIsRenewedForAsLongAsItIsHeld()
    {
        Side one(*this, u"b"_s, u"pg1"_s);
        QVERIFY(one.lease.take(soon()).has_value());
        const auto until = bootNow() + 5s; // longer than its time to live
        QTRY_VERIFY_WITH_TIMEOUT(bootNow() > until, 10'000);
        QVERIFY(one.lease.mine());
        QCOMPARE(one.fencedAt.load(), 0);
    }

    void theServerIsStoppedBeforeItCanBeOver()
    {
        Side one(*this, u"c"_s, u"pg1"_s);
        QVERIFY(one.lease.take(soon()).has_value());
        const qint64 frozen = bootNow().count();
        real_.freeze(true); // nothing is renewed from here on
        QTRY_VERIFY_WITH_TIMEOUT(one.fencedAt != 0, 10'000);
        const qint64 fenced = one.fencedAt;
        real_.freeze(false);
        QVERIFY2(fenced - frozen < 3000, QByteArray::number(fenced - frozen).constData());
        QVERIFY(!one.lease.mine());
        // etcd lets it go by itself, and another one may have it.
        Side two(*this, u"c"_s, u"pg2"_s);
        bool taken = false;
        QTRY_VERIFY_WITH_TIMEOUT((taken = taken || two.lease.take(soon()).has_value()), 15'000);
    }

    void itIsOverWhenEtcdSaysSo()
    {
        Side one(*this, u"d"_s, u"pg1"_s);
        QVERIFY(one.lease.take(soon()).has_value());
        etcd::Client client({{u"127.0.0.1"_s, real_.port()}});
        QVERIFY(client.remove(one.lease.keys().leader(), soon()).has_value());
        QTRY_VERIFY_WITH_TIMEOUT(one.fencedAt != 0, 5000);
        QVERIFY(!one.lease.mine());
    }

    void anEarlierContainersIsDropped()
    {
        etcd::Client client({{u"127.0.0.1"_s, real_.port()}});
        const auto old = client.grantLease(60s, soon());
        QVERIFY(client.createIfAbsent(Keys(u"e"_s).leader(), "pg1", *old, soon()).has_value());
        Side one(*this, u"e"_s, u"pg1"_s);
        QTRY_VERIFY_WITH_TIMEOUT(one.knows({}), 5000);
        QVERIFY(one.lease.take(soon()).has_value());
    }

    void whatCannotBeUnderstoodIsNotKnown()
    {
        etcd::Client client({{u"127.0.0.1"_s, real_.port()}});
        Side one(*this, u"f"_s, u"pg1"_s);
        QTRY_VERIFY(one.knows({}));
        QVERIFY(client.put(Keys(u"f"_s).claims(), "garbage", 0, soon()).has_value());
        QTRY_VERIFY(!one.lease.view().known);
        QVERIFY(one.lease.view().problem.contains(u"claims"_s));
    }
};

QTEST_GUILESS_MAIN(NodeLeaseTest)
#include "node_lease_test.moc"
