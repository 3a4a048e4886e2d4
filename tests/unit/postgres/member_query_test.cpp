// What one statement says of a member, held against what psql says.

#include "core/cluster/member_query.h"
#include "core/cluster/parting.h"

#include "core/postgres/connector.h"
#include "local_cluster.h"

#include <QTest>

#include <thread>

using namespace switchyard;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using switchyard::test::LocalCluster;
using switchyard::test::Server;

class MemberQueryTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<LocalCluster> cluster_;
    std::unique_ptr<postgres::Connector> connector_ = postgres::makeLibpqConnector();

    postgres::Answer ask(
        const Server& server, const QString& user, const QString& database, const QByteArray& sql)
    {
        postgres::Question question{cluster_->target(server, user, database), {sql}, true, true};
        question.target.session = postgres::Session::Observing;
        return connector_->queryAll({question}, Call{Deadline::in(10s)})[0];
    }
    MemberReading full(
        const Server& server, const QString& user = u"monitor"_s, const QString& database = u"repmgr"_s)
    {
        const auto answer = ask(server, user, database, fullMemberSql());
        const auto reading = answer ? parseFullAnswer(*answer) : tl::unexpected<Error>(answer.error());
        if (!reading) {
            qWarning("%s: %s", qPrintable(reading.error().code),
                qPrintable(reading.error().detail)); // fails the test
            return {};
        }
        return *reading;
    }
    /// Empty if the full one is needed anew.
    std::optional<MemberFacts> brief(const Server& server, const MemberReading& before,
        const QString& user = u"monitor"_s, const QString& database = u"repmgr"_s)
    {
        const auto answer = ask(server, user, database, briefMemberSql(before.traits));
        const auto facts = answer ? parseBriefAnswer(*answer, before) : tl::unexpected<Error>(answer.error());
        if (!facts) {
            qWarning("%s: %s", qPrintable(facts.error().code), qPrintable(facts.error().detail));
            return {};
        }
        return *facts;
    }
    MemberFacts facts(
        const Server& server, const QString& user = u"monitor"_s, const QString& database = u"repmgr"_s)
    {
        return full(server, user, database).facts;
    }
    QString psql(const Server& server, const QString& sql) const { return cluster_->psql(server, sql); }
    Lsn psqlLsn(const Server& server, const QString& sql) const
    {
        return Lsn::parse(psql(server, u"SELECT "_s + sql)).value_or(Lsn());
    }
    const Server& primary() const { return cluster_->primary(); }
    const Server& standby() const { return cluster_->standby(); }
    /// Settings are reloaded by a signal; until `sql` says so on the server they are the old ones.
    void setAndReload(const QString& assignment, const QString& show, const QString& expected)
    {
        psql(primary(), u"ALTER SYSTEM SET %1;\nSELECT pg_reload_conf()"_s.arg(assignment));
        QVERIFY(cluster_->becomes(primary(), u"SHOW "_s + show, expected));
    }

