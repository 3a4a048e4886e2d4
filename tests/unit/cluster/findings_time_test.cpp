// What a look before changes: since when, how grave by now, and no flicker at a limit.

#include "core/cluster/findings.h"
#include "tests/support/sample_snapshots.h"

#include <QRegularExpression>
#include <QTest>

using namespace switchyard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

ClusterSnapshot standbyLost(Duration after)
{
    Instant at = samples::sampleInstant();
    at.wall += after;
    at.steady += after;
    ClusterSnapshot c = samples::healthyCluster(at);
    for (const auto& name : {u"pg2"_s, u"pg3"_s}) {
        samples::memberOf(c, name).stream.reset();
        samples::changeFacts(c, name, [](MemberFacts& f) { f.receiver.reset(); });
    }
    return c;
}

ClusterSnapshot behind(std::int64_t bytes)
{
    ClusterSnapshot c = samples::healthyCluster();
    samples::memberOf(c, u"pg2"_s).stream->replayLagBytes = bytes;
    return c;
}

} // namespace

class FindingsTimeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void whatRepairsItselfIsAWarningFirst()
    {
        const ClusterSnapshot healthy = samples::healthyCluster();
        const ClusterSnapshot first = samples::judged(standbyLost(1s), &healthy);
        QCOMPARE(first.findings[0].severity, Severity::Warning);
        const ClusterSnapshot second = samples::judged(standbyLost(3s), &first);
        QCOMPARE(second.findings[0].severity, Severity::Warning);
        const ClusterSnapshot third = samples::judged(standbyLost(4s), &second);
        QCOMPARE(third.findings[0].severity, Severity::Error);
        QCOMPARE(third.findings[0].since, first.observedAt.wall);
        // The wall clock was set back meanwhile: an error stays one.
        QCOMPARE(samples::judged(standbyLost(-60s), &third).findings[0].severity, Severity::Error);
    }
    void oneLookCannotWait()
    {
        QCOMPARE(samples::judged(standbyLost(0s)).findings[0].severity, Severity::Error);
    }
    void twoPrimariesNeverWait()
    {
        const ClusterSnapshot healthy = samples::healthyCluster();
        ClusterSnapshot two = samples::twoPrimaries();
        samples::changeSwarm(two, [](SwarmFacts& s) { s.nodes[0].state = u"down"_s; });
        two = samples::judged(two, &healthy);
        QCOMPARE(two.findings[0].code, FindingCode::TwoPrimaries);
        QCOMPARE(two.findings[0].severity, Severity::Error);
    }
    void aLimitHasAMargin()
    {
        const ClusterSnapshot high = samples::judged(behind(17'000'000));
        QCOMPARE(high.findings.size(), 1);
        QCOMPARE(samples::judged(behind(15'000'000), &high).findings.size(), 1);
        QCOMPARE(samples::judged(behind(12'000'000), &high).findings.size(), 0);
        QCOMPARE(samples::judged(behind(15'000'000)).findings.size(), 0);
    }
    void aFindingThatWentStartsAnew()
    {
        const ClusterSnapshot high = samples::judged(behind(17'000'000));
        const ClusterSnapshot gone = samples::judged(behind(0), &high);
        ClusterSnapshot again = behind(17'000'000);
        again.observedAt.wall += 60s;
        again = samples::judged(again, &gone);
        QCOMPARE(again.findings[0].since, again.observedAt.wall);
    }

    void causesStandBeforeTheirSymptoms()
    {
        for (const ClusterSnapshot& c :
            {samples::node3CutOff(), samples::twoPrimaries(), samples::judged(standbyLost(0s))}) {
            for (int i = 0; i < c.findings.size(); ++i) {
                for (const int cause : c.findings[i].causes)
                    QVERIFY(cause < i);
            }
        }
    }
    void theFirstCauseNamesTheRoot()
    {
        const ClusterSnapshot c = samples::node3CutOff();
        const Finding& slot = c.findings.last();
        QCOMPARE(slot.code, FindingCode::SlotInactive);
        QCOMPARE(slot.args[u"cause_subject"_s], u"node3"_s);
        QCOMPARE(slot.args[u"cause_code"_s].toInt(), static_cast<int>(FindingCode::NodeDown));
    }
    /// A pooler whose primary died: the whole chain hangs together.
    void aDeadPrimaryExplainsWhatFollows()
    {
        ClusterSnapshot c = standbyLost(0s);
        samples::changeSwarm(c, [](SwarmFacts& s) { s.nodes[0].state = u"down"_s; });
        samples::makeUnreachable(c, u"pg1"_s, {ErrorKind::Timeout, u"pg.timeout"_s, {}, {}}, 14s);
        samples::changePooler(c, u"pgbouncer-2"_s, [](PoolerFacts& f) {
            f.databases[0].clientsWaiting = 5;
            f.databases[0].maxWait = 9s;
        });
        c = samples::judged(c);
        QCOMPARE(c.findings[0].code, FindingCode::NodeDown);
        for (int i = 1; i < c.findings.size(); ++i)
            QCOMPARE(c.findings[i].args[u"cause_subject"_s], u"node1"_s);
        QCOMPARE(c.findings.size(), 6);
    }
};

QTEST_APPLESS_MAIN(FindingsTimeTest)
#include "findings_time_test.moc"
