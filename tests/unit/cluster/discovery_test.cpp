#include "core/cluster/discovery.h"

#include "tests/unit/cluster/samples.h"

#include <QRegularExpression>
#include <QTest>

using namespace switchyard;
using namespace Qt::StringLiterals;

namespace {

ClusterProfile profile()
{
    ClusterProfile p;
    p.name = p.clusterLabel = u"practice"_s;
    p.engine = docker::UnixEndpoint{u"/run/docker.sock"_s};
    return p;
}

/// "pg1=10.77.0.1:5432/node1/running pool1=…": a whole discovery in one line.
QString inOneLine(const Discovery& found)
{
    QStringList words;
    const auto add = [&](const auto& s) {
        words << u"%1=%2:%3/%4/%5"_s.arg(s.name, s.host).arg(s.port).arg(s.nodeName, s.taskState);
    };
    for (const Member& m : found.members)
        add(m);
    for (const Pooler& p : found.poolers)
        add(p);
    return words.join(u' ');
}

} // namespace

class DiscoveryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u"."_s)); }

    void findsMembersAndPoolersByLabel()
    {
        QCOMPARE(inOneLine(discover(samples::swarm(), profile())),
            u"pg1=10.77.0.1:5432/node1/running pg2=10.77.0.2:5432/node2/running "
            u"pg3=10.77.0.3:5432/node3/running "
            "pool1=10.77.0.1:6432/node1/running pool2=10.77.0.2:6432/node2/running"_s);
    }

    void leavesOutWhatIsNotOfThisCluster()
    {
        SwarmFacts swarm = samples::swarm();
        swarm.services[0].labels[u"io.switchyard.cluster"_s] = u"other"_s;
        swarm.services[1].labels[u"io.switchyard.role"_s] = u"monitoring"_s;
        QVERIFY(!inOneLine(discover(swarm, profile())).contains(u"pg1="));
        QVERIFY(!inOneLine(discover(swarm, profile())).contains(u"pool1="));
    }

    void followsServicesThatComeAndGo()
    {
        SwarmFacts swarm = samples::swarm();
        swarm.services.removeIf([](const docker::Service& s) { return s.id == u"id-pg2"; });
        swarm.services << samples::memberService(u"pg4"_s, 5444);
        swarm.tasks << samples::task(u"pg4"_s, u"node2"_s, u"running"_s);
        QStringList names;
        for (const Member& m : discover(swarm, profile()).members)
            names << u"%1:%2"_s.arg(m.name).arg(m.port);
        QCOMPARE(names, (QStringList{u"pg1:5432"_s, u"pg3:5432"_s, u"pg4:5444"_s}));
    }

    void connectsWhereTheTaskRuns_data()
    {
        QTest::addColumn<QVector<docker::Task>>("tasks");
        QTest::addColumn<QString>("node");
        QTest::addColumn<QString>("state");
        using samples::task;
        const auto on = [](const char* node, const char* state, int minute) {
            return task(u"pg1"_s, QString::fromLatin1(node), QString::fromLatin1(state), minute);
        };
        QTest::newRow("moved") << QVector{on("node1", "shutdown", 1), on("node2", "running", 2)} << u"node2"_s
                               << u"running"_s;
        QTest::newRow("order does not matter")
            << QVector{on("node2", "running", 2), on("node1", "shutdown", 1)} << u"node2"_s << u"running"_s;
        QTest::newRow("node down, replacement waits")
            << QVector{on("node1", "running", 1), on("", "pending", 2)} << u"node1"_s << u"pending"_s;
        QTest::newRow("moved from a node that is down")
            << QVector{on("node1", "running", 1), on("node3", "running", 2)} << u"node3"_s << u"running"_s;
        QTest::newRow("starting") << QVector{on("node1", "failed", 1), on("node2", "starting", 2)}
                                  << u"node2"_s << u"starting"_s;
        QTest::newRow("all failed, the next without a node")
            << QVector{on("node1", "failed", 1), on("", "pending", 2)} << u"node1"_s << u"pending"_s;
        QTest::newRow("never placed") << QVector{on("", "pending", 1)} << QString() << u"pending"_s;
        QTest::newRow("scaled to nothing") << QVector<docker::Task>{} << QString() << QString();
    }
    void connectsWhereTheTaskRuns()
    {
        QFETCH(QVector<docker::Task>, tasks);
        QFETCH(QString, node);
        QFETCH(QString, state);
        SwarmFacts swarm = samples::swarm();
        swarm.tasks.removeIf([](const docker::Task& t) { return t.serviceId == u"id-pg1"; });
        swarm.tasks << tasks;
        const Member member = discover(swarm, profile()).members.first();
        QCOMPARE(member.nodeName, node);
        QCOMPARE(member.taskState, state);
        QCOMPARE(member.host.isEmpty(), node.isEmpty());
    }

    void tellsOfRestartsAndTheLastFailure()
    {
        SwarmFacts swarm = samples::swarm();
        auto older = samples::task(u"pg1"_s, u"node1"_s, u"failed"_s, 1);
        older.error = u"task: non-zero exit (1)"_s;
        auto newer = samples::task(u"pg1"_s, u"node1"_s, u"rejected"_s, 2);
        newer.error = u"invalid mount"_s;
        swarm.tasks << older << newer << samples::task(u"pg1"_s, u"node1"_s, u"running"_s, 3);
        const Member member = discover(swarm, profile()).members.first();
        QCOMPARE(member.restarts, 2);
        QCOMPARE(member.taskError, u"invalid mount"_s);
        QCOMPARE(member.taskSince, QDateTime(QDate(2026, 11, 23), QTime(12, 3, 1), Qt::UTC));
    }

    void knowsWhereASingleNodeSwarmIs_data()
    {
        QTest::addColumn<QString>("nodeAddress");
        QTest::addColumn<docker::Endpoint>("engine");
        QTest::addColumn<QString>("host");
        const docker::Endpoint socket = docker::UnixEndpoint{u"/s"_s},
                               tcp = docker::TcpEndpoint{u"m.example"_s, 1, {}},
                               ssh = docker::SshEndpoint{u"u"_s, u"s.example"_s, 0};
        QTest::newRow("socket") << u"0.0.0.0"_s << socket << u"127.0.0.1"_s;
        QTest::newRow("empty") << QString() << socket << u"127.0.0.1"_s;
        QTest::newRow("tcp") << u"0.0.0.0"_s << tcp << u"m.example"_s;
        QTest::newRow("ssh") << u"::"_s << ssh << u"s.example"_s;
        QTest::newRow("a real one stays") << u"10.1.1.1"_s << ssh << u"10.1.1.1"_s;
    }
    void knowsWhereASingleNodeSwarmIs()
    {
        QFETCH(QString, nodeAddress);
        QFETCH(docker::Endpoint, engine);
        QFETCH(QString, host);
        SwarmFacts swarm = samples::swarm();
        swarm.nodes[0].address = nodeAddress;
        ClusterProfile p = profile();
        p.engine = engine;
        QCOMPARE(discover(swarm, p).members.first().host, host);
    }

    void takesTheProfilesWordForAddresses()
    {
        ClusterProfile p = profile();
        p.addressOverrides = {{u"pg1"_s, u"127.0.0.1:15432"_s}, {u"pool2"_s, u"[fd00::1]:16432"_s}};
        const Discovery found = discover(samples::swarm(), p);
        QCOMPARE(found.members[0].host, u"127.0.0.1"_s);
        QCOMPARE(found.members[0].port, 15432);
        QCOMPARE(found.members[1].port, 5432);
        QCOMPARE(found.poolers[1].host, u"fd00::1"_s);
        QCOMPARE(found.poolers[1].port, 16432);
    }

    void prefersHostModePorts()
    {
        SwarmFacts swarm = samples::swarm();
        swarm.services[0].ports = {{5432, 30001, u"tcp"_s, u"ingress"_s}, {9187, 9187, u"tcp"_s, u"host"_s},
            {5432, 15432, u"tcp"_s, u"host"_s}};
        QCOMPARE(discover(swarm, profile()).members[0].port, 15432);
        swarm.services[0].ports.removeLast();
        QCOMPARE(discover(swarm, profile()).members[0].port, 30001);
        swarm.services[0].ports.clear();
        QCOMPARE(discover(swarm, profile()).members[0].port, 0);
    }

    void namesEachPlaceOfAPooler()
    {
        SwarmFacts swarm = samples::swarm();
        swarm.services.removeIf([](const docker::Service& s) { return s.id == u"id-pool2"; });
        docker::Service& pool = swarm.services[1];
        QCOMPARE(pool.id, u"id-pool1"_s);
        pool.replicas = 2;
        auto second = samples::task(u"pool1"_s, u"node3"_s, u"running"_s, 1);
        second.slot = 2;
        auto scaledAway = samples::task(u"pool1"_s, u"node2"_s, u"shutdown"_s, 1);
        scaledAway.slot = 3;
        swarm.tasks << second << scaledAway;
        const auto names = [&] {
            QStringList all;
            for (const Pooler& p : discover(swarm, profile()).poolers)
                all << p.name + u'@' + p.nodeName;
            return all;
        };
        QCOMPARE(names(), (QStringList{u"pool1.1@node1"_s, u"pool1.2@node3"_s}));
        pool.global = true;
        QCOMPARE(names(), (QStringList{u"pool1.node1@node1"_s, u"pool1.node3@node3"_s}));
    }

    void tellsTwoOfOneNameApart()
    {
        SwarmFacts swarm = samples::swarm();
        swarm.services[2].labels[u"io.switchyard.member"_s] = u"pg1"_s; // pg2's
        const auto members = discover(swarm, profile()).members;
        QCOMPARE(members[0].name, u"pg1"_s);
        QCOMPARE(members[1].name, u"pg1@practice_pg2"_s);
        swarm.services[2].labels.remove(u"io.switchyard.member"_s);
        QCOMPARE(discover(swarm, profile()).members.last().name, u"practice_pg2"_s);
    }

    void asksTheLastKnownWhenSwarmIsSilent()
    {
        const auto known = Fact<SwarmFacts>::known(samples::swarm(), {});
        const auto silent = known.failed(Error{ErrorKind::Timeout, u"engine.timeout"_s, {}, {}});
        QCOMPARE(inOneLine(discover(known, profile())), inOneLine(discover(samples::swarm(), profile())));
        QCOMPARE(inOneLine(discover(silent, profile())),
            inOneLine(discover(samples::swarm(), profile())).remove(u"running"_s));
        QVERIFY(discover(Fact<SwarmFacts>(), profile()) == Discovery{});
    }
};

QTEST_APPLESS_MAIN(DiscoveryTest)
#include "discovery_test.moc"
