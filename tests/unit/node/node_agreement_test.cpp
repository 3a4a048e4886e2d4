#include "core/node/agreement.h"
#include "core/node/synchronous.h"

#include <QTest>

using namespace switchyard;
using namespace switchyard::node;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const Keys keys(u"shop"_s);

etcd::Value value(const QByteArray& bytes, qint64 lease = 0)
{
    return {bytes, lease, 1};
}

} // namespace

class NodeAgreementTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void travelsWhole()
    {
        Agreement agreement;
        agreement.leader = u"pg2"_s;
        agreement.leaderLease = 7;
        agreement.claims = {{u"pg1"_s, {u"pg2"_s, u"pg3"_s}, 1}, {u"pg2"_s, {}, 0}};
        agreement.systemIdentifier = u"73"_s;
        agreement.handoverTo = u"pg3"_s;
        agreement.asynchronous = true;
        agreement.stops = {{u"pg1"_s, {u"pg1"_s, true, Lsn(0x16B3740), 4}}};
        const QMap<QByteArray, etcd::Value> values{{keys.leader(), value("pg2", 7)},
            {keys.claims(), value(formatClaims(agreement.claims))}, {keys.system(), value("73")},
            {keys.handover(), value("pg3", 8)}, {keys.mode(), value("asynchronous")},
            {keys.member(u"pg1"_s), value(formatStop(agreement.stops.first()))},
            {keys.root + "of a later version", value("?")}};
        QCOMPARE(parseAgreement(keys, values).value(), agreement);
        QCOMPARE(parseAgreement(keys, {}).value(), Agreement{});
        QCOMPARE(keys.leader(), "/switchyard/shop/leader");
    }

    void nothingIsConcludedFromGarbage_data()
    {
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<qint64>("lease");
        const auto row = [](const char* name, const QByteArray& key, const QByteArray& bytes,
                             qint64 lease = 0) { QTest::newRow(name) << key << bytes << lease; };
        row("a leader without a name", keys.leader(), "", 7);
        row("a leader without a lease", keys.leader(), "pg1");
        row("claims that are no list", keys.claims(), "{}");
        row("claims that are nothing", keys.claims(), "");
        row("a claim without leader", keys.claims(), R"([{"standbys":["pg2"],"quorum":1}])");
        row("a claim without quorum", keys.claims(), R"([{"leader":"pg1","standbys":["pg2"]}])");
        row("a claim with a number as standby", keys.claims(),
            R"([{"leader":"pg1","standbys":[2],"quorum":1}])");
        row("a stop without position", keys.member(u"pg1"_s), R"({"clean":true,"timeline":1})");
        row("a stop that does not say how", keys.member(u"pg1"_s), R"({"checkpoint":"0/1","timeline":1})");
    }

    void nothingIsConcludedFromGarbage()
    {
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, bytes);
        QFETCH(qint64, lease);
        const auto agreement = parseAgreement(keys, {{key, value(bytes, lease)}});
        QVERIFY(!agreement.has_value());
        QCOMPARE(agreement.error().code, u"node.agreement"_s);
        QVERIFY(agreement.error().detail.contains(QString::fromUtf8(key)));
    }

    void commitsWaitForThoseThatStream()
    {
        const QStringList all{u"pg2"_s, u"pg3"_s};
        const auto at = 100s;
        QCOMPARE(wantedStandbys(all, all, {{u"pg2"_s, at}, {u"pg3"_s, at - patienceForStandby}}, at), all);
        QCOMPARE(wantedStandbys(all, all, {{u"pg2"_s, at}, {u"pg3"_s, at - patienceForStandby - 1ms}}, at),
            QStringList{u"pg2"_s});
        QCOMPARE(wantedStandbys(all, {u"pg2"_s}, {{u"pg2"_s, at}, {u"pg3"_s, at}}, at), all);
        QCOMPARE(
            wantedStandbys(all, {u"pg2"_s}, {}, at), QStringList{u"pg2"_s}); // none left: it stays as it is
        QCOMPARE(wantedStandbys({}, {}, {}, at), QStringList{});
    }

    void aClaimCoversBothSides()
    {
        const Claim one{u"pg1"_s, {u"pg2"_s}, 1}, other{u"pg1"_s, {u"pg3"_s}, 0};
        const Claim both{u"pg1"_s, {u"pg2"_s, u"pg3"_s}, 1};
        QCOMPARE(coveringClaim(one, other), both);
        QCOMPARE(coveringClaim(other, one), both);
        QCOMPARE(coveringClaim(one, one), one);
    }
};

QTEST_GUILESS_MAIN(NodeAgreementTest)
#include "node_agreement_test.moc"