private Q_SLOTS:
    void initTestCase()
    {
        cluster_ = std::make_unique<LocalCluster>();
        cluster_->startPrimary();
        cluster_->startStandby();
    }
    void cleanupTestCase() { cluster_.reset(); }
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void readsAPrimary()
    {
        const Lsn before = psqlLsn(primary(), u"pg_current_wal_insert_lsn()"_s);
        const Lsn flushedBefore = psqlLsn(primary(), u"pg_current_wal_flush_lsn()"_s);
        const MemberFacts f = facts(primary());
        const Lsn after = psqlLsn(primary(), u"pg_current_wal_insert_lsn()"_s);
        QVERIFY(!f.inRecovery);
        QCOMPARE(f.role(), Role::Primary);
        QVERIFY(f.writable());
        QVERIFY(f.canSeeAll);
        QCOMPARE(f.timeline, 1);
        QVERIFY(*f.insert >= before && *f.insert <= after);
        QVERIFY(*f.flush >= flushedBefore && *f.flush <= *f.insert);
        QVERIFY(!f.received && !f.replayed && !f.receiver);
        QVERIFY(f.replayPause.isEmpty());
        QCOMPARE(f.systemIdentifier, psql(primary(), u"SELECT system_identifier FROM pg_control_system()"_s));
        QCOMPARE(f.serverVersion, psql(primary(), u"SELECT split_part(version(), ' ', 2)"_s));
        const qint64 startedMs =
            psql(primary(), u"SELECT trunc(extract(epoch FROM pg_postmaster_start_time()) * 1000)"_s)
                .toLongLong();
        QVERIFY(std::abs(f.startedAt.toMSecsSinceEpoch() - startedMs) <= 1); // rounded to milliseconds
        QVERIFY(std::abs(f.serverTime.msecsTo(QDateTime::currentDateTimeUtc())) < 10'000);
        QCOMPARE(f.maxConnections, 60);
        QCOMPARE(f.maxSlotKeepBytes.value_or(0), std::int64_t{1} << 30);
        QVERIFY(f.connections >= 1 && f.connections < 10);
        const auto transactions =
            psql(primary(), u"SELECT sum(xact_commit + xact_rollback) FROM pg_stat_database"_s).toLongLong();
        QVERIFY(f.transactions > 0 && f.transactions <= transactions);
        QVERIFY(facts(standby()).systemIdentifier == f.systemIdentifier);
    }

    void readsAStandby()
    {
        psql(primary(), u"CREATE TABLE t AS SELECT generate_series(1, 1000) i"_s);
        const QString caughtUp = u"SELECT pg_last_wal_replay_lsn() >= '%1'::pg_lsn"_s.arg(
            psqlLsn(primary(), u"pg_current_wal_flush_lsn()"_s).toString());
        QVERIFY(cluster_->becomes(standby(), caughtUp, u"t"_s));
        const Lsn before = psqlLsn(standby(), u"pg_last_wal_replay_lsn()"_s);
        const MemberFacts f = facts(standby());
        const Lsn after = psqlLsn(standby(), u"pg_last_wal_receive_lsn()"_s);
        QCOMPARE(f.role(), Role::Standby);
        QVERIFY(!f.writable());
        QCOMPARE(f.timeline, 1);
        QVERIFY(!f.insert && !f.flush);
        QVERIFY(*f.replayed >= before && *f.received <= after && *f.replayed <= *f.received);
        QCOMPARE(f.replayPause, u"not paused"_s);
        QVERIFY(f.lastReplayedTransactionAt.isValid());
        QVERIFY(f.receiver.has_value());
        QCOMPARE(f.receiver->status, u"streaming"_s);
        QCOMPARE(f.receiver->senderPort, primary().port());
        QCOMPARE(f.receiver->senderHost, psql(standby(), u"SELECT sender_host FROM pg_stat_wal_receiver"_s));
        QCOMPARE(f.receiver->slotName, u"sb1"_s);
        QCOMPARE(f.receiver->receivedTimeline, 1);
        QVERIFY(f.receiver->flushed >= f.replayed);
        QVERIFY(f.receiver->lastMessageAt.isValid());
    }

    void seesAPausedReplay()
    {
        psql(standby(), u"SELECT pg_wal_replay_pause()"_s);
        // The startup process confirms the pause when it next looks, which a record makes it do.
        psql(primary(), u"CREATE TABLE paused AS SELECT generate_series(1, 1000) i"_s);
        QVERIFY(cluster_->becomes(standby(), u"SELECT pg_get_wal_replay_pause_state()"_s, u"paused"_s));
        psql(primary(), u"INSERT INTO paused SELECT generate_series(1, 1000)"_s);
        QVERIFY(cluster_->becomes(
            standby(), u"SELECT pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn()"_s, u"t"_s));
        const MemberFacts f = facts(standby());
        QCOMPARE(f.replayPause, u"paused"_s);
        QCOMPARE(*f.replayed, psqlLsn(standby(), u"pg_last_wal_replay_lsn()"_s));
        QVERIFY(*f.received > *f.replayed);
        QVERIFY(cluster_->becomes(primary(),
            u"SELECT replay_lag IS NOT NULL AND flush_lsn > replay_lsn FROM pg_stat_replication"_s, u"t"_s));
        const MemberFacts p = facts(primary());
        QVERIFY(p.senders.at(0).replayLag.has_value());
        QCOMPARE(*p.senders.at(0).replay, *f.replayed);
        psql(standby(), u"SELECT pg_wal_replay_resume()"_s);
        QVERIFY(cluster_->becomes(standby(), u"SELECT pg_get_wal_replay_pause_state()"_s, u"not paused"_s));
    }

    void readsSendersAndSlots()
    {
        psql(primary(), u"SELECT pg_create_logical_replication_slot('lg', 'pgoutput')"_s);
        setAndReload(
            u"synchronous_standby_names = 'ANY 1 (sb1)'"_s, u"synchronous_standby_names"_s, u"ANY 1 (sb1)"_s);
        QVERIFY(cluster_->becomes(primary(), u"SELECT sync_state FROM pg_stat_replication"_s, u"quorum"_s));
        const MemberFacts f = facts(primary());
        QCOMPARE(f.synchronousStandbyNames, u"ANY 1 (sb1)"_s);
        QCOMPARE(f.senders.size(), 1);
        const Sender& sender = f.senders[0];
        QCOMPARE(sender.applicationName, u"sb1"_s);
        QCOMPARE(sender.state, u"streaming"_s);
        QCOMPARE(sender.syncState, u"quorum"_s);
        QVERIFY(sender.sent && sender.write && sender.flush && sender.replay);
        QVERIFY(
            *sender.replay <= *sender.flush && *sender.flush <= *sender.sent && *sender.sent <= *f.insert);
        QCOMPARE(f.replicationSlots.size(), 2);
        const Slot &logical = f.replicationSlots[0], &physical = f.replicationSlots[1];
        QCOMPARE(logical.name, u"lg"_s);
        QCOMPARE(logical.type, u"logical"_s);
        QVERIFY(!logical.active);
        QCOMPARE(*logical.restart,
            psqlLsn(primary(), u"restart_lsn FROM pg_replication_slots WHERE slot_name = 'lg'"_s));
        QCOMPARE(physical.name, u"sb1"_s);
        QCOMPARE(physical.type, u"physical"_s);
        QVERIFY(physical.active);
        QCOMPARE(physical.walStatus, u"reserved"_s);
        QVERIFY(physical.safeBytes.value_or(0) > (std::int64_t{1} << 29));
        QVERIFY(*logical.retainedBytes > 0 && *logical.retainedBytes >= *physical.retainedBytes);
        QVERIFY(*logical.retainedBytes <= f.insert->bytesSince(*logical.restart));
        psql(primary(), u"SELECT pg_drop_replication_slot('lg')"_s);
        setAndReload(u"synchronous_standby_names = ''"_s, u"synchronous_standby_names"_s, {});
        setAndReload(u"max_slot_wal_keep_size = -1"_s, u"max_slot_wal_keep_size"_s, u"-1"_s);
        QVERIFY(!facts(primary()).maxSlotKeepBytes.has_value());
    }

    void readsTheArchiver()
    {
        psql(primary(), u"SELECT pg_switch_wal()"_s);
        QVERIFY(cluster_->becomes(primary(), u"SELECT failed_count > 0 FROM pg_stat_archiver"_s, u"t"_s));
        const MemberFacts f = facts(primary());
        QVERIFY(f.archiver.enabled);
        QCOMPARE(f.archiver.archived, 0);
        QVERIFY(f.archiver.failed > 0);
        QVERIFY(f.archiver.lastFailedAt.isValid());
        QVERIFY(!f.archiver.lastArchivedAt.isValid());
        QCOMPARE(
            f.archiver.lastFailedWal, psql(primary(), u"SELECT last_failed_wal FROM pg_stat_archiver"_s));
        QVERIFY(f.archiver.readyFiles.value_or(0) > 0);
        QCOMPARE(QString::number(*f.archiver.readyFiles),
            psql(primary(), u"SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready'"_s));
        QVERIFY(!facts(standby()).archiver.enabled);
    }

    void readsRepmgr()
    {
        psql(primary(), u"INSERT INTO repmgr.nodes VALUES (1, NULL, true, 'pg1 <&>', 'primary', 'default', "
                        u"100, 'host=a', 'r', 's', "
                        u"'f'), (2, 1, false, 'pg2', 'standby', 'default', 60, 'host=b', 'r', 's', 'f')"_s);
        Repmgr repmgr = facts(primary()).repmgr.value();
        const QVector<RepmgrNode> expected{{.id = 1,
                                               .name = u"pg1 <&>"_s,
                                               .type = u"primary"_s,
                                               .upstreamId = {},
                                               .active = true,
                                               .priority = 100},
            {.id = 2,
                .name = u"pg2"_s,
                .type = u"standby"_s,
                .upstreamId = 1,
                .active = false,
                .priority = 60}};
        QCOMPARE(repmgr.nodes, expected);
        QVERIFY(!repmgr.localNodeId && !repmgr.daemonRunning && !repmgr.daemonPaused);
        // What a repmgrd does when it starts, with this very process in its place.
        psql(primary(),
            u"SELECT repmgr.set_local_node_id(1);\nSELECT repmgr.set_repmgrd_pid(%1, '/dev/null');\n"
            u"SELECT repmgr.repmgrd_pause(true)"_s.arg(primary().pid()));
        repmgr = facts(primary()).repmgr.value();
        QCOMPARE(repmgr.localNodeId.value_or(0), 1);
        QVERIFY(repmgr.daemonRunning);
        QVERIFY(repmgr.daemonPaused);
        QVERIFY(!facts(primary(), u"monitor"_s, u"bare"_s).repmgr.has_value());
        QVERIFY(facts(primary(), u"monitor"_s, u"bare"_s).canSeeAll);
    }

    void saysLessWithFewerRights_data()
    {
        QTest::addColumn<bool>("onPrimary");
        QTest::newRow("primary") << true;
        QTest::newRow("standby") << false;
    }
    void saysLessWithFewerRights()
    {
        QFETCH(bool, onPrimary);
        const MemberFacts f = facts(onPrimary ? primary() : standby(), u"plain"_s);
        QVERIFY(!f.canSeeAll);
        QVERIFY(!f.repmgr && !f.archiver.readyFiles);
        QCOMPARE(f.inRecovery, !onPrimary);
        QCOMPARE(f.timeline, 1);
        QVERIFY(f.connections >= 1);
        QVERIFY(onPrimary ? f.insert.has_value() : f.replayed.has_value());
    }

    void tellsTheServersReadOnlyFromOurOwn()
    {
        // Of our role alone: others may write.
        psql(primary(), u"ALTER ROLE monitor SET default_transaction_read_only = on"_s);
        connector_ = postgres::makeLibpqConnector();
        QVERIFY(!facts(primary()).readOnlyDefault);
        psql(primary(), u"ALTER ROLE monitor RESET default_transaction_read_only"_s);
        connector_ = postgres::makeLibpqConnector();
        setAndReload(u"default_transaction_read_only = on"_s, u"default_transaction_read_only"_s, u"on"_s);
        QTRY_VERIFY_WITH_TIMEOUT(facts(primary()).readOnlyDefault, 10'000);
        QVERIFY(!facts(primary()).writable());
        QCOMPARE(facts(primary()).role(), Role::Primary);
        setAndReload(u"default_transaction_read_only = off"_s, u"default_transaction_read_only"_s, u"off"_s);
        QTRY_VERIFY_WITH_TIMEOUT(facts(primary()).writable(), 10'000);
    }

    void agesTheOldestTransactionOfAClient()
    {
        QVERIFY(!facts(primary()).longestTransaction.has_value());
        std::stop_source stop;
        std::jthread client([&, token = stop.get_token()] {
            postgres::makeLibpqConnector()->queryAll(
                {{cluster_->target(primary(), u"plain"_s), {"SELECT pg_sleep(30)"}}},
                Call{Deadline::in(30s), token});
        });
        QTRY_VERIFY_WITH_TIMEOUT(facts(primary()).longestTransaction.value_or(0s) > 50ms, 10'000);
        QVERIFY(facts(primary()).longestTransaction.value() < 20s);
        stop.request_stop();
    }

    void readsARecordedAnswer()
    {
        // Version 12, with counters beyond what a double can hold.
        const QByteArray json =
            R"json({"version": "12.22 (Debian 12.22-1)", "system_identifier": "7711505197455998677",
            "standby": true, "timeline": 3, "received": "1/A", "replayed": "1/9", "server_time":
            "2026-11-23T23:01:37.589621+05:30", "replay_pause": "<row><v>paused</v></row>", "transactions":
            "9007199254740993", "receiver": {"status": "streaming", "received_lsn": "1/A", "received_tli": 3},
            "slots": [{"name": "a", "type": "physical", "active": false, "restart": null, "retained": null}],
            "max_slot_keep": null, "archiver": {"archived": "9007199254740995"}})json";
        const auto reading = parseFullAnswer({{{"facts"}, {{json}}, "SELECT 1"}});
        QVERIFY(reading.has_value());
        const MemberFacts* f = &reading->facts;
        QCOMPARE(f->serverVersion, u"12.22"_s);
        QCOMPARE(f->transactions, 9007199254740993);
        QCOMPARE(f->archiver.archived, 9007199254740995);
        QCOMPARE(*f->receiver->written, *Lsn::parse(u"1/A"));
        QCOMPARE(*f->receiver->flushed, *Lsn::parse(u"1/A"));
        QCOMPARE(f->serverTime, QDateTime(QDate(2026, 11, 23), QTime(17, 31, 37, 590), Qt::UTC));
        QCOMPARE(f->replayPause, u"paused"_s);
        QVERIFY(!f->replicationSlots.at(0).restart && !f->replicationSlots.at(0).retainedBytes);
        QVERIFY(!f->repmgr && !f->maxSlotKeepBytes);
    }

    void refusesWhatIsNoAnswer_data()
    {
        QTest::addColumn<QVector<postgres::Rows>>("answer");
        const auto row = [](const char* name, const QVector<postgres::Rows>& answer) {
            QTest::newRow(name) << answer;
        };
        row("nothing", {});
        row("no row", {{{"facts"}, {}, "SELECT 0"}});
        row("NULL", {{{"facts"}, {{std::nullopt}}, "SELECT 1"}});
        row("two columns", {{{"a", "b"}, {{"{}", "{}"}}, "SELECT 1"}});
        row("no JSON", {{{"facts"}, {{"HTTP/1.1 200 OK"}}, "SELECT 1"}});
        row("an array", {{{"facts"}, {{"[1]"}}, "SELECT 1"}});
        row("another object", {{{"facts"}, {{"{\"version\": \"15.1\"}"}}, "SELECT 1"}});
    }
    void refusesWhatIsNoAnswer()
    {
        QFETCH(QVector<postgres::Rows>, answer);
        QVERIFY(!parseBriefAnswer(answer, {}));
        const auto f = parseFullAnswer(answer);
        QVERIFY(!f);
        QCOMPARE(f.error().code, u"pg.garbage"_s);
        QCOMPARE(f.error().kind, ErrorKind::Protocol);
        QVERIFY(!f.error().detail.isEmpty());
    }

    void saysTheSameBriefly_data() { saysLessWithFewerRights_data(); }
    void saysTheSameBriefly()
    {
        QFETCH(bool, onPrimary);
        const Server& server = onPrimary ? primary() : standby();
        for (const auto& [user, database] :
            {std::pair(u"monitor"_s, u"repmgr"_s), {u"monitor"_s, u"bare"_s}, {u"plain"_s, u"repmgr"_s}}) {
            const MemberReading before = full(server, user, database);
            std::optional<MemberFacts> now = brief(server, before, user, database);
            QVERIFY(now.has_value());
            QVERIFY(now->serverTime > before.facts.serverTime);
            // What moves by itself, or by our looking.
            now->serverTime = before.facts.serverTime;
            now->transactions = before.facts.transactions;
            now->longestTransaction = before.facts.longestTransaction;
            now->lastReplayedTransactionAt = before.facts.lastReplayedTransactionAt;
            now->connections = before.facts.connections;
            if (now->receiver && before.facts.receiver)
                now->receiver->lastMessageAt = before.facts.receiver->lastMessageAt;
            for (qsizetype i = 0; i < now->senders.size(); ++i) {
                now->senders[i].writeLag = before.facts.senders.value(i).writeLag;
                now->senders[i].flushLag = before.facts.senders.value(i).flushLag;
                now->senders[i].replayLag = before.facts.senders.value(i).replayLag;
            }
            QCOMPARE(*now, before.facts);
        }
    }

    void needsTheWholeAfterAChange()
    {
        const MemberReading before = full(primary());
        QVERIFY(brief(primary(), before).has_value());
        setAndReload(u"max_slot_wal_keep_size = '3GB'"_s, u"max_slot_wal_keep_size"_s, u"3GB"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!brief(primary(), before).has_value(), 10'000);
        QCOMPARE(facts(primary()).maxSlotKeepBytes.value_or(0), std::int64_t{3} << 30);
        QVERIFY(!brief(standby(), full(primary())).has_value()); // it is another server
    }

    /// Last, since it ends the pair.
    void knowsANewTimelineAtOnce()
    {
        const MemberReading before = full(standby());
        psql(standby(), u"SELECT pg_promote(true, 20)"_s);
        const MemberFacts f = facts(standby());
        QVERIFY(!brief(standby(), before).has_value());
        QCOMPARE(f.role(), Role::Primary);
        QVERIFY(f.writable());
        QCOMPARE(f.timeline, 2);
        QCOMPARE(
            psql(standby(), u"SELECT substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"_s), u"00000002"_s);
        QVERIFY(f.insert.has_value());
        QVERIFY(!f.receiver && f.replayPause.isEmpty());
        QVERIFY(f.timelineHistory.isEmpty()); // nobody let us read it, and that is no error
    }
    void readsTheTimelinesHistoryWhereItMay()
    {
        const QString function = u"FUNCTION pg_read_file(text, bigint, bigint, boolean)"_s;
        psql(standby(), u"GRANT EXECUTE ON %1 TO monitor"_s.arg(function));
        const MemberFacts f = facts(standby());
        QCOMPARE(f.timelineHistory.size(), 1);
        QCOMPARE(f.timelineHistory[0].timeline, 1);
        const Parting parting = partingOf(facts(primary()), f);
        QCOMPARE(parting.at, std::optional(f.timelineHistory[0].at));
        QCOMPARE(parting.commonTimeline, 1);
        QVERIFY(facts(primary()).timelineHistory.isEmpty()); // timeline 1 has none
    }
};

QTEST_GUILESS_MAIN(MemberQueryTest)
#include "member_query_test.moc"
