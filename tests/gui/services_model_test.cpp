// Tables of services and nodes on live data: rows keep their identity, and what they say is what the Swarm
// said.

#include "tests/gui/support/stand.h"
#include "tests/support/sample_parts.h"
#include "tests/support/sample_snapshots.h"
#include "ui/services/cell_roles.h"
#include "ui/services/inspect.h"
#include "ui/services/log_model.h"
#include "ui/services/log_names.h"
#include "ui/services/nodes_model.h"
#include "ui/services/services_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <ctime>

using namespace Qt::StringLiterals;
using namespace switchyard;
using namespace switchyard::ui;
using testing::ScriptedLogs;

namespace {

QVector<ServiceRow> sorted(const ClusterSnapshot& snapshot, int column = ServicesModel::Name,
    Qt::SortOrder order = Qt::AscendingOrder)
{
    QVector<ServiceRow> rows = serviceRows(snapshot);
    sortServices(rows, column, order);
    return rows;
}

QStringList names(const ServicesModel& model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all << model.index(row, ServicesModel::Name).data().toString();
    return all;
}

const ServiceRow& rowOf(const QVector<ServiceRow>& rows, const QString& key)
{
    return *std::find_if(rows.begin(), rows.end(), [&](const ServiceRow& row) { return row.key == key; });
}

docker::Task failedTask(const ClusterSnapshot& snapshot, const QString& serviceId, int secondsAgo)
{
    docker::Task task = samples::sampleTask(serviceId, 1, snapshot.observedAt);
    task.id += u"-failed"_s;
    task.state = u"failed"_s;
    task.desiredState = u"shutdown"_s;
    task.error = u"task: non-zero exit (137): dockerexec: unhealthy container"_s;
    task.exitCode = 137;
    task.statusAt = timeOf(snapshot).addSecs(-secondsAgo);
    task.createdAt = task.statusAt.addSecs(-3600);
    return task;
}

QString plain(const ServiceInspection& content)
{
    QString all = content.name + u" | "_s + plainText(content.sentence) + u'\n';
    for (const ServiceSection& section : content.sections) {
        all += u"# "_s + section.title + u" | "_s + section.aside + u'\n';
        for (const MarkedLine& line : section.lines)
            all += plainText(line.words) + u'\n';
        for (const KeyValue& fact : section.facts)
            all += fact.key + u": "_s + plainText(fact.value) + u'\n';
    }
    return all;
}

/// What this thread has computed so far: what other programs of the machine take is not counted.
double threadMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// 1,000 services of 5 tasks each on 60 nodes.
ClusterSnapshot largeCluster()
{
    ClusterSnapshot snapshot = samples::healthyCluster();
    samples::changeSwarm(snapshot, [&](SwarmFacts& swarm) {
        swarm.nodes.clear(), swarm.services.clear(), swarm.tasks.clear();
        for (int i = 1; i <= 60; ++i)
            swarm.nodes << samples::sampleNode(i, i == 1);
        for (int i = 0; i < 1000; ++i) {
            docker::Service service = samples::sampleService(
                u"stack_service%1"_s.arg(i, 4, 10, QLatin1Char('0')), u"m%1"_s.arg(i), 1 + i % 60);
            for (int t = 0; t < 5; ++t) {
                docker::Task task = samples::sampleTask(service.id, 1 + i % 60, snapshot.observedAt);
                task.id += QString::number(t);
                if (t > 0)
                    task.state = u"shutdown"_s, task.desiredState = u"shutdown"_s;
                swarm.tasks << task;
            }
            swarm.services << service;
        }
    });
    return snapshot;
}

} // namespace

class ServicesModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { testing::failOnAnyWarning(); }

    void rowsKeepTheirIdentity()
    {
        ServicesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        ClusterSnapshot snapshot = samples::healthyCluster();
        model.setRows(sorted(snapshot));
        QCOMPARE(model.rowCount(), 5);
        const QPersistentModelIndex pg2 = model.indexOf(u"s-pg2"_s);
        model.setRows(sorted(snapshot, ServicesModel::Name, Qt::DescendingOrder));
        QCOMPARE(names(model).first(), u"orders_pgbouncer-2"_s);
        QCOMPARE(pg2.data(KeyRole).toString(), u"s-pg2"_s);
        samples::changeSwarm(snapshot, [](SwarmFacts& swarm) {
            swarm.services.removeFirst();
            docker::Service added = samples::sampleService(u"orders_audit"_s, u"audit"_s, 1);
            swarm.services << added;
        });
        model.setRows(sorted(snapshot));
        QCOMPARE(names(model).first(), u"orders_audit"_s);
        QVERIFY(!names(model).contains(u"orders_pg1"_s));
        QCOMPARE(pg2.data(KeyRole).toString(), u"s-pg2"_s);
        model.setRows({});
        QVERIFY(!pg2.isValid());
        QCOMPARE(resets.count(), 0);
    }

    void anyChangeGivesWhatWasAskedFor()
    {
        QRandomGenerator random(11);
        ServicesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVector<QPersistentModelIndex> kept;
        QStringList keptKeys;
        for (int round = 0; round < 60; ++round) {
            QVector<ServiceRow> rows;
            for (int i = 0; i < 30; ++i) {
                if (random.bounded(3) == 0)
                    continue;
                ServiceRow row{QString::number(i), u"name%1"_s.arg(random.bounded(1000))};
                row.ended = random.bounded(3);
                rows << row;
            }
            sortServices(rows, ServicesModel::Ended, round % 2 ? Qt::AscendingOrder : Qt::DescendingOrder);
            model.setRows(rows);
            QVERIFY(model.rows() == rows);
            for (int i = 0; i < kept.size(); ++i) {
                if (kept[i].isValid())
                    QCOMPARE(kept[i].data(KeyRole).toString(), keptKeys[i]);
            }
            kept.clear(), keptKeys.clear();
            for (int i = 0; i < model.rowCount(); ++i) {
                kept << QPersistentModelIndex(model.index(i, 0));
                keptKeys << model.row(model.index(i, 0))->key;
            }
        }
    }

    void saysWhyAServiceIsShort()
    {
        ClusterSnapshot snapshot = samples::node3CutOff();
        QCOMPARE(rowOf(serviceRows(snapshot), u"s-pg3"_s).state, ServiceState::Unplaced);
        QCOMPARE(rowOf(serviceRows(snapshot), u"s-pg1"_s).state, ServiceState::Running);
        const QString said = plain(inspectService(snapshot, u"s-pg3"_s, timeOf(snapshot)));
        QVERIFY2(said.contains(u"no node fits, 0 of 1 tasks run"_s), qPrintable(said));
        QVERIFY2(
            said.contains(
                u"The manager says: no suitable node (scheduling constraints not satisfied on 2 nodes)"_s),
            qPrintable(said));
        QVERIFY2(said.contains(u"node3 is down"_s), qPrintable(said));
        QVERIFY2(said.contains(u"last known as running on node3, which is down"_s), qPrintable(said));
        QVERIFY2(
            said.contains(u"node1 does not meet node.hostname==node3: it has node1"_s), qPrintable(said));
        QVERIFY(said.indexOf(u"Why it cannot be placed"_s) < said.indexOf(u"# Tasks"_s));
    }

    void saysWhatFailedLast()
    {
        ClusterSnapshot snapshot = samples::healthyCluster();
        samples::changeSwarm(snapshot, [&](SwarmFacts& swarm) {
            swarm.tasks << failedTask(snapshot, u"s-pg2"_s, 180);
            swarm.services[1].healthCheck = docker::HealthCheck{5'000'000'000, 0, 6};
        });
        const ServiceRow row = rowOf(serviceRows(snapshot), u"s-pg2"_s);
        QCOMPARE(row.state, ServiceState::Restarted);
        QCOMPARE(row.ended, 1);
        const QString said = plain(inspectService(snapshot, u"s-pg2"_s, timeOf(snapshot)));
        QVERIFY2(said.contains(u"# Last failure | 3 min ago"_s), qPrintable(said));
        QVERIFY2(
            said.contains(u"task: non-zero exit (137): dockerexec: unhealthy container"_s), qPrintable(said));
        QVERIFY2(said.contains(u"Exit code: 137"_s), qPrintable(said));
        QVERIFY2(said.contains(u"running on node2 for 48 min"_s), qPrintable(said));
        QVERIFY2(said.contains(u"Health check: every 5 s, ended after 6 failures"_s), qPrintable(said));
        samples::changeSwarm(snapshot,
            [&](SwarmFacts& swarm) { swarm.tasks.last().statusAt = timeOf(snapshot).addSecs(-7200); });
        QCOMPARE(rowOf(serviceRows(snapshot), u"s-pg2"_s).state, ServiceState::Healthy);
    }

    void states_data()
    {
        QTest::addColumn<QString>("update");
        QTest::addColumn<int>("running");
        QTest::addColumn<int>("wished");
        QTest::addColumn<QString>("taskState");
        QTest::addColumn<int>("expected");
        const auto row = [](const char* name, const QString& update, int running, int wished,
                             const QString& task, ServiceState state) {
            QTest::newRow(name) << update << running << wished << task << static_cast<int>(state);
        };
        row("running", {}, 1, 1, u"running"_s, ServiceState::Running);
        row("stopped", {}, 0, 0, u"shutdown"_s, ServiceState::Stopped);
        row("starting", {}, 0, 1, u"preparing"_s, ServiceState::Starting);
        row("failing", {}, 0, 1, u"failed"_s, ServiceState::Failing);
        row("rejected", {}, 0, 1, u"rejected"_s, ServiceState::Failing);
        row("ended", {}, 0, 1, u"complete"_s, ServiceState::Short);
        row("updating", u"updating"_s, 1, 1, u"running"_s, ServiceState::Updating);
        row("updating, one down", u"updating"_s, 0, 1, u"starting"_s, ServiceState::Updating);
        row("update fails", u"updating"_s, 0, 1, u"failed"_s, ServiceState::Failing);
        row("update given up", u"paused"_s, 1, 1, u"running"_s, ServiceState::UpdateStopped);
    }
    void states()
    {
        QFETCH(QString, update);
        QFETCH(int, running);
        QFETCH(int, wished);
        QFETCH(QString, taskState);
        QFETCH(int, expected);
        docker::Service service = samples::sampleService(u"orders_pg1"_s, u"pg1"_s, 1);
        service.updateState = update;
        service.runningTasks = static_cast<std::uint64_t>(running);
        service.desiredTasks = static_cast<std::uint64_t>(wished);
        docker::Task task = samples::sampleTask(service.id, 1, samples::sampleInstant());
        task.state = taskState;
        const QDateTime now = timeOf(samples::healthyCluster());
        QCOMPARE(static_cast<int>(stateOfService(service, {&task}, now)), expected);
    }

    void nodesTellWhatIsFree()
    {
        NodesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        ClusterSnapshot snapshot = samples::node3CutOff();
        samples::changeSwarm(snapshot, [](SwarmFacts& swarm) {
            swarm.tasks.first().resources = {0, 0, 1'500'000'000, 4'000'000'000};
            swarm.foreignUse[u"n1"_s] = {2, 500'000'000, 2'000'000'000, {}};
            swarm.nodes[1].availability = u"drain"_s;
        });
        QVector<NodeRow> rows = nodeRows(snapshot);
        sortNodes(rows, NodesModel::Name, Qt::AscendingOrder);
        model.setRows(rows);
        const auto words = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(words(0, NodesModel::Cpu), u"6 CPUs free"_s);
        QCOMPARE(words(0, NodesModel::Memory), u"28.4 GB free"_s);
        QCOMPARE(words(0, NodesModel::Tasks), u"2, 2 of others"_s);
        QCOMPARE(words(0, NodesModel::Role), u"leader"_s);
        QCOMPARE(words(1, NodesModel::State), u"drained"_s);
        QCOMPARE(words(2, NodesModel::State), u"down"_s);
        QCOMPARE(words(2, NodesModel::Role), u"manager, unreachable"_s);
        const QString said = plain(inspectNode(snapshot, u"n1"_s, timeOf(snapshot)));
        QVERIFY2(said.contains(u"CPUs reserved: 2 CPUs of 8 CPUs"_s), qPrintable(said));
        QVERIFY2(said.contains(u"Of that, others reserve: 0.5 CPUs, 2 GB"_s), qPrintable(said));
        QVERIFY2(said.contains(u"orders_pg1 running for 48 min"_s), qPrintable(said));
        QVERIFY2(said.contains(u"region: eu-central"_s), qPrintable(said));
    }

    void whatIsNotReadIsUnknown()
    {
        QVERIFY(serviceRows(samples::nothingKnown()).isEmpty());
        QVERIFY(inspectService(samples::nothingKnown(), u"s-pg1"_s, QDateTime()).name.isEmpty());
        ClusterSnapshot snapshot = samples::healthyCluster();
        snapshot.swarm = snapshot.swarm.failed({ErrorKind::Timeout, u"engine.timeout"_s, {}, {}});
        QCOMPARE(rowOf(serviceRows(snapshot), u"s-pg1"_s).state, ServiceState::Unknown);
        QCOMPARE(nodeRows(snapshot).first().mark, Mark::Unknown);
        QVERIFY(plain(inspectService(snapshot, u"s-pg1"_s, timeOf(snapshot))).contains(u"when last seen"_s));
    }

    void logModelMergesAndForgets()
    {
        LogModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.merge({ScriptedLogs::line(u"s-pg1"_s, 10, u"ERROR:  one"_s),
            ScriptedLogs::line(u"s-pg2"_s, 30, u"three"_s)});
        const QPersistentModelIndex third = model.index(1, LogModel::Message);
        model.merge({ScriptedLogs::line(u"s-pg2"_s, 20, u"two"_s)});
        QCOMPARE(third.row(), 2);
        QCOMPARE(third.data().toString(), u"three"_s);
        QCOMPARE(model.index(0, LogModel::Level).data().toString(), u"ERROR"_s);
        model.setNames(logNames(*samples::healthyCluster().swarm.live()));
        QCOMPARE(model.index(0, LogModel::Source).data().toString(), u"orders_pg1"_s);
        QVector<logs::LogRecord> flood;
        for (int i = 0; i < 30'000; ++i)
            flood << ScriptedLogs::line(u"s-pg1"_s, 100 + i, u"line %1"_s.arg(i));
        model.merge(flood);
        QVERIFY(model.rowCount() <= LogModel::mostLines);
        QCOMPARE(model.index(model.rowCount() - 1, LogModel::Message).data().toString(), u"line 29999"_s);
        QVERIFY(!third.isValid());
    }

    void aThousandServicesDoNotHoldUpTheWindow()
    {
        ServicesModel model;
        const ClusterSnapshot first = largeCluster();
        ClusterSnapshot second = largeCluster();
        samples::changeSwarm(second, [](SwarmFacts& swarm) {
            for (docker::Task& task : swarm.tasks)
                task.statusAt = task.statusAt.addSecs(1);
        });
        model.setRows(sorted(first));
        std::vector<double> took;
        for (int round = 0; round < 9; ++round) {
            const double before = threadMs();
            model.setRows(sorted(round % 2 ? first : second));
            took.push_back(threadMs() - before);
        }
        std::sort(took.begin(), took.end());
        QVERIFY2(took.front() < 16, qPrintable(u"%1 ms"_s.arg(took.front())));
        qInfo("1,000 services, 5,000 tasks: %.1f ms at best, %.1f ms median", took.front(),
            took[took.size() / 2]);
    }
};

QTEST_MAIN(ServicesModelTest)
#include "services_model_test.moc"
