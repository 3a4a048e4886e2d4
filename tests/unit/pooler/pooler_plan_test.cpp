// What an action would do to whom, from a snapshot and the lists.

#include "core/pooler/pooler_action.h"
#include "tests/support/sample_snapshots.h"

#include <QTest>

using namespace switchyard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

PoolerLists listsWithHolders()
{
    PoolerLists lists;
    lists.poolerTime = QDateTime(QDate(2026, 11, 25), QTime(12, 0, 41), Qt::UTC);
    lists.queryWaitTimeout = 60s;
    lists.serverLoginRetry = 15s;
    PoolClient idle;
    idle.id = u"c1"_s, idle.link = u"s1"_s, idle.database = u"billing"_s, idle.state = u"active"_s;
    idle.applicationName = u"invoice-worker"_s, idle.user = u"app"_s, idle.address = u"10.0.4.17"_s;
    idle.requestedAt = lists.poolerTime.addSecs(-41);
    PoolClient runs = idle;
    runs.id = u"c2"_s, runs.link = u"s2"_s, runs.applicationName = u"web"_s, runs.running = 300ms;
    PoolClient waits = idle;
    waits.id = u"c3"_s, waits.link.clear(), waits.state = u"waiting"_s;
    PoolClient elsewhere = idle;
    elsewhere.id = u"c4"_s, elsewhere.link = u"s4"_s, elsewhere.database = u"orders"_s;
    lists.clients = {runs, idle, waits, elsewhere};
    return lists;
}

} // namespace

class PoolerPlanTest : public QObject
{
    Q_OBJECT

    const QString pooler_ = u"pgbouncer-2"_s;

private Q_SLOTS:
    void writesTheExactCommand()
    {
        QCOMPARE(poolerCommand(PoolerAction::Pause, u"billing"_s), "PAUSE billing;");
        QCOMPARE(poolerCommand(PoolerAction::Resume, u"my-db"_s), "RESUME \"my-db\";");
        QCOMPARE(poolerCommand(PoolerAction::Kill, u"Billing"_s), "KILL \"Billing\";");
        QCOMPARE(poolerCommand(PoolerAction::Reconnect, u"a; KILL b"_s), "RECONNECT \"a; KILL b\";");
        QCOMPARE(poolerCommand(PoolerAction::Kill, u"a\" b"_s), QByteArray());
        QCOMPARE(poolerCommand(PoolerAction::Kill, {}), QByteArray());
        QCOMPARE(poolerCommand(PoolerAction::Reload, u"billing"_s), "RELOAD;");
    }

    void countsWhomItMeets()
    {
        const auto snapshot = samples::clientsWaiting();
        const PoolerLists lists = listsWithHolders();
        const ActionPlan kill = planPoolerAction(PoolerAction::Kill, snapshot, pooler_, u"billing"_s, &lists);
        QVERIFY(!kill.refused);
        QCOMPARE(kill.command, "KILL billing;");
        QCOMPARE(kill.clients, 40);
        QCOMPARE(kill.waiting, 7);
        QCOMPARE(kill.servers, 18);
        QVERIFY(kill.listsKnown);
        QCOMPARE(kill.holding, 2);
        QCOMPARE(kill.holders[0].applicationName, u"invoice-worker"_s); // the longest idle first
        QCOMPARE(kill.holders[0].idle, Duration(41s));
        QCOMPARE(kill.holders[1].idle, Duration{});
        QCOMPARE(kill.serverLoginRetry, std::optional<Duration>(15s));
        QVERIFY(!kill.sessionPooling);
        // Without the lists it is what the pools count.
        const ActionPlan blind =
            planPoolerAction(PoolerAction::Kill, snapshot, pooler_, u"billing"_s, nullptr);
        QVERIFY(!blind.listsKnown);
        QCOMPARE(blind.holding, 18);
        QVERIFY(blind.holders.isEmpty() && !blind.serverLoginRetry);
        const ActionPlan reload =
            planPoolerAction(PoolerAction::Reload, snapshot, pooler_, u"billing"_s, &lists);
        QVERIFY(reload.database.isEmpty());
        QVERIFY(reload.clients > kill.clients); // all databases
    }

    void offersNoneThatMakesNoSense()
    {
        auto snapshot = samples::clientsWaiting();
        const auto refusal = [&](PoolerAction action, const QString& database = u"billing"_s) {
            return planPoolerAction(action, snapshot, pooler_, database, nullptr).refused;
        };
        QCOMPARE(refusal(PoolerAction::Resume), NoAction::NotPaused);
        QVERIFY(!refusal(PoolerAction::Pause));
        QCOMPARE(refusal(PoolerAction::Kill, u"gone"_s), NoAction::NoDatabase);
        samples::changePooler(snapshot, pooler_, [](PoolerFacts& f) {
            f.databases[2].paused = true;
            f.databases[2].poolMode = u"session"_s;
        });
        QCOMPARE(refusal(PoolerAction::Pause), NoAction::PausedAlready);
        QVERIFY(!refusal(PoolerAction::Resume));
        QVERIFY(!refusal(PoolerAction::Kill)); // a paused database still has clients
        QVERIFY(
            planPoolerAction(PoolerAction::Kill, snapshot, pooler_, u"billing"_s, nullptr).sessionPooling);
        Pooler& pooler = samples::poolerOf(snapshot, pooler_);
        pooler.facts = pooler.facts.failed(Error{});
        for (const PoolerAction action : {PoolerAction::Pause, PoolerAction::Resume, PoolerAction::Reload})
            QCOMPARE(refusal(action), NoAction::PoolerSilent);
    }
};

QTEST_GUILESS_MAIN(PoolerPlanTest)
#include "pooler_plan_test.moc"
