#include "app/ctl/json_output.h"

#include "app/ctl/json_parts.h"
#include "ui/text/text.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace switchyard::ctl {

namespace {

QJsonObject swarmJson(const ClusterSnapshot& snapshot)
{
    const Error* error = snapshot.swarm.error();
    return {{u"reachable"_s, snapshot.swarm.isKnown()}, {u"seen_at"_s, isoTimeOrNull(snapshot.swarm.at())},
        {u"error"_s, error ? QJsonValue(text::sentence(*error)) : QJsonValue(QJsonValue::Null)},
        {u"nodes"_s, nodesOf(snapshot)}, {u"services"_s, servicesOf(snapshot)}};
}

QJsonArray poolersOf(const ClusterSnapshot& snapshot)
{
    QJsonArray poolers;
    for (const Pooler& p : snapshot.poolers)
        poolers.append(poolerJson(p));
    return poolers;
}

/// The member with all that stream from it. `placed` keeps a circle of upstreams from being followed for
/// ever.
QJsonObject treeOf(const ClusterSnapshot& snapshot, const Member& member, QSet<QString>& placed)
{
    placed.insert(member.name);
    QJsonObject o = memberJson(member);
    QJsonArray standbys;
    for (const Member& m : snapshot.members) {
        if (!placed.contains(m.name) && m.stream && m.stream->upstream == member.name)
            standbys.append(treeOf(snapshot, m, placed));
    }
    o[u"standbys"_s] = standbys;
    return o;
}

} // namespace

QJsonObject statusJson(const ClusterSnapshot& snapshot)
{
    const text::Headline line = text::headline(snapshot);
    QJsonArray members;
    for (const Member& m : snapshot.members)
        members.append(memberJson(m));
    QJsonObject o = head(snapshot);
    o[u"state"_s] = line.state;
    o[u"summary"_s] = line.sentence;
    o[u"members"_s] = members;
    o[u"poolers"_s] = poolersOf(snapshot);
    o[u"swarm"_s] = swarmJson(snapshot);
    o[u"findings"_s] = findingsOf(snapshot);
    return o;
}

QJsonObject topologyJson(const ClusterSnapshot& snapshot)
{
    QSet<QString> placed;
    QJsonArray roots;
    // First those that stream from nobody we know, then what only a circle of upstreams holds together.
    for (const bool rest : {false, true}) {
        for (const Member& m : snapshot.members) {
            const bool root = !m.stream || !snapshot.member(m.stream->upstream);
            if (!placed.contains(m.name) && (root || rest))
                roots.append(treeOf(snapshot, m, placed));
        }
    }
    QJsonObject o = head(snapshot);
    o[u"members"_s] = roots;
    o[u"poolers"_s] = poolersOf(snapshot);
    return o;
}

QJsonObject poolsJson(const ClusterSnapshot& snapshot)
{
    QJsonObject o = head(snapshot);
    o[u"poolers"_s] = poolersOf(snapshot);
    return o;
}

QJsonObject nodesJson(const ClusterSnapshot& snapshot)
{
    QJsonObject o = head(snapshot);
    o[u"swarm"_s] = swarmJson(snapshot);
    return o;
}

QJsonObject lagJson(const ClusterSnapshot& snapshot)
{
    QJsonArray standbys;
    for (const Member& m : snapshot.members) {
        if (m.role() == Role::Primary)
            continue;
        QJsonObject o = memberJson(m);
        const MemberFacts* f = m.facts.live();
        o[u"received_lsn"_s] =
            f && f->received ? QJsonValue(f->received->toString()) : QJsonValue(QJsonValue::Null);
        o[u"replayed_lsn"_s] =
            f && f->replayed ? QJsonValue(f->replayed->toString()) : QJsonValue(QJsonValue::Null);
        o[u"replay_pause"_s] = f ? textOrNull(f->replayPause) : QJsonValue(QJsonValue::Null);
        o[u"slot"_s] = m.stream ? textOrNull(m.stream->slotName) : QJsonValue(QJsonValue::Null);
        o[u"slot_retained_bytes"_s] =
            m.stream ? numberOrNull(m.stream->slotRetainedBytes) : QJsonValue(QJsonValue::Null);
        standbys.append(o);
    }
    const Member* primary = snapshot.primary();
    const MemberFacts* leads = primary ? primary->facts.live() : nullptr;
    QJsonObject o = head(snapshot);
    o[u"position"_s] =
        leads && leads->flush ? QJsonValue(leads->flush->toString()) : QJsonValue(QJsonValue::Null);
    o[u"standbys"_s] = standbys;
    return o;
}

QJsonObject jsonFor(Command command, const ClusterSnapshot& snapshot)
{
    switch (command) {
    case Command::Status: return statusJson(snapshot);
    case Command::Topology: return topologyJson(snapshot);
    case Command::Pools: return poolsJson(snapshot);
    case Command::Nodes: return nodesJson(snapshot);
    case Command::Lag: return lagJson(snapshot);
    case Command::Degrade:
    case Command::Restore:
    case Command::Profiles:
    case Command::Help:
    case Command::Version: break;
    }
    return {};
}

} // namespace switchyard::ctl
