#include "app/ctl/json_parts.h"

#include "app/ctl/by_name.h"
#include "ui/text/text.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace switchyard::ctl {

namespace {

const QJsonValue null{QJsonValue::Null};

double milliseconds(Duration value)
{
    return static_cast<double>(value.count()) / 1000.0;
}

template<typename T> void addReading(QJsonObject& o, const Fact<T>& fact)
{
    const Error* error = fact.error();
    o[u"error"_s] = error ? QJsonValue(text::sentence(*error)) : null;
    o[u"error_code"_s] = error ? textOrNull(error->code) : null;
    o[u"seen_at"_s] = isoTimeOrNull(fact.at());
}

/// A primary runs; a standby's state is its stream's.
QJsonValue stateOf(const Member& m, const MemberFacts& f)
{
    if (!f.inRecovery)
        return u"running"_s;
    if (!m.stream || m.stream->state.isEmpty())
        return u"disconnected"_s;
    return m.stream->state;
}

void addStream(QJsonObject& o, const Member& m)
{
    const Stream s = m.stream.value_or(Stream{});
    o[u"upstream"_s] = textOrNull(s.upstream);
    o[u"sync_state"_s] = textOrNull(s.syncState);
    o[u"write_lag_bytes"_s] = numberOrNull(s.writeLagBytes);
    o[u"flush_lag_bytes"_s] = numberOrNull(s.flushLagBytes);
    o[u"replay_lag_bytes"_s] = numberOrNull(s.replayLagBytes);
    o[u"write_lag_ms"_s] = millisecondsOrNull(s.writeLag);
    o[u"flush_lag_ms"_s] = millisecondsOrNull(s.flushLag);
    o[u"replay_lag_ms"_s] = millisecondsOrNull(s.replayLag);
}

QJsonObject databaseJson(const PoolDatabase& d)
{
    return {{u"name"_s, d.name}, {u"target"_s, textOrNull(d.target)}, {u"paused"_s, d.paused},
        {u"disabled"_s, d.disabled}, {u"pool_mode"_s, textOrNull(d.poolMode)}, {u"pool_size"_s, d.poolSize},
        {u"cl_active"_s, d.clientsActive}, {u"cl_waiting"_s, d.clientsWaiting},
        {u"sv_active"_s, d.serversActive}, {u"sv_idle"_s, d.serversIdle}, {u"sv_used"_s, d.serversUsed},
        {u"sv_tested"_s, d.serversTested}, {u"sv_login"_s, d.serversLogin},
        {u"maxwait_ms"_s, milliseconds(d.maxWait)}};
}

} // namespace

QJsonValue textOrNull(const QString& text)
{
    return text.isEmpty() ? null : QJsonValue(text);
}

QJsonValue millisecondsOrNull(const std::optional<Duration>& value)
{
    return value ? QJsonValue(milliseconds(*value)) : null;
}

QJsonValue numberOrNull(const std::optional<std::int64_t>& value)
{
    return value ? QJsonValue(static_cast<qint64>(*value)) : null;
}

QJsonValue isoTime(WallTime at)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonValue isoTimeOrNull(const std::optional<Instant>& at)
{
    return at ? isoTime(at->wall) : null;
}

QJsonObject head(const ClusterSnapshot& snapshot)
{
    const Member* primary = snapshot.primary();
    return {{u"cluster"_s, snapshot.cluster}, {u"observed_at"_s, isoTime(snapshot.observedAt.wall)},
        {u"primary"_s, primary ? QJsonValue(primary->name) : null}};
}

QJsonObject memberJson(const Member& m)
{
    const MemberFacts* f = m.facts.live();
    QJsonObject o{{u"name"_s, m.name}, {u"node"_s, textOrNull(m.nodeName)},
        {u"address"_s, m.host.isEmpty() ? null : QJsonValue(u"%1:%2"_s.arg(m.host).arg(m.port))},
        {u"task_state"_s, textOrNull(m.taskState)}, {u"reachable"_s, f != nullptr},
        {u"role"_s, text::roleName(m.role())}};
    o[u"writable"_s] = f ? QJsonValue(f->writable()) : null;
    o[u"timeline"_s] = f && f->timeline > 0 ? QJsonValue(f->timeline) : null;
    o[u"system_identifier"_s] = f ? textOrNull(f->systemIdentifier) : null;
    o[u"state"_s] = f ? stateOf(m, *f) : null;
    o[u"connections"_s] = f ? QJsonValue(f->connections) : null;
    o[u"max_connections"_s] = f ? QJsonValue(f->maxConnections) : null;
    addStream(o, m);
    addReading(o, m.facts);
    return o;
}

QJsonObject poolerJson(const Pooler& p)
{
    QJsonObject o{
        {u"name"_s, p.name}, {u"node"_s, textOrNull(p.nodeName)}, {u"reachable"_s, p.facts.isKnown()}};
    o[u"databases"_s] = null;
    if (const PoolerFacts* f = p.facts.live()) {
        QJsonArray databases;
        for (const PoolDatabase& d : f->databases)
            databases.append(databaseJson(d));
        o[u"databases"_s] = databases;
    }
    addReading(o, p.facts);
    return o;
}

QJsonValue nodesOf(const ClusterSnapshot& snapshot)
{
    const SwarmFacts* swarm = snapshot.swarm.live();
    if (!swarm)
        return null;
    QJsonArray nodes;
    for (const docker::Node& n : byName(swarm->nodes, &docker::Node::hostname))
        nodes.append(
            QJsonObject{{u"name"_s, n.hostname}, {u"address"_s, textOrNull(n.address)}, {u"state"_s, n.state},
                {u"availability"_s, n.availability}, {u"manager"_s, n.manager}, {u"leader"_s, n.leader}});
    return nodes;
}

QJsonValue servicesOf(const ClusterSnapshot& snapshot)
{
    const SwarmFacts* swarm = snapshot.swarm.live();
    if (!swarm)
        return null;
    QJsonArray services;
    for (const docker::Service& s : byName(swarm->services, &docker::Service::name))
        services.append(QJsonObject{{u"name"_s, s.name}, {u"image"_s, textOrNull(s.image)},
            {u"desired"_s, s.desiredTasks ? QJsonValue(static_cast<qint64>(*s.desiredTasks)) : null},
            {u"running"_s, s.runningTasks ? QJsonValue(static_cast<qint64>(*s.runningTasks)) : null}});
    return services;
}

QJsonArray findingsOf(const ClusterSnapshot& snapshot)
{
    QJsonArray findings;
    for (const Finding& f : snapshot.findings) {
        QJsonArray causes;
        for (const int cause : f.causes)
            causes.append(cause);
        findings.append(QJsonObject{{u"code"_s, text::findingCodeName(f.code)},
            {u"severity"_s, text::severityName(f.severity)}, {u"subject"_s, f.subject},
            {u"detail"_s, text::title(f)}, {u"explanation"_s, text::explanation(f)},
            {u"since"_s, isoTime(f.since)}, {u"causes"_s, causes}});
    }
    return findings;
}

} // namespace switchyard::ctl
