// One bad thing at a time done to a healthy cluster: exactly which finding that makes, and how grave it is.

#include "core/cluster/findings.h"
#include "tests/support/sample_snapshots.h"

#include <QRegularExpression>
#include <QTest>

#include <functional>

using namespace switchyard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

using Change = std::function<void(ClusterSnapshot&)>;
using Code = FindingCode;
Q_DECLARE_METATYPE(Change)

namespace {

/// "code severity subject" of each finding, codes and severities as numbers.
QString name(Code code, Severity severity, const QString& subject)
{
    return u"%1 %2 %3"_s.arg(static_cast<int>(code)).arg(static_cast<int>(severity)).arg(subject);
}

Change members(const char* member, const std::function<void(MemberFacts&)>& change)
{
    return [=](ClusterSnapshot& c) { samples::changeFacts(c, QString::fromLatin1(member), change); };
}

Change swarm(const std::function<void(SwarmFacts&)>& change)
{
    return [=](ClusterSnapshot& c) { samples::changeSwarm(c, change); };
}

Change pool(const std::function<void(PoolDatabase&)>& change)
{
    return [=](ClusterSnapshot& c) {
        samples::changePooler(c, u"pgbouncer-1"_s, [&](PoolerFacts& f) { change(f.databases[0]); });
    };
}

Change unread(const char* member, const char* code)
{
    const Error error{ErrorKind::Rejected, QString::fromLatin1(code), {}, {}};
    return [=](ClusterSnapshot& c) { samples::makeUnreachable(c, QString::fromLatin1(member), error, 14s); };
}

Change poolerUnread(const char* code)
{
    const Error error{ErrorKind::Rejected, QString::fromLatin1(code), {}, {}};
    return [=](ClusterSnapshot& c) {
        Pooler& p = samples::poolerOf(c, u"pgbouncer-1"_s);
        p.facts = p.facts.failed(error);
    };
}

Change engine(const char* code)
{
    const Error error{ErrorKind::Rejected, QString::fromLatin1(code), {}, {}};
    return [=](ClusterSnapshot& c) { c.swarm = c.swarm.failed(error); };
}

void lose(ClusterSnapshot& c, const char* standby)
{
    const QString name = QString::fromLatin1(standby);
    samples::memberOf(c, name).stream.reset();
    samples::changeFacts(c, name, [](MemberFacts& f) { f.receiver.reset(); });
}

} // namespace

