#include "core/cluster/commit_mode.h"
#include "tests/support/sample_snapshots.h"
#include "ui/text/text.h"

#include <QRegularExpression>
#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;

namespace {

/// Healthy, led by pg1, with supervisors that reach etcd.
ClusterSnapshot supervisedCluster()
{
    ClusterSnapshot c = samples::healthyCluster();
    for (const Member& m : QVector<Member>(c.members)) {
        samples::changeFacts(c, m.name, [&](MemberFacts& f) {
            f.supervisor =
                Supervisor{.own = {m.name, u"standby"_s, {}}, .leadKnown = true, .leader = u"pg1"_s};
        });
    }
    return c;
}

void changeAll(ClusterSnapshot& c, const std::function<void(Supervisor&)>& change)
{
    for (const Member& m : QVector<Member>(c.members))
        samples::changeFacts(c, m.name, [&](MemberFacts& f) { change(*f.supervisor); });
}

} // namespace

class CommitModeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void saysWhatDegradingMeans()
    {
        const CommitModePlan plan = planCommitMode(supervisedCluster(), CommitMode::Degraded);
        QVERIFY(!plan.refused);
        QCOMPARE(plan.asked, u"pg1"_s);
        QCOMPARE(plan.primary, u"pg1"_s);
        QVERIFY(!plan.confirming.isEmpty());
        QVERIFY(plan.nearestBehindBytes.has_value());
        const QString said = text::commitModePlanText(plan);
        QVERIFY(said.contains(u"SELECT switchyard.ask('degrade')"_s));
        QVERIFY(said.contains(u"would be lost"_s));
    }

    void refuses_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("nobody answers") << static_cast<int>(NoCommitMode::NobodyAnswers);
        QTest::newRow("already so") << static_cast<int>(NoCommitMode::AlreadySo);
        QTest::newRow("never waits") << static_cast<int>(NoCommitMode::NeverWaits);
        QTest::newRow("etcd silent") << static_cast<int>(NoCommitMode::EtcdSilent);
    }

    void refuses()
    {
        QFETCH(int, which);
        ClusterSnapshot c = supervisedCluster();
        const auto why = static_cast<NoCommitMode>(which);
        if (why == NoCommitMode::NobodyAnswers)
            c = samples::healthyCluster(); // members of a stack that is not ours
        else if (why == NoCommitMode::AlreadySo)
            changeAll(c, [](Supervisor& s) { s.asynchronous = true; });
        else if (why == NoCommitMode::NeverWaits)
            changeAll(c, [](Supervisor& s) { s.synchronous = false; });
        else
            changeAll(c, [](Supervisor& s) { s.leadKnown = false; });
        const CommitModePlan plan = planCommitMode(c, CommitMode::Degraded);
        QVERIFY(plan.refused == why);
        QVERIFY(text::commitModePlanText(plan).endsWith(u'.'));
    }

    void askedOfWhoReachesEtcdWhenThePrimaryDoesNot()
    {
        ClusterSnapshot c = supervisedCluster();
        samples::changeFacts(c, u"pg1"_s, [](MemberFacts& f) { f.supervisor->leadKnown = false; });
        QCOMPARE(planCommitMode(c, CommitMode::Degraded).asked, u"pg2"_s);
    }

    void knowsTheModeByThePrimary()
    {
        ClusterSnapshot c = supervisedCluster();
        QVERIFY(isInMode(c, CommitMode::Restored) && !isInMode(c, CommitMode::Degraded));
        samples::changeFacts(c, u"pg1"_s, [](MemberFacts& f) { f.synchronousStandbyNames.clear(); });
        QVERIFY(isInMode(c, CommitMode::Degraded) && !isInMode(c, CommitMode::Restored));
    }

    void needsSomebodyWhoMay()
    {
        const ClusterSnapshot c = supervisedCluster();
        const auto connector = postgres::makeLibpqConnector();
        const auto done = performCommitMode(planCommitMode(c, CommitMode::Degraded), c, ClusterProfile{},
            *connector, {Deadline::in(std::chrono::seconds(1))});
        QCOMPARE(done.error().code, u"member.no_admin"_s);
        QVERIFY(text::sentence(done.error()).contains(u"postgres.admin_user"));
    }
};

QTEST_GUILESS_MAIN(CommitModeTest)
#include "commit_mode_test.moc"
