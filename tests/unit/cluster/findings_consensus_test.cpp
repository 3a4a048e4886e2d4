// What the supervisors say, made into findings: etcd, what is not protected, members on their way back.

#include "core/cluster/findings.h"
#include "core/cluster/rejoin.h"
#include "tests/support/sample_snapshots.h"
#include "ui/text/text.h"

#include <QRegularExpression>
#include <QTest>

using namespace switchyard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Supervisor wellSupervisor(const QString& member)
{
    Supervisor s;
    s.own = {member, u"standby"_s, {}};
    s.age = 1s;
    s.leadKnown = true;
    s.leader = u"pg1"_s;
    s.etcdLatency = 2ms;
    s.etcdPatience = 4s;
    for (const QString& etcd : {u"etcd-1"_s, u"etcd-2"_s, u"etcd-3"_s})
        s.etcds.append({etcd, true, true});
    return s;
}

ClusterSnapshot supervised(const std::function<void(Supervisor&)>& change = {})
{
    ClusterSnapshot c = samples::healthyCluster();
    for (const Member& m : QVector<Member>(c.members)) {
        samples::changeFacts(c, m.name, [&](MemberFacts& f) {
            f.supervisor = wellSupervisor(m.name);
            if (change)
                change(*f.supervisor);
        });
    }
    return c;
}

QVector<Finding> judged(const ClusterSnapshot& c)
{
    return findFindings(c, nullptr, {});
}

const Finding* find(const QVector<Finding>& findings, FindingCode code, const QString& subject)
{
    for (const Finding& f : findings) {
        if (f.code == code && f.subject == subject)
            return &f;
    }
    return nullptr;
}

} // namespace

class FindingsConsensusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void wellIsNoFinding() { QVERIFY(judged(supervised()).isEmpty()); }

    void oneEtcdLostLeavesAMajority()
    {
        const auto findings = judged(supervised([](Supervisor& s) { s.etcds[1].answers = false; }));
        QCOMPARE(findings.size(), 1);
        const Finding* lost = find(findings, FindingCode::EtcdLost, u"etcd-2"_s);
        QVERIFY(lost && lost->severity == Severity::Warning);
        QVERIFY(text::explanation(*lost).contains(u"2 of 3 are left"));
    }

    void anEtcdThatOnlyOneMemberMissesIsThere()
    {
        ClusterSnapshot c = supervised();
        samples::changeFacts(c, u"pg2"_s, [](MemberFacts& f) { f.supervisor->etcds[1].answers = false; });
        QVERIFY(judged(c).isEmpty());
    }

    void aLostMajorityFollowsFromTheLostEtcds()
    {
        const auto findings = judged(supervised([](Supervisor& s) {
            s.leadKnown = false;
            s.leadProblem = u"etcd.no_quorum"_s;
            s.etcds[0].hasLeader = false;
            s.etcds[1].answers = s.etcds[2].answers = false;
        }));
        const Finding* none = find(findings, FindingCode::EtcdNoMajority, samples::healthyCluster().cluster);
        QVERIFY(none && none->severity == Severity::Error && !none->causes.isEmpty());
        QVERIFY2(text::explanation(*none).contains(u"within 4 s"), qPrintable(text::explanation(*none)));
    }

    void anOldWordProvesNothing()
    {
        QVERIFY(judged(supervised([](Supervisor& s) {
            s.age = 11s;
            s.leadKnown = false;
            s.etcdFull = true;
        })).isEmpty());
    }

    void slowAndFull()
    {
        const QString cluster = samples::healthyCluster().cluster;
        const auto slow = judged(supervised([](Supervisor& s) { s.etcdLatency = 1001ms; }));
        QVERIFY(find(slow, FindingCode::EtcdSlow, cluster));
        QVERIFY(judged(supervised([](Supervisor& s) { s.etcdLatency = 900ms; })).isEmpty());
        const auto full = judged(supervised([](Supervisor& s) { s.etcdFull = true; }));
        QVERIFY(find(full, FindingCode::EtcdFull, cluster)->severity == Severity::Error);
    }

    void whatIsNotProtectedIsSaid()
    {
        const QString cluster = samples::healthyCluster().cluster;
        const auto degraded = judged(supervised([](Supervisor& s) { s.asynchronous = true; }));
        QVERIFY(find(degraded, FindingCode::CommitsUnprotected, cluster));
        const auto one = judged(supervised([](Supervisor& s) { s.etcds.resize(1); }));
        const Finding* limited = find(one, FindingCode::FailoverLimited, cluster);
        QVERIFY(limited && text::explanation(*limited).contains(u"There is one etcd, etcd-1"));
        ClusterSnapshot two = supervised();
        two.members.removeLast();
        const Finding* pair = find(judged(two), FindingCode::FailoverLimited, cluster);
        QVERIFY(pair != nullptr);
    }

    void aCopyUnderWayIsTheCauseOfSilence()
    {
        ClusterSnapshot c = supervised([](Supervisor& s) {
            s.others = {{u"pg3"_s, u"cloning"_s, u"copying pg1"_s}, {u"pg2"_s, u"standby"_s, {}}};
        });
        samples::changeFacts(c, u"pg1"_s, [](MemberFacts& f) {
            f.backups = {{u"pg3"_s, 1'000'000'000, 3'000'000'000}};
        });
        samples::makeUnreachable(c, u"pg3"_s, {ErrorKind::Timeout, u"pg.timeout"_s, {}, {}}, 14s);
        const auto rejoins = joinRejoins(c.members);
        QVERIFY(!rejoins[0] && !rejoins[1] && rejoins[2]);
        QCOMPARE(rejoins[2]->source, u"pg1"_s);
        QCOMPARE(rejoins[2]->totalBytes.value_or(0), std::int64_t{3'000'000'000});
        c.members[2].rejoin = rejoins[2];
        QCOMPARE(text::rejoinState(*rejoins[2]), u"copied"_s);
        QVERIFY(text::rejoinLine(*rejoins[2]).startsWith(u"From pg1: "));
        const auto findings = judged(c);
        const Finding* back = find(findings, FindingCode::MemberRejoining, u"pg3"_s);
        QVERIFY(back != nullptr);
        QCOMPARE(text::title(*back), u"pg3 is copied from pg1"_s);
        QVERIFY2(text::explanation(*back).contains(text::rejoinProgress(1'000'000'000, 3'000'000'000)),
            qPrintable(text::explanation(*back)));
        const Finding* silent = find(findings, FindingCode::MemberUnreachable, u"pg3"_s);
        QVERIFY(silent && silent->causes.contains(static_cast<int>(back - findings.data())));
    }

    void readsTheStateFile()
    {
        const QString json =
            uR"({"member":"pg2","phase":"standby","detail":"streams from pg1","written_at_ms":1000000,
            "lead":{"known":true,"leader":"pg1","asynchronous":true,"synchronous":true,"latency_ms":3,"patience_ms":4000,
            "etcds":[{"name":"etcd-1","answers":true,"has_leader":false}],"etcd_full":true,
            "members":[{"member":"pg3","phase":"rewinding","detail":"back to pg1"}]}})"_s;
        const auto read = parseSupervisor(json, 1'001'500);
        QVERIFY(read.has_value());
        QCOMPARE(read->age, Duration(1500ms));
        QVERIFY(read->leadKnown && read->asynchronous && read->etcdFull);
        QCOMPARE(read->etcdPatience, Duration(4s));
        QCOMPARE(read->etcds, (QVector<EtcdState>{{u"etcd-1"_s, true, false}}));
        QCOMPARE(read->others, (QVector<MemberPhase>{{u"pg3"_s, u"rewinding"_s, u"back to pg1"_s}}));
        for (const QString& bad : {QString(), u"{"_s, u"[]"_s, u"{\"member\":\"pg2\"}"_s})
            QVERIFY(!parseSupervisor(bad, 0));
    }
};

QTEST_APPLESS_MAIN(FindingsConsensusTest)
#include "findings_consensus_test.moc"
