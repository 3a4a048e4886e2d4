// What becomes of a finding that a look does not have any more: over, or nobody can tell.

#include "core/cluster/finding_life.h"
#include "tests/support/sample_snapshots.h"

#include <QRegularExpression>
#include <QTest>

using namespace switchyard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const Error silent{ErrorKind::Timeout, u"pg.timeout"_s, {}, {}};

ClusterSnapshot after(ClusterSnapshot c, Duration later)
{
    const Duration step =
        later - std::chrono::duration_cast<Duration>(c.observedAt.steady - samples::sampleInstant().steady);
    c.observedAt.wall += step;
    c.observedAt.steady += step;
    return c;
}

ClusterSnapshot lagging(Duration later)
{
    return after(samples::laggingStandby(), later);
}

ClusterSnapshot healthy(Duration later)
{
    return after(samples::healthyCluster(), later);
}

ClusterSnapshot silentPg3(Duration later)
{
    ClusterSnapshot c = healthy(later);
    samples::makeUnreachable(c, u"pg3"_s, silent, 1s);
    samples::memberOf(c, u"pg3"_s).stream.reset();
    return c;
}

const Finding* lagOf(const QVector<Finding>& findings)
{
    for (const Finding& f : findings) {
        if (f.code == FindingCode::ReplayLagHigh && f.subject == u"pg3")
            return &f;
    }
    return nullptr;
}

} // namespace

class FindingLifeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void whatIsOverIsRememberedWithHowLongItLasted()
    {
        const ClusterSnapshot began = samples::judged(lagging(0s));
        const ClusterSnapshot held = samples::judged(lagging(20s), &began);
        QVERIFY(held.ended.isEmpty());
        const ClusterSnapshot over = samples::judged(healthy(41s), &held);
        QCOMPARE(over.ended.size(), 1);
        QCOMPARE(over.ended[0].finding.code, FindingCode::ReplayLagHigh);
        QCOMPARE(over.ended[0].finding.since, began.observedAt.wall);
        QCOMPARE(over.ended[0].ended, over.observedAt);
        QCOMPARE(over.ended[0].lasted(), Duration(41s));
        QCOMPARE(samples::judged(healthy(42s), &over).ended, over.ended);
    }

    void aJumpOfTheWallClockChangesNoAge()
    {
        const ClusterSnapshot began = samples::judged(lagging(0s));
        ClusterSnapshot later = healthy(41s);
        later.observedAt.wall -= 3h;
        const ClusterSnapshot over = samples::judged(later, &began);
        QCOMPARE(over.ended[0].lasted(), Duration(41s));
    }

    /// One missed answer is not the end of a lag: the finding waits, and goes on since when it began.
    void whatCannotBeReadIsNotOver()
    {
        const ClusterSnapshot began = samples::judged(lagging(0s));
        const ClusterSnapshot lost = samples::judged(silentPg3(10s), &began);
        QVERIFY(!lagOf(lost.findings));
        QVERIFY(lagOf(lost.unjudged));
        QVERIFY(lost.ended.isEmpty());
        const ClusterSnapshot still = samples::judged(silentPg3(11s), &lost);
        QCOMPARE(lagOf(still.unjudged)->since, began.observedAt.wall);
        const ClusterSnapshot back = samples::judged(lagging(12s), &still);
        QVERIFY(lagOf(back.findings));
        QCOMPARE(lagOf(back.findings)->since, began.observedAt.wall);
        QCOMPARE(lagOf(back.findings)->sinceSteady, began.observedAt.steady);
        QVERIFY(!lagOf(back.unjudged));
        const ClusterSnapshot good = samples::judged(healthy(12s), &still);
        QVERIFY(good.unjudged.isEmpty());
        QCOMPARE(good.ended.size(), 2); // the silence, and with it the lag
    }

    /// The most dangerous of all: one of two primaries falls silent. Nobody may say that it is over.
    void twoPrimariesAreNotOverWhenOneIsSilent()
    {
        const ClusterSnapshot two = samples::judged(samples::twoPrimaries());
        ClusterSnapshot one = after(samples::twoPrimaries(), 1s);
        samples::makeUnreachable(one, u"pg3"_s, silent, 1s);
        one = samples::judged(one, &two);
        QVERIFY(std::any_of(one.unjudged.begin(), one.unjudged.end(),
            [](const Finding& f) { return f.code == FindingCode::TwoPrimaries; }));
    }

    void whatLeftTheClusterIsOver()
    {
        const ClusterSnapshot began = samples::judged(lagging(0s));
        ClusterSnapshot without = healthy(5s);
        without.members.removeLast();
        without = samples::judged(without, &began);
        QVERIFY(!lagOf(without.unjudged));
        QCOMPARE(without.ended.size(), 1);
    }

    void theSwarmsFindingsWaitForTheSwarm()
    {
        const ClusterSnapshot cut = samples::node3CutOff();
        ClusterSnapshot blind = after(samples::node3CutOff(), 5s);
        blind.swarm = blind.swarm.failed({ErrorKind::Timeout, u"engine.timeout"_s, {}, {}});
        blind = samples::judged(blind, &cut);
        const auto down = [](const Finding& f) { return f.code == FindingCode::NodeDown; };
        QVERIFY(std::none_of(blind.findings.begin(), blind.findings.end(), down));
        QVERIFY(std::any_of(blind.unjudged.begin(), blind.unjudged.end(), down));
    }

    void historyIsBounded()
    {
        ClusterSnapshot last = samples::judged(healthy(0s));
        for (int i = 1; i <= mostEndedFindings + 20; ++i) {
            const ClusterSnapshot bad = samples::judged(lagging(i * 2s), &last);
            last = samples::judged(healthy(i * 2s + 1s), &bad);
        }
        QCOMPARE(last.ended.size(), qsizetype{mostEndedFindings});
        QCOMPARE(last.ended.first().ended, last.observedAt);
    }

    void firstLookHasNoPast()
    {
        ClusterSnapshot c = samples::laggingStandby();
        followFindings(c, nullptr);
        QVERIFY(c.ended.isEmpty() && c.unjudged.isEmpty());
    }
};

QTEST_APPLESS_MAIN(FindingLifeTest)
#include "finding_life_test.moc"
