// Actions on a real PgBouncer: what they do to its clients, and that a PAUSE is never left behind.

#include "core/pooler/pooler_work.h"

#include "applications.h"
#include "tests/unit/postgres/gate.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace switchyard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using switchyard::test::Application;
using switchyard::test::Gate;
using switchyard::test::LocalCluster;
using switchyard::test::Runner;

class PoolerActionTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<LocalCluster> cluster_;

    ActionOrder order(PoolerAction action, const QString& database = u"app"_s) const
    {
        return {action, u"pgbouncer-1"_s, database, {u"127.0.0.1"_s, cluster_->pooler().port(), {}}};
    }
    ActionOutcome run(PoolerAction action, const QString& database = u"app"_s, Duration budget = pauseBudget)
    {
        return runPoolerAction(order(action, database), cluster_->console(u"admin"_s),
            *postgres::makeLibpqConnector(), Call{Deadline::in(10s)}, budget);
    }
    /// The pooler itself, asked by psql.
    bool paused(const QString& database = u"app"_s) const
    {
        const QStringList lines = cluster_->psqlConsole(u"SHOW DATABASES"_s).split(u'\n');
        const auto column = lines[0].split(u'|').indexOf(u"paused"_s);
        for (const QString& line : lines) {
            if (line.startsWith(database + u'|'))
                return line.split(u'|').value(column) == u"1";
        }
        return false;
    }
    /// Connections to the console that wait there, as a PAUSE does.
    qsizetype consoles() const
    {
        return cluster_->psqlConsole(u"SHOW CLIENTS"_s).count(u"|pgbouncer|active|"_s);
    }
    bool serves(const QString& database = u"app"_s) const
    {
        return Application(*cluster_, database, u"probe"_s, {"SELECT 1"}).works();
    }

