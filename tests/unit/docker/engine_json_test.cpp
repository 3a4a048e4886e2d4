// The JSON in data/ was taken from Docker 20.10.24 (practice Swarm) and cut; objects with short made-up ids
// were added after the API reference for what that Swarm did not show.

#include "core/docker/engine_json.h"
#include "core/docker/json_reader.h"

#include <QFile>
#include <QTest>
#include <QTimeZone>

using namespace switchyard;
using namespace switchyard::docker;
using namespace Qt::StringLiterals;

namespace {

QByteArray data(const QString& name)
{
    QFile file(QStringLiteral(DATA_DIR "/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QDateTime utc(int hour, int minute, int second, int ms)
{
    return QDateTime(QDate(2026, 11, 23), QTime(hour, minute, second, ms), QTimeZone::utc());
}

/// What each parser says of one document: "" if it takes it.
QString complaint(const QString& what, const QByteArray& json)
{
    const auto of = [](const auto& result) {
        if (result)
            return QString();
        return result.error().code == u"engine.garbage" ? result.error().detail
                                                        : u"wrong code "_s + result.error().code;
    };
    if (what == u"info")
        return of(parseInfo(json));
    if (what == u"nodes")
        return of(parseNodes(json));
    if (what == u"services")
        return of(parseServices(json));
    if (what == u"tasks")
        return of(parseTasks(json));
    if (what == u"configs")
        return of(parseConfigs(json));
    if (what == u"networks")
        return of(parseNetworks(json));
    return of(parseEvent(json));
}

} // namespace

class EngineJsonTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsInfo()
    {
        const auto info = parseInfo(data(u"info.json"_s));
        QVERIFY(info);
        const EngineInfo expected{u"YF2Z:AJQF:MDIQ:GOVI:7Z3P:ADDW:IRNI:RYVI:F3Y2:AX3P:3CDL:VX2M"_s,
            u"node1"_s, u"20.10.24+dfsg1"_s, {}, u"z57nfej512djvchan1l61sohu"_s, u"active"_s, {}, true};
        QVERIFY(*info == expected);
        QCOMPARE(*parseApiVersion(data(u"version.json"_s)), u"1.41"_s);
    }
    void readsNodes()
    {
        const auto nodes = parseNodes(data(u"nodes.json"_s));
        QVERIFY(nodes);
        QCOMPARE(nodes->size(), 3);
        const Node expected{u"i4pj3xc2v96ir8wia838j741e"_s, u"node2"_s, u"10.77.0.2"_s, u"ready"_s, {},
            u"active"_s, true, false, u"reachable"_s, 2'000'000'000, 25'276'502'016, u"20.10.24+dfsg1"_s,
            {{u"io.switchyard.rack"_s, u"b"_s}, {u"io.switchyard.region"_s, u"eu-central"_s}}, {},
            {u"linux"_s, u"x86_64"_s}};
        QVERIFY(nodes->first() == expected);
        QVERIFY(nodes->last().leader);
        QCOMPARE(nodes->last().hostname, u"node1"_s);
    }
    void readsAWorkerAndAnAddressThatIsNone()
    {
        const auto nodes =
            parseNodes("[{\"ID\":\"w\",\"Spec\":{\"Role\":\"worker\"},\"Status\":{\"State\":\"down\","
                       "\"Message\":\"heartbeat "
                       "failure\",\"Addr\":\"10.0.0.9\"}},{\"ID\":\"m\",\"Status\":{\"Addr\":\"0.0.0.0\"},"
                       "\"ManagerStatus\":{\"Addr\":\"10.0.0.1:2377\"}},{\"ID\":\"v6\",\"Status\":{\"Addr\":"
                       "\"fd00::1\"}},{\"ID\":\"v6m\",\"ManagerStatus\":{\"Addr\":\"[fd00::2]:2377\"}}]");
        QVERIFY(nodes);
        QVERIFY(!nodes->at(0).manager);
        QCOMPARE(nodes->at(0).stateMessage, u"heartbeat failure"_s);
        QCOMPARE(nodes->at(0).address, u"10.0.0.9"_s);
        QCOMPARE(nodes->at(1).address, u"10.0.0.1"_s);
        QCOMPARE(nodes->at(2).address, u"fd00::1"_s);
        QCOMPARE(nodes->at(3).address, u"fd00::2"_s);
    }
    void readsServices()
    {
        const auto services = parseServices(data(u"services.json"_s));
        QVERIFY(services);
        QCOMPARE(services->size(), 3);
        const Service expected{u"a6eg5i1w3q28psd8wyjbzjpyj"_s, 323, u"practice_pg1"_s,
            u"switchyard:9b2e7dfeaafd"_s,
            {{u"com.docker.stack.image"_s, u"switchyard:9b2e7dfeaafd"_s},
                {u"com.docker.stack.namespace"_s, u"practice"_s}, {u"io.switchyard.cluster"_s, u"practice"_s},
                {u"io.switchyard.member"_s, u"pg1"_s}, {u"io.switchyard.role"_s, u"postgres"_s}},
            false, 1, 1, 1, {{5432, 5432, u"tcp"_s, u"host"_s}},
            {u"node.labels.io.switchyard.member.pg1 == practice"_s},
            {2'000'000'000, 1'073'741'824, 100'000'000, 268'435'456}, 120'000'000'000, u"completed"_s,
            u"update completed"_s, utc(23, 36, 52, 956), HealthCheck{5'000'000'000, 60'000'000'000, 6}};
        QVERIFY(services->first() == expected);
        const Service& global = services->at(1);
        QVERIFY(global.global);
        QCOMPARE(global.runningTasks, std::optional<std::uint64_t>(0));
        QCOMPARE(global.ports.size(), 1);
        QCOMPARE(global.ports.first().target, quint16(9100));
        const Service& job = services->at(2);
        QCOMPARE(job.replicas, 2u);
        QVERIFY(!job.runningTasks);
        QVERIFY(!job.desiredTasks);
        QVERIFY(!job.healthCheck);
    }
    void readsWhereAServiceMayRun()
    {
        const auto services =
            parseServices("[{\"ID\":\"a\",\"Spec\":{\"Name\":\"n\",\"TaskTemplate\":{\"ContainerSpec\":{"
                          "\"Healthcheck\":{\"Test\":[\"NONE\"]}},\"Placement\":{\"MaxReplicas\":2,"
                          "\"Platforms\":[{\"Architecture\":\"amd64\",\"OS\":\"linux\"}]}}}}]");
        QVERIFY(services);
        QCOMPARE(services->first().maxReplicasPerNode, 2u);
        QVERIFY((services->first().platforms == QVector<Platform>{{u"linux"_s, u"amd64"_s}}));
        QVERIFY(!services->first().healthCheck);
        const auto nodes =
            parseNodes("[{\"ID\":\"a\",\"Description\":{\"Engine\":{\"Labels\":{\"storage\":\"ssd\"}}}}]");
        QCOMPARE(nodes->first().engineLabels.value(u"storage"_s), u"ssd"_s);
    }
    void readsTasks()
    {
        const auto tasks = parseTasks(data(u"tasks.json"_s));
        QVERIFY(tasks);
        QCOMPARE(tasks->size(), 4);
        QCOMPARE(tasks->at(0).error, u"No such image: bb:1"_s);
        QVERIFY(!tasks->at(0).exitCode);
        const Task running{u"8pescxlv3i3d4x6ub5od3jqo0"_s, u"a6eg5i1w3q28psd8wyjbzjpyj"_s,
            u"zam7l4ecfuwmx49a1o5x9q0bz"_s, 1, u"running"_s, u"running"_s, u"started"_s, {},
            u"e5995d4534c52be29a32be12cff72d9ccd4acd84f0af41b4ec748f1bde2e71cb"_s, {}, utc(23, 36, 27, 769),
            utc(23, 36, 42, 869), u"switchyard:9b2e7dfeaafd"_s,
            {2'000'000'000, 1'073'741'824, 100'000'000, 268'435'456}, {{5432, 5432, u"tcp"_s, u"host"_s}}};
        QVERIFY(tasks->at(1) == running);
        QCOMPARE(tasks->at(2).exitCode, std::optional(137));
        QCOMPARE(tasks->at(2).error, u"task: non-zero exit (137)"_s);
        QCOMPARE(tasks->at(3).state, u"pending"_s);
        QVERIFY(tasks->at(3).nodeId.isEmpty());
    }
    void readsConfigsAndNetworks()
    {
        const auto configs = parseConfigs(data(u"configs.json"_s));
        QVERIFY(configs);
        const Config expected{u"ktnbjxoalbkvbvedmg1urrz8h"_s, 11, u"postgresql_conf_1"_s,
            {{u"io.switchyard.cluster"_s, u"practice"_s}, {u"io.switchyard.revision"_s, u"1"_s}},
            "shared_buffers = 128MB\n", utc(22, 44, 0, 999)};
        QVERIFY(configs->first() == expected);
        QCOMPARE(configs->at(1).labels.value(u"io.switchyard.digest"_s), u"30bb75a4544e0147"_s);
        QCOMPARE(configs->at(1).data, "what was deployed: see the label\n");
        QVERIFY(!configs->last().createdAt.isValid());
        const auto networks = parseNetworks(data(u"networks.json"_s));
        QVERIFY(networks);
        QCOMPARE(networks->size(), 5);
        QCOMPARE(networks->first().name, u"ingress"_s);
        QCOMPARE(networks->first().scope, u"swarm"_s);
        QCOMPARE(networks->first().driver, u"overlay"_s);
        QVERIFY(networks->at(1).attachable);
        QVERIFY(networks->at(2).internal);
        QCOMPARE(networks->at(2).labels.value(u"com.docker.stack.namespace"_s), u"practice"_s);
    }
    void readsAnEvent()
    {
        const auto event =
            parseEvent("{\"status\":\"die\",\"id\":\"e5\",\"Type\":\"container\",\"Action\":\"die\","
                       "\"Actor\":{\"ID\":\"e5\",\"Attributes\":{\"exitCode\":\"137\",\"name\":\"pg_pg1.1."
                       "0kz\"}},\"scope\":\"local\",\"time\":1795473904,\"timeNano\":1795473904290052396}");
        QVERIFY(event);
        QVERIFY((*event == Event{u"container"_s, u"die"_s, u"e5"_s,
                               {{u"exitCode"_s, u"137"_s}, {u"name"_s, u"pg_pg1.1.0kz"_s}},
                               1'795'473'904'290'052'396}));
    }

    void namesTheWrongField_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("detail");
        const auto row = [](const QString& what, const QByteArray& json, const QString& detail) {
            QTest::newRow(qPrintable(what + u' ' + detail)) << what << json << detail;
        };
        row(u"nodes"_s, "{}", u"the answer: not an array"_s);
        row(u"info"_s, "[]", u"the answer: not an object"_s);
        row(u"nodes"_s, "[1]", u"[0]: not an object"_s);
        row(u"nodes"_s, "[{\"ID\":\"a\"},{\"ID\":7}]", u"[1].ID: not a string"_s);
        row(u"nodes"_s, "[{}]", u"[0].ID: missing"_s);
        row(u"nodes"_s, "[{\"ID\":\"a\",\"Spec\":[]}]", u"[0].Spec: not an object"_s);
        row(u"nodes"_s, "[{\"ID\":\"a\",\"Spec\":{\"Labels\":{\"x\":1}}}]",
            u"[0].Spec.Labels[\"x\"]: not a string"_s);
        row(u"nodes"_s, "[{\"ID\":\"a\",\"ManagerStatus\":{\"Leader\":\"yes\"}}]",
            u"[0].ManagerStatus.Leader: not true or false"_s);
        row(u"nodes"_s, "[{\"ID\":\"a\",\"Description\":{\"Resources\":{\"NanoCPUs\":0.5}}}]",
            u"[0].Description.Resources.NanoCPUs: not a whole number"_s);
        row(u"services"_s, "[{\"ID\":\"a\",\"Version\":{\"Index\":-1}}]", u"[0].Version.Index: negative"_s);
        row(u"services"_s,
            "[{\"ID\":\"a\",\"Spec\":{\"Name\":\"n\",\"TaskTemplate\":{\"Placement\":{\"Constraints\":[\"a\","
            "1]}}}}]",
            u"[0].Spec.TaskTemplate.Placement.Constraints[1]: not a string"_s);
        row(u"services"_s,
            "[{\"ID\":\"a\",\"Spec\":{\"Name\":\"n\"},\"Endpoint\":{\"Ports\":[{\"TargetPort\":70000}]}}]",
            u"[0].Endpoint.Ports[0].TargetPort: not a port"_s);
        row(u"tasks"_s, "[{\"ID\":\"a\",\"CreatedAt\":\"yesterday\"}]", u"[0].CreatedAt: not a time"_s);
        row(u"tasks"_s, "[{\"ID\":\"a\",\"Slot\":\"1\"}]", u"[0].Slot: not a number"_s);
        row(u"configs"_s, "[{\"ID\":\"a\",\"Spec\":{\"Name\":\"n\",\"Data\":\"***\"}}]",
            u"[0].Spec.Data: not base64"_s);
        row(u"networks"_s, "[{\"Id\":\"a\"}]", u"[0].Name: missing"_s);
        row(u"event"_s, "{\"Action\":\"die\"}", u"Type: missing"_s);
        row(u"info"_s, "{\"Swarm\":{\"ControlAvailable\":1}}",
            u"Swarm.ControlAvailable: not true or false"_s);
    }
    void namesTheWrongField()
    {
        QFETCH(QString, what);
        QFETCH(QByteArray, json);
        QFETCH(QString, detail);
        QCOMPARE(complaint(what, json), detail);
    }
    void refusesWhatIsNoJson()
    {
        for (const QByteArray& json :
            {QByteArray(), QByteArray("<html>"), QByteArray("[{\"ID\":"), QByteArray(5000, '[')})
            QVERIFY(complaint(u"nodes"_s, json).startsWith(u"not JSON"));
    }
    void takesNullAndUnknownFields()
    {
        QCOMPARE(
            complaint(u"nodes"_s,
                "[{\"ID\":\"a\",\"New\":{\"x\":[1]},\"Spec\":null,\"Status\":null,\"ManagerStatus\":null}]"),
            QString());
        QCOMPARE(complaint(u"tasks"_s, "[]"), QString());
    }
    void readsTimes()
    {
        QCOMPARE(*parseTime(u"2026-11-23T22:45:03.031672176Z"), utc(22, 45, 3, 31));
        QCOMPARE(*parseTime(u"2026-11-23T22:45:03.9999Z"), utc(22, 45, 3, 999));
        QCOMPARE(*parseTime(u"2026-11-23T23:45:03.5+01:00"), utc(22, 45, 3, 500));
        QCOMPARE(*parseTime(u"2026-11-23T22:45:03Z"), utc(22, 45, 3, 0));
        for (const auto* bad : {u"", u"2026", u"2026-11-23T22:45:03", u"2026-11-23T22:45:03.Z",
                 u"2026-13-23T22:45:03Z", u"x.1Z"})
            QVERIFY(!parseTime(bad));
    }
};

QTEST_APPLESS_MAIN(EngineJsonTest)
#include "engine_json_test.moc"