class FindingsCodesTest : public QObject
{
    Q_OBJECT
private:
    static void row(const char* name, const Change& change, const QStringList& expected)
    {
        QTest::newRow(name) << change << expected;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void oneThing_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QStringList>("expected");
        swarmRows();
        memberRows();
        roleRows();
        replicationRows();
        walRows();
        repmgrRows();
        poolerRows();
    }
    void oneThing()
    {
        QFETCH(Change, change);
        QFETCH(QStringList, expected);
        ClusterSnapshot c = samples::healthyCluster();
        change(c);
        QStringList found;
        for (const Finding& f : samples::judged(c).findings)
            found.append(name(f.code, f.severity, f.subject));
        QCOMPARE(found, expected);
    }

private:
    static void swarmRows()
    {
        const QString cluster = u"orders-prod"_s;
        const auto bad = Severity::Error, warn = Severity::Warning, info = Severity::Info;
        row("engine silent", engine("engine.timeout"), {name(Code::EngineUnreachable, bad, cluster)});
        row("engine refused", engine("engine.unreachable"), {name(Code::EngineUnreachable, bad, cluster)});
        row("a worker", engine("engine.not_a_manager"), {name(Code::EngineNotManager, bad, cluster)});
        row("no leader", engine("engine.no_leader"), {name(Code::EngineNoQuorum, bad, cluster)});
        row("garbage", engine("engine.garbage"), {name(Code::EngineProblem, bad, cluster)});
        row("not asked yet", [](ClusterSnapshot& c) { c.swarm = {}; }, {});
        row("nothing there", [](ClusterSnapshot& c) { c.members.clear(), c.poolers.clear(); },
            {name(Code::NothingDiscovered, bad, cluster)});
        row("node down", swarm([](SwarmFacts& s) { s.nodes[1].state = u"down"_s; }),
            {name(Code::NodeDown, bad, u"node2"_s)});
        row("foreign worker down", swarm([](SwarmFacts& s) {
            s.nodes.append({u"n9"_s, u"node9"_s, {}, u"down"_s, {}, u"active"_s});
        }),
            {name(Code::NodeDown, warn, u"node9"_s)});
        row("node drained", swarm([](SwarmFacts& s) { s.nodes[1].availability = u"drain"_s; }),
            {name(Code::NodeDrained, info, u"node2"_s)});
        row("manager lost", swarm([](SwarmFacts& s) { s.nodes[1].managerReachability = u"unreachable"_s; }),
            {name(Code::ManagersDegraded, warn, cluster)});
        row("service empty", swarm([](SwarmFacts& s) { s.services[1].runningTasks = 0; }),
            {name(Code::ServiceShort, bad, u"orders_pg2"_s)});
        row("service short", swarm([](SwarmFacts& s) { s.services[1].desiredTasks = 2; }),
            {name(Code::ServiceShort, warn, u"orders_pg2"_s)});
        row("counts not told", swarm([](SwarmFacts& s) { s.services[1].runningTasks.reset(); }), {});
        row("newest task failed", swarm([](SwarmFacts& s) {
            s.tasks[1].state = u"failed"_s;
            s.tasks[1].statusAt = QDateTime::fromSecsSinceEpoch(1'795'438'900);
        }),
            {name(Code::TaskFailing, bad, u"orders_pg2"_s)});
        row("failed long ago, runs now", swarm([](SwarmFacts& s) {
            docker::Task old = s.tasks[1];
            old.state = u"failed"_s;
            old.createdAt = old.createdAt.addDays(-1);
            s.tasks.append(old);
        }),
            {});
    }
    static void memberRows()
    {
        const auto bad = Severity::Error, warn = Severity::Warning;
        row("silent", unread("pg3", "pg.timeout"), {name(Code::MemberUnreachable, bad, u"pg3"_s)});
        row("no address", unread("pg3", "member.no_address"), {name(Code::MemberUnreachable, bad, u"pg3"_s)});
        row("wrong password", unread("pg3", "pg.auth"), {name(Code::MemberAuthFailed, bad, u"pg3"_s)});
        row("starting", unread("pg3", "pg.starting"), {name(Code::MemberProblem, bad, u"pg3"_s)});
        row("garbled", unread("pg3", "pg.garbage"), {name(Code::MemberProblem, bad, u"pg3"_s)});
        row("not asked", unread("pg3", "not_observed_yet"), {});
        row("limited rights", members("pg3", [](MemberFacts& f) { f.canSeeAll = false; }),
            {name(Code::MemberLimitedRights, warn, u"pg3"_s)});
        row("89 % of connections", members("pg1", [](MemberFacts& f) { f.connections = 179; }), {});
        row("90 % of connections", members("pg1", [](MemberFacts& f) { f.connections = 180; }),
            {name(Code::ConnectionsNearLimit, warn, u"pg1"_s)});
        row("98 % of connections", members("pg1", [](MemberFacts& f) { f.connections = 196; }),
            {name(Code::ConnectionsNearLimit, bad, u"pg1"_s)});
        row("clock 2 s off",
            members("pg2", [](MemberFacts& f) { f.serverTime = f.serverTime.addMSecs(-2000); }), {});
        row("clock 2.1 s off",
            members("pg2", [](MemberFacts& f) { f.serverTime = f.serverTime.addMSecs(-2100); }),
            {name(Code::ClockSkew, warn, u"pg2"_s)});
        row("clock not told", members("pg2", [](MemberFacts& f) { f.serverTime = {}; }), {});
    }
    static void roleRows()
    {
        const auto bad = Severity::Error, warn = Severity::Warning;
        const QString cluster = u"orders-prod"_s;
        row("read only", members("pg1", [](MemberFacts& f) { f.readOnlyDefault = true; }),
            {name(Code::PrimaryReadOnly, bad, u"pg1"_s)});
        row("the silent one led", unread("pg1", "pg.timeout"),
            {name(Code::MemberUnreachable, bad, u"pg1"_s), name(Code::NoPrimary, bad, cluster)});
        row("all silent",
            [](ClusterSnapshot& c) {
                for (const char* m : {"pg1", "pg2", "pg3"})
                    unread(m, "pg.timeout")(c);
            },
            {name(Code::MemberUnreachable, bad, u"pg1"_s), name(Code::MemberUnreachable, bad, u"pg2"_s),
                name(Code::MemberUnreachable, bad, u"pg3"_s)});
        row("another cluster's", members("pg2", [](MemberFacts& f) { f.systemIdentifier = u"1"_s; }),
            {name(Code::SystemIdentifierDiffers, bad, u"pg2"_s)});
        row("identifier not told", members("pg2", [](MemberFacts& f) { f.systemIdentifier.clear(); }), {});
        row("timeline behind", members("pg2", [](MemberFacts& f) { f.timeline = 3; }),
            {name(Code::TimelineDiffers, warn, u"pg2"_s)});
        row("timeline ahead", members("pg2", [](MemberFacts& f) { f.timeline = 5; }),
            {name(Code::TimelineDiffers, bad, u"pg2"_s)});
        row("timeline not told", members("pg2", [](MemberFacts& f) { f.timeline = 0; }), {});
    }
    static void replicationRows()
    {
        const auto bad = Severity::Error, warn = Severity::Warning;
        row("a standby stopped streaming", [](ClusterSnapshot& c) { lose(c, "pg2"); },
            {name(Code::StandbyNotStreaming, warn, u"pg2"_s)});
        row("the last one too", [](ClusterSnapshot& c) { lose(c, "pg2"), lose(c, "pg3"); },
            {name(Code::StandbyNotStreaming, bad, u"pg2"_s), name(Code::StandbyNotStreaming, bad, u"pg3"_s)});
        row("its sender cannot be read",
            [](ClusterSnapshot& c) {
                samples::memberOf(c, u"pg2"_s).stream->connected = false;
                unread("pg1", "pg.timeout")(c);
            },
            {name(Code::MemberUnreachable, bad, u"pg1"_s), name(Code::NoPrimary, bad, u"orders-prod"_s)});
        row("16 MB behind",
            [](ClusterSnapshot& c) { samples::memberOf(c, u"pg2"_s).stream->replayLagBytes = 16'000'000; },
            {});
        row("more behind",
            [](ClusterSnapshot& c) { samples::memberOf(c, u"pg2"_s).stream->replayLagBytes = 16'000'001; },
            {name(Code::ReplayLagHigh, warn, u"pg2"_s)});
        row("11 s behind", [](ClusterSnapshot& c) { samples::memberOf(c, u"pg2"_s).stream->replayLag = 11s; },
            {name(Code::ReplayLagHigh, warn, u"pg2"_s)});
        row("replay paused", members("pg2", [](MemberFacts& f) { f.replayPause = u"paused"_s; }),
            {name(Code::ReplayPaused, warn, u"pg2"_s)});
        row("nobody confirms",
            members("pg1", [](MemberFacts& f) { f.synchronousStandbyNames = u"FIRST 3 (*)"_s; }),
            {name(Code::SyncNotSatisfied, bad, u"pg1"_s)});
        row("asynchronous",
            members("pg1", [](MemberFacts& f) { f.synchronousStandbyNames.clear(), f.senders.clear(); }), {});
    }
    static void walRows()
    {
        const auto bad = Severity::Error, warn = Severity::Warning, info = Severity::Info;
        const QString slot = u"pg1/repmgr_slot_2"_s;
        const auto change = [](const std::function<void(Slot&)>& f) {
            return members("pg1", [f](MemberFacts& facts) { f(facts.replicationSlots[0]); });
        };
        row("slot inactive", change([](Slot& s) { s.active = false; }),
            {name(Code::SlotInactive, warn, slot)});
        row("slot never used", change([](Slot& s) { s.active = false, s.restart.reset(); }),
            {name(Code::SlotInactive, info, slot)});
        row("slot keeps 1 GB", change([](Slot& s) { s.retainedBytes = 1'000'000'000; }), {});
        row("slot keeps more", change([](Slot& s) { s.retainedBytes = 1'000'000'001; }),
            {name(Code::SlotRetains, warn, slot)});
        row("slot soon lost", change([](Slot& s) { s.walStatus = u"unreserved"_s; }),
            {name(Code::SlotRetains, bad, slot)});
        row("slot lost", change([](Slot& s) { s.walStatus = u"lost"_s; }), {name(Code::SlotLost, bad, slot)});
        row("slot of nobody lost", change([](Slot& s) { s.walStatus = u"lost"_s, s.name = u"report"_s; }),
            {name(Code::SlotLost, warn, u"pg1/report"_s)});
        const auto archive = [](Archiver& a) { a.lastFailedAt = a.lastArchivedAt.addSecs(1); };
        row("archive fails", members("pg1", [=](MemberFacts& f) { archive(f.archiver); }),
            {name(Code::ArchiverFailing, warn, u"pg1"_s)});
        row("a standby's old counters", members("pg2", [=](MemberFacts& f) { archive(f.archiver); }), {});
        row("15 files wait", members("pg1", [](MemberFacts& f) { f.archiver.readyFiles = 15; }), {});
        row("16 files wait", members("pg1", [](MemberFacts& f) { f.archiver.readyFiles = 16; }),
            {name(Code::ArchiverBacklog, warn, u"pg1"_s)});
        row("128 files wait", members("pg1", [](MemberFacts& f) { f.archiver.readyFiles = 128; }),
            {name(Code::ArchiverBacklog, bad, u"pg1"_s)});
        row("may not look", members("pg1", [](MemberFacts& f) { f.archiver.readyFiles.reset(); }), {});
    }
    static void repmgrRows()
    {
        const auto warn = Severity::Warning;
        const auto nodes = [](const std::function<void(QVector<RepmgrNode>&)>& change) {
            return members("pg1", [=](MemberFacts& f) { change(f.repmgr->nodes); });
        };
        row("no extension", members("pg1", [](MemberFacts& f) { f.repmgr.reset(); }),
            {name(Code::RepmgrMissing, warn, u"pg1"_s)});
        row("unregistered", nodes([](auto& n) { n.removeLast(); }),
            {name(Code::RepmgrDisagrees, warn, u"pg3"_s)});
        row("wrong role", nodes([](auto& n) { n[1].type = u"primary"_s; }),
            {name(Code::RepmgrDisagrees, warn, u"pg2"_s)});
        row("called failed", nodes([](auto& n) { n[1].active = false; }),
            {name(Code::RepmgrDisagrees, warn, u"pg2"_s)});
        row("wrong upstream", nodes([](auto& n) { n[1].upstreamId = 3; }),
            {name(Code::RepmgrDisagrees, warn, u"pg2"_s)});
        row("a stranger", nodes([](auto& n) {
            n.append({9, u"pg9"_s, u"standby"_s, 1, true, 100});
        }),
            {name(Code::RepmgrDisagrees, warn, u"pg9"_s)});
        row("a witness", nodes([](auto& n) { n.append({9, u"w"_s, u"witness"_s, 1, true, 0}); }), {});
        row("repmgrd down", members("pg2", [](MemberFacts& f) { f.repmgr->daemonRunning = false; }),
            {name(Code::RepmgrdNotRunning, warn, u"pg2"_s)});
        row("repmgrd paused", members("pg2", [](MemberFacts& f) { f.repmgr->daemonPaused = true; }),
            {name(Code::RepmgrdPaused, warn, u"pg2"_s)});
    }
    static void poolerRows()
    {
        const auto bad = Severity::Error, warn = Severity::Warning;
        const QString pooler = u"pgbouncer-1"_s, orders = u"pgbouncer-1/orders"_s;
        row("pooler silent", poolerUnread("pg.timeout"), {name(Code::PoolerUnreachable, bad, pooler)});
        row("pooler refuses", poolerUnread("pg.auth"), {name(Code::PoolerAuthFailed, bad, pooler)});
        row("pooler garbled", poolerUnread("pg.garbage"), {name(Code::PoolerProblem, bad, pooler)});
        row("writes to a standby", pool([](PoolDatabase& d) { d.target = u"pg2"_s; }),
            {name(Code::PoolerWrongTarget, bad, orders)});
        row("writes to a stranger", pool([](PoolDatabase& d) { d.target = u"10.1.1.1:5432"_s; }),
            {name(Code::PoolerWrongTarget, warn, orders)});
        row("reads from the primary",
            [](ClusterSnapshot& c) {
                samples::changePooler(
                    c, u"pgbouncer-1"_s, [](PoolerFacts& f) { f.databases[1].target = u"pg1"_s; });
            },
            {});
        row("paused", pool([](PoolDatabase& d) { d.paused = true; }), {name(Code::PoolPaused, warn, orders)});
        row("disabled", pool([](PoolDatabase& d) { d.disabled = true; }),
            {name(Code::PoolPaused, warn, orders)});
        row("waits for 0.9 s", pool([](PoolDatabase& d) { d.clientsWaiting = 3, d.maxWait = 900ms; }), {});
        row("waits for 1 s", pool([](PoolDatabase& d) { d.clientsWaiting = 3, d.maxWait = 1s; }),
            {name(Code::ClientsWaiting, warn, orders)});
    }
};

QTEST_APPLESS_MAIN(FindingsCodesTest)
#include "findings_codes_test.moc"
