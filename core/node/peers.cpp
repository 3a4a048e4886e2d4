#include "core/node/peers.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

constexpr Phase allPhases[] = {Phase::Waiting, Phase::Founding, Phase::Cloning, Phase::Rewinding,
    Phase::Starting, Phase::Primary, Phase::Standby, Phase::Pooling, Phase::Stopping};
constexpr qsizetype longestDetail = 400;
constexpr DiskKind allKinds[] = {DiskKind::Empty, DiskKind::Data, DiskKind::Foreign};

QString kindName(DiskKind kind)
{
    switch (kind) {
    case DiskKind::Empty: return u"empty"_s;
    case DiskKind::Data: return u"data"_s;
    case DiskKind::Foreign: return u"foreign"_s;
    }
    return {};
}

} // namespace

QString phaseName(Phase phase)
{
    switch (phase) {
    case Phase::Waiting: return u"waiting"_s;
    case Phase::Founding: return u"founding"_s;
    case Phase::Cloning: return u"cloning"_s;
    case Phase::Rewinding: return u"rewinding"_s;
    case Phase::Starting: return u"starting"_s;
    case Phase::Primary: return u"primary"_s;
    case Phase::Standby: return u"standby"_s;
    case Phase::Pooling: return u"pooling"_s;
    case Phase::Stopping: return u"stopping"_s;
    }
    return {};
}

QByteArray formatReport(const Report& report)
{
    const QJsonObject disk{{u"kind"_s, kindName(report.disk.kind)},
        {u"system_identifier"_s, report.disk.systemIdentifier}, {u"timeline"_s, report.disk.timeline},
        {u"standby"_s, report.disk.standby}};
    const QJsonObject object{{u"member"_s, report.member}, {u"phase"_s, phaseName(report.phase)},
        {u"disk"_s, disk}, {u"detail"_s, report.detail.left(longestDetail)}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<Report> parseReport(const QByteArray& line)
{
    if (!line.endsWith('\n'))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const QJsonObject disk = object.value(u"disk").toObject();
    const auto phase = std::find_if(std::begin(allPhases), std::end(allPhases),
        [&](Phase p) { return phaseName(p) == object.value(u"phase").toString(); });
    const auto kind = std::find_if(std::begin(allKinds), std::end(allKinds),
        [&](DiskKind k) { return kindName(k) == disk.value(u"kind").toString(); });
    Report report;
    report.member = object.value(u"member").toString();
    if (report.member.isEmpty() || phase == std::end(allPhases) || kind == std::end(allKinds) ||
        !disk.value(u"standby").isBool())
        return std::nullopt;
    report.phase = *phase;
    report.detail = object.value(u"detail").toString();
    report.disk.kind = *kind;
    report.disk.systemIdentifier = disk.value(u"system_identifier").toString();
    report.disk.timeline = disk.value(u"timeline").toInt();
    report.disk.standby = disk.value(u"standby").toBool();
    const bool whole = report.disk.timeline > 0 && !report.disk.systemIdentifier.isEmpty();
    if (report.disk.kind == DiskKind::Data && !whole)
        return std::nullopt;
    return report;
}

// pg_control_checkpoint() alone is stale on a standby that has just followed onto a newer timeline, and the
// receiver's timeline is gone with the receiver: the names of the segments tell it, too.
QByteArray serverFactsSql()
{
    return "SELECT pg_is_in_recovery() AS in_recovery, system_identifier,"
           " GREATEST(timeline_id, COALESCE(received_tli, 0), (SELECT max(('x' || left(name, "
           "8))::bit(32)::int)"
           " FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$')) AS timeline,"
           " COALESCE(status = 'streaming', false) AS streaming, COALESCE(sender_host, '') AS upstream,"
           " CASE WHEN pg_is_in_recovery() THEN GREATEST(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn())"
           " ELSE pg_current_wal_flush_lsn() END AS position,"
           " COALESCE(pg_last_wal_replay_lsn(), '0/0') AS replayed,"
           " CASE WHEN NOT pg_is_in_recovery() OR pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn() THEN "
           "0"
           " ELSE COALESCE(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())::int, 0) "
           "END"
           " AS replay_lag"
           " FROM pg_control_system() CROSS JOIN pg_control_checkpoint()"
           " LEFT JOIN pg_stat_wal_receiver ON true";
}

std::optional<ServerFacts> parseServerFacts(const postgres::Answer& answer)
{
    if (!answer || answer->size() != 1 || answer->first().rows.size() != 1)
        return std::nullopt;
    const postgres::Rows& rows = answer->first();
    const auto text = [&](QByteArrayView column) -> QByteArray {
        const int index = rows.column(column);
        return index < 0 ? QByteArray() : rows.rows.first().value(index).value_or(QByteArray());
    };
    ServerFacts facts;
    const QByteArray inRecovery = text("in_recovery");
    facts.inRecovery = inRecovery == "t";
    facts.systemIdentifier = QString::fromLatin1(text("system_identifier"));
    facts.timeline = text("timeline").toInt();
    facts.streaming = text("streaming") == "t";
    facts.upstream = QString::fromUtf8(text("upstream"));
    facts.replayLagSeconds = text("replay_lag").toInt();
    const auto position = Lsn::parse(QString::fromLatin1(text("position")));
    const auto replayed = Lsn::parse(QString::fromLatin1(text("replayed")));
    if (!position || !replayed)
        return std::nullopt;
    facts.position = *position;
    facts.replayed = *replayed;
    if ((inRecovery != "t" && inRecovery != "f") || facts.timeline <= 0 || facts.systemIdentifier.isEmpty())
        return std::nullopt;
    return facts;
}

const Peer* leaderAmong(const QVector<Peer>& peers)
{
    const Peer* leader = nullptr;
    bool tied = false;
    for (const Peer& peer : peers) {
        if (!peer.writable())
            continue;
        const int newest = leader ? leader->server->timeline : 0;
        tied = leader && peer.server->timeline == newest ? true
               : peer.server->timeline > newest          ? false
                                                         : tied;
        if (peer.server->timeline > newest)
            leader = &peer;
    }
    return tied ? nullptr : leader;
}

} // namespace switchyard::node
