// The sample clusters from end to end: which findings, in which order, following from what.

#include "core/cluster/findings.h"
#include "tests/support/sample_snapshots.h"

#include <QRegularExpression>
#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(ClusterSnapshot)

namespace {

/// One line per finding: "code severity subject <- index,index".
QStringList summary(const ClusterSnapshot& c)
{
    QStringList lines;
    for (const Finding& f : c.findings) {
        QStringList causes;
        for (const int cause : f.causes)
            causes.append(QString::number(cause));
        const QStringList severities{u"info"_s, u"warning"_s, u"error"_s};
        lines.append(u"%1 %2 %3 <- %4"_s.arg(static_cast<int>(f.code))
                         .arg(severities[static_cast<int>(f.severity)], f.subject, causes.join(u','))
                         .trimmed());
    }
    return lines;
}

QString line(FindingCode code, const char* rest)
{
    return QString::number(static_cast<int>(code)) + u' ' + QString::fromUtf8(rest);
}

} // namespace

class FindingsSamplesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void samples_data()
    {
        using F = FindingCode;
        QTest::addColumn<ClusterSnapshot>("snapshot");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("healthy") << samples::healthyCluster() << QStringList{};
        QTest::newRow("one member") << samples::manyMembers(1)
                                    << QStringList{line(F::SyncNotSatisfied, "error pg1 <-")};
        QTest::newRow("forty members") << samples::manyMembers(40) << QStringList{};
        QTest::newRow("node3 is cut off") << samples::node3CutOff()
                                          << QStringList{line(F::NodeDown, "error node3 <-"),
                                                 line(F::ServiceShort, "error orders_pg3 <- 0"),
                                                 line(F::MemberUnreachable, "error pg3 <- 0,1"),
                                                 line(F::ManagersDegraded, "warning orders-prod <- 0"),
                                                 line(F::SlotInactive, "warning pg1/repmgr_slot_3 <- 2")};
        QTest::newRow("lagging standby")
            << samples::laggingStandby() << QStringList{line(F::ReplayLagHigh, "warning pg3 <-")};
        QTest::newRow("two primaries") << samples::twoPrimaries()
                                       << QStringList{line(F::TwoPrimaries, "error orders-prod <-"),
                                              line(F::SyncNotSatisfied, "error pg3 <-")};
        QTest::newRow("clients wait")
            << samples::clientsWaiting()
            << QStringList{line(F::ClientsWaiting, "warning pgbouncer-2/billing <-")};
        QTest::newRow("nothing known")
            << samples::nothingKnown() << QStringList{line(F::EngineUnreachable, "error orders-prod <-")};
    }
    void samples()
    {
        QFETCH(ClusterSnapshot, snapshot);
        QFETCH(QStringList, expected);
        QCOMPARE(summary(snapshot), expected);
    }
};

QTEST_APPLESS_MAIN(FindingsSamplesTest)
#include "findings_samples_test.moc"