private Q_SLOTS:
    void initTestCase()
    {
        cluster_ = std::make_unique<LocalCluster>();
        cluster_->startPrimary();
        cluster_->startPooler({u"my-db"_s, u"sess pool_mode=session"_s});
    }
    void cleanupTestCase() { cluster_.reset(); }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void cleanup()
    {
        for (const QString& database : {u"app"_s, u"my-db"_s, u"sess"_s}) {
            if (paused(database))
                cluster_->psqlConsole(u"RESUME \"%1\""_s.arg(database));
        }
    }

    void pausesAndResumes_data()
    {
        QTest::addColumn<QString>("database");
        QTest::newRow("plain name") << u"app"_s;
        QTest::newRow("name in quotes") << u"my-db"_s;
    }
    void pausesAndResumes()
    {
        QFETCH(QString, database);
        const ActionOutcome pause = run(PoolerAction::Pause, database);
        QCOMPARE(pause.result, ActionResult::Done);
        QCOMPARE(pause.paused, std::optional(true));
        QVERIFY(paused(database));
        QCOMPARE(run(PoolerAction::Pause, database).result, ActionResult::NotNeeded);
        const ActionOutcome resume = run(PoolerAction::Resume, database);
        QCOMPARE(resume.result, ActionResult::Done);
        QCOMPARE(resume.paused, std::optional(false));
        QVERIFY(!paused(database));
        QCOMPARE(run(PoolerAction::Resume, database).result, ActionResult::NotNeeded);
    }

    void takesAPauseBackThatATransactionHoldsUp()
    {
        Application holder(*cluster_, u"app"_s, u"invoice-worker"_s, {"BEGIN", "SELECT 1"});
        QVERIFY(holder.works());
        const ActionOutcome pause = run(PoolerAction::Pause, u"app"_s, 300ms);
        QCOMPARE(pause.result, ActionResult::TakenBack);
        QCOMPARE(pause.paused, std::optional(false));
        QVERIFY(pause.took >= 300ms);
        QCOMPARE(pause.holders.size(), 1);
        QCOMPARE(pause.holders[0].applicationName, u"invoice-worker"_s);
        QVERIFY(!paused());
        QCOMPARE(consoles(), 1); // psql's own: the connection of our PAUSE is gone
        QVERIFY(serves());
        QVERIFY(holder.say("SELECT 2")); // it noticed nothing
        // Nobody is left to be answered by the next one's PAUSE.
        QVERIFY(holder.say("COMMIT"));
        QCOMPARE(run(PoolerAction::Pause).result, ActionResult::Done);
    }

    void takesAPauseBackThatASessionHoldsUp()
    {
        Application holder(*cluster_, u"sess"_s, u"reporting"_s, {"SELECT 1"});
        QVERIFY(holder.works());
        const ActionOutcome pause = run(PoolerAction::Pause, u"sess"_s, 300ms);
        QCOMPARE(pause.result, ActionResult::TakenBack);
        QCOMPARE(pause.holders.value(0).applicationName, u"reporting"_s);
        QVERIFY(!paused(u"sess"_s));
    }

    void aPauseThatEndsInTimeIsKept()
    {
        const Runner brief(*cluster_, u"app"_s, u"brief"_s, "SELECT pg_sleep(0.5)");
        QTRY_VERIFY_WITH_TIMEOUT(cluster_->psqlConsole(u"SHOW CLIENTS"_s).contains(u"brief"_s), 10'000);
        const ActionOutcome pause = run(PoolerAction::Pause, u"app"_s, 10s);
        QCOMPARE(pause.result, ActionResult::Done);
        QVERIFY(paused());
    }

    void aStopTakesAPauseBackToo()
    {
        Application holder(*cluster_, u"app"_s, u"invoice-worker"_s, {"BEGIN", "SELECT 1"});
        std::stop_source stop;
        ActionOutcome pause;
        {
            const std::jthread worker([&] {
                pause = runPoolerAction(order(PoolerAction::Pause), cluster_->console(u"admin"_s),
                    *postgres::makeLibpqConnector(), Call{Deadline::in(20s), stop.get_token()}, 15s);
            });
            QTRY_VERIFY_WITH_TIMEOUT(paused(), 10'000);
            stop.request_stop();
        }
        QCOMPARE(pause.result, ActionResult::TakenBack);
        QVERIFY(pause.took < 10s);
        QVERIFY(!paused());
    }

    void takesBackWhenAFrozenPoolerThaws()
    {
        Application holder(*cluster_, u"app"_s, u"invoice-worker"_s, {"BEGIN", "SELECT 1"});
        Gate gate({.forwardTo = cluster_->pooler().port()});
        auto console = cluster_->console(u"admin"_s);
        console.port = gate.port();
        const auto pid = static_cast<pid_t>(cluster_->pooler().pid());
        ActionOutcome pause;
        {
            const std::jthread worker([&] {
                pause = runPoolerAction(order(PoolerAction::Pause), console, *postgres::makeLibpqConnector(),
                    Call{Deadline::in(20s)}, 1s);
            });
            QTRY_VERIFY_WITH_TIMEOUT(paused(), 10'000);
            ::kill(pid, SIGSTOP);
            const int before = gate.accepted();
            // The first looks of taking back meet a frozen pooler.
            QTRY_VERIFY_WITH_TIMEOUT(gate.accepted() > before, 10'000);
            ::kill(pid, SIGCONT);
        }
        QCOMPARE(pause.result, ActionResult::TakenBack);
        QVERIFY(!paused());
        QVERIFY(serves());
    }

    void saysWhenItCannotKnow()
    {
        Application holder(*cluster_, u"app"_s, u"invoice-worker"_s, {"BEGIN", "SELECT 1"});
        const auto pid = static_cast<pid_t>(cluster_->pooler().pid());
        ActionOutcome pause;
        {
            const std::jthread worker([&] { pause = run(PoolerAction::Pause, u"app"_s, 1s); });
            QTRY_VERIFY_WITH_TIMEOUT(paused(), 10'000);
            ::kill(pid, SIGSTOP);
        }
        ::kill(pid, SIGCONT);
        QCOMPARE(pause.result, ActionResult::Unknown);
        QVERIFY(!pause.paused);
        QVERIFY(pause.error);
        QVERIFY(pause.took >= takeBackBudget);
    }

    void aLostAnswerIsLookedUp_data()
    {
        QTest::addColumn<PoolerAction>("action");
        QTest::addColumn<ActionResult>("result");
        QTest::newRow("resume") << PoolerAction::Resume << ActionResult::Done;
        QTest::newRow("kill") << PoolerAction::Kill << ActionResult::Done;
        QTest::newRow("reconnect") << PoolerAction::Reconnect << ActionResult::Unknown;
        QTest::newRow("reload") << PoolerAction::Reload << ActionResult::Unknown;
    }
    void aLostAnswerIsLookedUp()
    {
        QFETCH(PoolerAction, action);
        QFETCH(ActionResult, result);
        if (action == PoolerAction::Resume)
            cluster_->psqlConsole(u"PAUSE app"_s);

        /// Passes all on but the answer to an action, which it loses with its connection.
        class Loser final : public postgres::Connector
        {
        public:
            std::vector<postgres::Answer> queryAll(
                const std::vector<postgres::Question>& questions, const Call& call) override
            {
                auto answers = real_->queryAll(questions, call);
                if (questions[0].repeatable)
                    return answers;
                ++sent;
                return {tl::unexpected(Error{ErrorKind::Unreachable, u"pg.lost"_s, {}, {}, true, true})};
            }
            int sent = 0;

        private:
            std::unique_ptr<postgres::Connector> real_ = postgres::makeLibpqConnector();
        } loser;
        const ActionOutcome outcome =
            runPoolerAction(order(action), cluster_->console(u"admin"_s), loser, Call{Deadline::in(10s)});
        QCOMPARE(outcome.result, result);
        QCOMPARE(loser.sent, 1); // looked up, not repeated
        QCOMPARE(outcome.error.has_value(), result == ActionResult::Unknown);
        if (action == PoolerAction::Resume)
            QVERIFY(!paused());
    }

    void killBreaksClientsAndLeavesItPaused()
    {
        Application victim(*cluster_, u"app"_s, u"victim"_s, {"BEGIN", "SELECT 1"});
        QVERIFY(victim.works());
        const ActionOutcome kill = run(PoolerAction::Kill);
        QCOMPARE(kill.result, ActionResult::Done);
        QCOMPARE(kill.paused, std::optional(true));
        QVERIFY(paused());
        QVERIFY(!victim.say("SELECT 2"));
        QCOMPARE(run(PoolerAction::Resume).result, ActionResult::Done);
        // What the plan says of it: new server connections are not tried before server_login_retry is over.
        cluster_->psqlConsole(u"SET server_login_retry = 1"_s);
        QTRY_VERIFY_WITH_TIMEOUT(serves(), 20'000);
        cluster_->psqlConsole(u"SET server_login_retry = 15"_s);
    }

    void reconnectIsNotNoticed()
    {
        Application holder(*cluster_, u"app"_s, u"holder"_s, {"BEGIN", "SELECT 1"});
        const QByteArray pid = holder.say("SELECT pg_backend_pid()").value();
        QCOMPARE(run(PoolerAction::Reconnect).result, ActionResult::Done);
        QCOMPARE(holder.say("SELECT pg_backend_pid()").value(), pid); // until its transaction ends
        QVERIFY(holder.say("COMMIT"));
        QVERIFY(holder.say("SELECT pg_backend_pid()").value() != pid);
    }

    void reloadForgetsWhatWasSet()
    {
        cluster_->psqlConsole(u"SET query_wait_timeout = 600"_s);
        QVERIFY(cluster_->psqlConsole(u"SHOW CONFIG"_s).contains(u"query_wait_timeout|600|"_s));
        QCOMPARE(run(PoolerAction::Reload, {}).result, ActionResult::Done);
        QVERIFY(cluster_->psqlConsole(u"SHOW CONFIG"_s).contains(u"query_wait_timeout|120|"_s));
    }

    void saysWhatThePoolerRefused()
    {
        const auto gone = run(PoolerAction::Pause, u"gone"_s);
        QCOMPARE(gone.result, ActionResult::Failed);
        QCOMPARE(gone.error->code, u"pooler.no_database"_s);
        const auto stats = runPoolerAction(order(PoolerAction::Kill), cluster_->console(u"stats"_s),
            *postgres::makeLibpqConnector(), Call{Deadline::in(10s)});
        QCOMPARE(stats.result, ActionResult::Failed);
        QVERIFY2(stats.error->detail.contains(u"admin access needed"_s), qPrintable(stats.error->detail));
        QVERIFY(!paused());
    }

    void keepsALineBeforeAndAfter()
    {
        QTemporaryDir directory;
        QFile passFile(directory.filePath(u"pass"_s));
        QVERIFY(passFile.open(QIODevice::WriteOnly));
        QString word = LocalCluster::password();
        word.replace(u'\\', u"\\\\"_s).replace(u':', u"\\:"_s);
        passFile.write(u"*:*:*:*:%1\n"_s.arg(word).toUtf8());
        passFile.close();
        passFile.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        const SystemClock clock;
        PoolerWorkParts parts{{}, [] { return postgres::makeLibpqConnector(); }, clock,
            AuditLog(directory.filePath(u"state/audit.log"_s)), u"dba@desk-14"_s};
        parts.profile.name = u"orders-prod"_s;
        parts.profile.passFile = passFile.fileName();
        parts.profile.pgbouncer.user = u"stats"_s;
        const ActionOrder reload = order(PoolerAction::Reload, {});
        QCOMPARE(
            performPoolerAction(parts, reload, Call{Deadline::in(10s)}).error->code, u"pooler.no_admin"_s);
        QVERIFY(!QFile::exists(parts.audit.path()));
        parts.profile.poolerAdmin = u"admin"_s;
        QCOMPARE(performPoolerAction(parts, reload, Call{Deadline::in(10s)}).result, ActionResult::Done);
        QVERIFY(readPoolerLists(parts, reload.address, Call{Deadline::in(10s)})->queryWaitTimeout);

        QFile log(parts.audit.path());
        QVERIFY(log.open(QIODevice::ReadOnly));
        const auto lines = log.readAll().trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        const auto begin = QJsonDocument::fromJson(lines[0]).object(),
                   end = QJsonDocument::fromJson(lines[1]).object();
        QCOMPARE(begin[u"event"_s].toString(), u"begin"_s);
        QCOMPARE(begin[u"command"_s].toString(), u"RELOAD;"_s);
        QCOMPARE(begin[u"who"_s].toString(), u"dba@desk-14"_s);
        QCOMPARE(begin[u"address"_s].toString(), u"127.0.0.1:%1"_s.arg(cluster_->pooler().port()));
        QCOMPARE(end[u"id"_s], begin[u"id"_s]);
        QCOMPARE(end[u"outcome"_s].toString(), u"done"_s);

        // What cannot be written down is not done.
        parts.audit = AuditLog(u"/proc/no/audit.log"_s);
        const auto refused = performPoolerAction(parts, order(PoolerAction::Pause), Call{Deadline::in(10s)});
        QCOMPARE(refused.result, ActionResult::Failed);
        QCOMPARE(refused.error->code, u"audit.write"_s);
        QVERIFY(!paused());
    }
};

QTEST_GUILESS_MAIN(PoolerActionTest)
#include "pooler_action_test.moc"
