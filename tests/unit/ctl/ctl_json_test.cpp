// The JSON that programs rely on, compared as whole objects.

#include "app/ctl/exit_code.h"
#include "app/ctl/json_output.h"
#include "tests/support/sample_snapshots.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace switchyard;
using namespace switchyard::ctl;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QJsonObject parse(const QString& json)
{
    QJsonParseError error;
    const QJsonDocument d = QJsonDocument::fromJson(json.toUtf8(), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning("%s", qPrintable(error.errorString()));
    return d.object();
}

void compare(const QJsonValue& actual, const QString& expected)
{
    const QJsonObject wanted = parse(expected);
    if (actual.toObject() != wanted)
        QCOMPARE(QJsonDocument(actual.toObject()).toJson(), QJsonDocument(wanted).toJson());
}

QStringList keys(const QJsonObject& o)
{
    return o.keys();
}

} // namespace

class CtlJsonTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }
    void aPrimary()
    {
        compare(statusJson(samples::healthyCluster())[u"members"].toArray()[0], uR"({
            "name": "pg1", "node": "node1", "address": "10.77.0.1:5432", "task_state": "running", "reachable": true,
            "role": "primary", "writable": true, "timeline": 4, "system_identifier": "7431200876123450001",
            "state": "running", "connections": 84, "max_connections": 200, "upstream": null, "sync_state": null,
            "write_lag_bytes": null, "flush_lag_bytes": null, "replay_lag_bytes": null, "write_lag_ms": null,
            "flush_lag_ms": null, "replay_lag_ms": null, "error": null, "error_code": null,
            "seen_at": "2026-11-23T13:02:31.000Z"})"_s);
    }
    void aStandby()
    {
        compare(statusJson(samples::healthyCluster())[u"members"].toArray()[1], uR"({
            "name": "pg2", "node": "node2", "address": "10.77.0.2:5432", "task_state": "running", "reachable": true,
            "role": "standby", "writable": false, "timeline": 4, "system_identifier": "7431200876123450001",
            "state": "streaming", "connections": 22, "max_connections": 200, "upstream": "pg1",
            "sync_state": "quorum", "write_lag_bytes": 0, "flush_lag_bytes": 0, "replay_lag_bytes": 392,
            "write_lag_ms": 3, "flush_lag_ms": 6, "replay_lag_ms": 12, "error": null, "error_code": null,
            "seen_at": "2026-11-23T13:02:31.000Z"})"_s);
    }
    /// Its last values are known, and none of them may appear.
    void aMemberThatWasNotRead()
    {
        compare(statusJson(samples::node3CutOff())[u"members"].toArray()[2], uR"({
            "name": "pg3", "node": "node3", "address": "10.77.0.3:5432", "task_state": "running",
            "reachable": false, "role": "unknown", "writable": null, "timeline": null, "system_identifier": null,
            "state": null, "connections": null, "max_connections": null, "upstream": null, "sync_state": null,
            "write_lag_bytes": null, "flush_lag_bytes": null, "replay_lag_bytes": null, "write_lag_ms": null,
            "flush_lag_ms": null, "replay_lag_ms": null,
            "error": "The server did not answer in time: 10.77.0.3:5432, 1.0 s. It may be cut off, frozen or overloaded.",
            "error_code": "pg.timeout", "seen_at": "2026-11-23T13:02:17.000Z"})"_s);
    }
    void aDisconnectedStandby()
    {
        ClusterSnapshot c = samples::healthyCluster();
        samples::memberOf(c, u"pg2"_s).stream.reset();
        const QJsonObject m = statusJson(c)[u"members"].toArray()[1].toObject();
        QCOMPARE(m[u"state"], QJsonValue(u"disconnected"_s));
        QCOMPARE(m[u"replay_lag_bytes"], QJsonValue(QJsonValue::Null));
    }

    void aPooler()
    {
        ClusterSnapshot c = samples::clientsWaiting();
        samples::changePooler(c, u"pgbouncer-2"_s, [](PoolerFacts& f) { f.databases = {f.databases[2]}; });
        compare(statusJson(c)[u"poolers"].toArray()[1], uR"({
            "name": "pgbouncer-2", "node": "node2", "reachable": true, "error": null, "error_code": null,
            "seen_at": "2026-11-23T13:02:31.000Z", "databases": [{"name": "billing", "target": "pg1",
            "paused": false, "disabled": false, "pool_mode": "transaction", "pool_size": 18, "cl_active": 33,
            "cl_waiting": 7, "sv_active": 18, "sv_idle": 0, "sv_used": 0, "sv_tested": 0, "sv_login": 0,
            "maxwait_ms": 1800}]})"_s);
    }
    void aPoolerThatWasNotRead()
    {
        ClusterSnapshot c = samples::healthyCluster();
        Pooler& p = samples::poolerOf(c, u"pgbouncer-1"_s);
        p.facts = Fact<PoolerFacts>::unknown({ErrorKind::Unreachable, u"pg.unreachable"_s, u"refused"_s, {}});
        compare(statusJson(c)[u"poolers"].toArray()[0], uR"({
            "name": "pgbouncer-1", "node": "node1", "reachable": false, "databases": null, "seen_at": null,
            "error": "No connection to the server could be made: refused. Check that it runs and that its port can be reached from here.",
            "error_code": "pg.unreachable"})"_s);
    }

    void swarm()
    {
        const QJsonObject s = statusJson(samples::manyMembers(1))[u"swarm"].toObject();
        compare(s, uR"({"reachable": true, "seen_at": "2026-11-23T13:02:31.000Z", "error": null,
            "nodes": [{"name": "node1", "address": "10.77.0.1", "state": "ready", "availability": "active",
                       "manager": true, "leader": true}],
            "services": [{"name": "orders_pg1", "image": "switchyard-pg:15.18", "desired": 1, "running": 1},
                         {"name": "orders_pgbouncer-1", "image": "switchyard-pg:15.18", "desired": 1, "running": 1}]})"_s);
    }

    /// The slashes are escaped since moc takes two of them for a comment, even here.
    void nothingKnown()
    {
        compare(statusJson(samples::nothingKnown()), uR"({
            "cluster": "orders-prod", "observed_at": "2026-11-23T13:02:31.000Z", "primary": null,
            "state": "Unknown", "summary": "the Docker engine does not answer", "members": [], "poolers": [],
            "swarm": {"reachable": false, "seen_at": null, "nodes": null, "services": null,
                "error": "The Docker engine did not answer in time: unix:/\/\/run/docker.sock, 1.0 s. Nothing new is known about the Swarm. Try another manager if this one stays silent."},
            "findings": [{"code": "engine_unreachable", "severity": "error", "subject": "orders-prod",
                "detail": "The Docker engine does not answer: unix:/\/\/run/docker.sock, 1.0 s",
                "explanation": "Nothing of the Swarm was read yet. Check that the engine runs and can be reached, or give another manager in the profile.",
                "since": "2026-11-23T13:02:31.000Z", "causes": []}]})"_s);
    }

    void statusNamesThePrimaryOnlyIfThereIsOne()
    {
        QCOMPARE(statusJson(samples::healthyCluster())[u"primary"], QJsonValue(u"pg1"_s));
        QCOMPARE(statusJson(samples::twoPrimaries())[u"primary"], QJsonValue(QJsonValue::Null));
    }

    void topologyNests()
    {
        ClusterSnapshot c = samples::healthyCluster();
        samples::memberOf(c, u"pg3"_s).stream->upstream = u"pg2"_s;
        const QJsonArray roots = topologyJson(c)[u"members"].toArray();
        QCOMPARE(roots.size(), 1);
        const QJsonObject second = roots[0][u"standbys"].toArray()[0].toObject();
        QCOMPARE(second[u"name"], QJsonValue(u"pg2"_s));
        QCOMPARE(second[u"standbys"].toArray()[0][u"name"], QJsonValue(u"pg3"_s));
    }
    void topologyEndsInACircle()
    {
        ClusterSnapshot c = samples::healthyCluster();
        samples::memberOf(c, u"pg2"_s).stream->upstream = u"pg3"_s;
        samples::memberOf(c, u"pg3"_s).stream->upstream = u"pg2"_s;
        const QJsonArray roots = topologyJson(c)[u"members"].toArray();
        QCOMPARE(roots.size(), 2);
        QCOMPARE(roots[1][u"name"], QJsonValue(u"pg2"_s));
        QCOMPARE(roots[1][u"standbys"].toArray()[0][u"name"], QJsonValue(u"pg3"_s));
    }

    void otherViewsHaveTheirKeys()
    {
        const ClusterSnapshot c = samples::healthyCluster();
        QCOMPARE(keys(jsonFor(Command::Pools, c)),
            (QStringList{u"cluster"_s, u"observed_at"_s, u"poolers"_s, u"primary"_s}));
        QCOMPARE(keys(jsonFor(Command::Nodes, c)),
            (QStringList{u"cluster"_s, u"observed_at"_s, u"primary"_s, u"swarm"_s}));
        const QJsonObject lag = jsonFor(Command::Lag, c);
        QCOMPARE(lag[u"position"], QJsonValue(u"4/7A21F3C8"_s));
        QCOMPARE(lag[u"standbys"].toArray().size(), 2);
        QCOMPARE(lag[u"standbys"][0][u"replayed_lsn"], QJsonValue(u"4/7A21F240"_s));
        QCOMPARE(lag[u"standbys"][0][u"slot_retained_bytes"], QJsonValue(0));
    }

    void exitCodes()
    {
        QCOMPARE(exitCodeFor(samples::healthyCluster()), Healthy);
        QCOMPARE(exitCodeFor(samples::laggingStandby()), Healthy);
        QCOMPARE(exitCodeFor(samples::node3CutOff()), Unhealthy);
        QCOMPARE(exitCodeFor(samples::twoPrimaries()), Unhealthy);
        QCOMPARE(exitCodeFor(samples::nothingKnown()), CouldNotLook);
    }
};

QTEST_APPLESS_MAIN(CtlJsonTest)
#include "ctl_json_test.moc"
