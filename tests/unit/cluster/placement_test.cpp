// Why a task cannot be placed: one row per reason, and what must not be taken for one.

#include "core/cluster/constraint.h"
#include "core/cluster/placement.h"
#include "core/cluster/task_history.h"
#include "tests/unit/cluster/samples.h"

#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t gigabyte = 1'000'000'000;

/// Three nodes of 4 CPUs and 8 GB; pg1 to pg3 hold 1 CPU, 2 GB and port 5432 each.
SwarmFacts roomySwarm()
{
    SwarmFacts swarm = samples::swarm();
    for (docker::Node& node : swarm.nodes) {
        node.nanoCpus = 4'000'000'000;
        node.memoryBytes = 8 * gigabyte;
        node.platform = {u"linux"_s, u"x86_64"_s};
    }
    for (docker::Task& task : swarm.tasks) {
        if (!task.serviceId.startsWith(u"id-pg"))
            continue;
        task.resources = {0, 0, 1'000'000'000, 2 * gigabyte};
        task.hostPorts = {{5432, 5432, u"tcp"_s, u"host"_s}};
    }
    return swarm;
}

docker::Service newcomer()
{
    docker::Service service;
    service.id = u"id-new"_s;
    service.name = u"practice_new"_s;
    return service;
}

/// The codes by node, "node1: NodeDrained; node2: fits".
QVector<QVector<ObstacleCode>> codes(const QVector<NodeVerdict>& verdicts)
{
    QVector<QVector<ObstacleCode>> all;
    for (const NodeVerdict& verdict : verdicts) {
        QVector<ObstacleCode> here;
        for (const Obstacle& obstacle : verdict.obstacles)
            here << obstacle.code;
        all << here;
    }
    return all;
}

using Codes = QVector<QVector<ObstacleCode>>;

} // namespace

class PlacementTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anEmptyWishFitsEverywhere()
    {
        QCOMPARE(codes(judgePlacement(roomySwarm(), newcomer())), Codes({{}, {}, {}}));
    }
    void nodesThatTakeNothing()
    {
        SwarmFacts swarm = roomySwarm();
        swarm.nodes[0].state = u"down"_s;
        swarm.nodes[1].availability = u"drain"_s;
        swarm.nodes[2].availability = u"pause"_s;
        const auto verdicts = judgePlacement(swarm, newcomer());
        QCOMPARE(codes(verdicts),
            Codes({{ObstacleCode::NodeNotReady}, {ObstacleCode::NodeDrained}, {ObstacleCode::NodePaused}}));
        QCOMPARE(verdicts[0].obstacles.first().found, u"down"_s);
    }
    void constraintsWithWhatTheNodeHas()
    {
        SwarmFacts swarm = roomySwarm();
        swarm.nodes[0].labels = {{u"rack"_s, u"a"_s}};
        swarm.nodes[1].labels = {{u"rack"_s, u"b"_s}};
        docker::Service service = newcomer();
        service.constraints = {u"node.labels.rack == a"_s};
        const auto verdicts = judgePlacement(swarm, service);
        QCOMPARE(
            codes(verdicts), Codes({{}, {ObstacleCode::ConstraintNotMet}, {ObstacleCode::ConstraintNotMet}}));
        QCOMPARE(verdicts[1].obstacles.first().wanted, u"node.labels.rack == a"_s);
        QCOMPARE(verdicts[1].obstacles.first().found, u"b"_s);
        QCOMPARE(verdicts[2].obstacles.first().found, QString());
        service.constraints = {u"node.color==red"_s};
        QCOMPARE(codes(judgePlacement(swarm, service)).first(),
            QVector<ObstacleCode>{ObstacleCode::ConstraintUnreadable});
    }
    void resourcesCountWhatOthersReserve()
    {
        SwarmFacts swarm = roomySwarm();
        swarm.foreignUse[u"id-node2"_s] = {3, 3'000'000'000, 1 * gigabyte, {}};
        docker::Service service = newcomer();
        service.resources.reservedNanoCpus = 2'000'000'000;
        service.resources.reservedMemoryBytes = 6 * gigabyte;
        const auto verdicts = judgePlacement(swarm, service);
        QCOMPARE(codes(verdicts), Codes({{}, {ObstacleCode::TooFewCpus, ObstacleCode::TooLittleMemory}, {}}));
        QCOMPARE(verdicts[1].obstacles[0].needed, 2'000'000'000);
        QCOMPARE(verdicts[1].obstacles[0].free, 0);
        QCOMPARE(verdicts[1].obstacles[1].free, 5 * gigabyte);
        QCOMPARE(useOf(swarm, u"id-node2"_s).tasks, 5); // pg2, pool2 and three of others
        QCOMPARE(useOf(swarm, u"id-node2"_s).reservedMemoryBytes, 3 * gigabyte);
    }
    void endedTasksTakeNothing()
    {
        SwarmFacts swarm = roomySwarm();
        for (docker::Task& task : swarm.tasks)
            task.state = task.nodeId == u"id-node1" ? u"failed"_s : task.state;
        QCOMPARE(useOf(swarm, u"id-node1"_s), NodeUse());
        docker::Task stopping = swarm.tasks[2];
        stopping.desiredState = u"shutdown"_s; // told to stop, still there
        QVERIFY(holdsItsNode(stopping));
        stopping.nodeId.clear();
        QVERIFY(!holdsItsNode(stopping));
    }
    void portsNameTheirHolders()
    {
        SwarmFacts swarm = roomySwarm();
        swarm.foreignUse[u"id-node3"_s].hostPorts = {{80, 8080, u"tcp"_s, u"host"_s}};
        docker::Service service = newcomer();
        service.ports = {{5432, 5432, u"tcp"_s, u"host"_s}};
        const auto verdicts = judgePlacement(swarm, service);
        QCOMPARE(codes(verdicts), Codes(3, {ObstacleCode::HostPortTaken}));
        QCOMPARE(verdicts[1].obstacles.first().wanted, u"5432/tcp"_s);
        QCOMPARE(verdicts[1].obstacles.first().holders, QStringList{u"practice_pg2"_s});
        service.ports = {{80, 8080, u"tcp"_s, u"host"_s}};
        const auto foreign = judgePlacement(swarm, service);
        QCOMPARE(codes(foreign), Codes({{}, {}, {ObstacleCode::HostPortTaken}}));
        QVERIFY(foreign[2].obstacles.first().holders.isEmpty());
        service.ports = {{5432, 5432, u"udp"_s, u"host"_s}, {5432, 5432, u"tcp"_s, u"ingress"_s}};
        QCOMPARE(codes(judgePlacement(swarm, service)), Codes({{}, {}, {}}));
    }
    void theSameAgainDoesNotStandInItsOwnWay()
    {
        const SwarmFacts swarm = roomySwarm();
        docker::Service pg1 = *swarm.service(u"id-pg1"_s);
        pg1.maxReplicasPerNode = 1;
        const auto again = judgePlacement(swarm, pg1, PlacementOf::TheSameAgain);
        QVERIFY(again[0].runsHere && again[0].fits());
        QVERIFY(!again[1].runsHere);
        QCOMPARE(again[1].obstacles.first().code, ObstacleCode::HostPortTaken);
        const auto another = judgePlacement(swarm, pg1, PlacementOf::AnotherTask);
        QCOMPARE(codes(another)[0],
            QVector<ObstacleCode>({ObstacleCode::HostPortTaken, ObstacleCode::MaxReplicasReached}));
    }
    void platformsByEitherName()
    {
        SwarmFacts swarm = roomySwarm();
        swarm.nodes[1].platform.architecture = u"aarch64"_s;
        docker::Service service = newcomer();
        service.platforms = {{u"linux"_s, u"amd64"_s}};
        QCOMPARE(codes(judgePlacement(swarm, service)), Codes({{}, {ObstacleCode::OtherPlatform}, {}}));
        service.platforms << docker::Platform{u"linux"_s, u"arm64"_s};
        QCOMPARE(codes(judgePlacement(swarm, service)), Codes({{}, {}, {}}));
    }
    void findsTheTaskThatWaits()
    {
        SwarmFacts swarm = roomySwarm();
        QVERIFY(!waitingTask(tasksOf(swarm, u"id-pg1"_s)));
        docker::Task waiting = samples::task(u"pg1"_s, QString(), u"pending"_s, 30);
        waiting.desiredState = u"running"_s;
        waiting.error = u"no suitable node (scheduling constraints not satisfied on 3 nodes)"_s;
        swarm.tasks << waiting
                    << samples::task(u"pg1"_s, QString(), u"pending"_s, 40); // this one was given up
        QCOMPARE(waitingTask(tasksOf(swarm, u"id-pg1"_s))->id, waiting.id);
    }

    void constraints_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("met");
        QTest::newRow("role") << u"node.role == manager"_s << true;
        QTest::newRow("role, no spaces") << u"node.role==worker"_s << false;
        QTest::newRow("not") << u"node.role!=worker"_s << true;
        QTest::newRow("value without case") << u"node.hostname == NODE1"_s << true;
        QTest::newRow("key without case") << u"Node.Hostname == node1"_s << true;
        QTest::newRow("label with case") << u"node.labels.Rack == a"_s << false;
        QTest::newRow("label") << u"node.labels.rack == a"_s << true;
        QTest::newRow("no such label, not") << u"node.labels.disk != ssd"_s << true;
        QTest::newRow("engine label") << u"engine.labels.storage == ssd"_s << true;
        QTest::newRow("address") << u"node.ip == 10.77.0.1"_s << true;
        QTest::newRow("network") << u"node.ip == 10.77.0.0/24"_s << true;
        QTest::newRow("other network") << u"node.ip != 10.78.0.0/24"_s << true;
        QTest::newRow("platform") << u"node.platform.os == linux"_s << true;
        QTest::newRow("value with an operator") << u"node.labels.odd == x!=y"_s << true;
        QTest::newRow("unknown key") << u"node.color != red"_s << false;
    }
    void constraints()
    {
        QFETCH(QString, text);
        QFETCH(bool, met);
        docker::Node node = samples::node(u"node1"_s, u"10.77.0.1"_s);
        node.labels = {{u"rack"_s, u"a"_s}, {u"odd"_s, u"x!=y"_s}};
        node.engineLabels = {{u"storage"_s, u"ssd"_s}};
        node.platform = {u"linux"_s, u"x86_64"_s};
        const auto constraint = parseConstraint(text);
        QVERIFY(constraint);
        QCOMPARE(meets(node, *constraint), met);
    }
    void whatIsNoConstraint()
    {
        for (const QString& text :
            {u""_s, u"node.role"_s, u"node.role=manager"_s, u"== x"_s, u"node.id =="_s})
            QVERIFY2(!parseConstraint(text), qPrintable(text));
    }
};

QTEST_APPLESS_MAIN(PlacementTest)
#include "placement_test.moc"
