#include "core/history/marks.h"

namespace switchyard {

namespace {

/// Compares what is there now with what was; subjects that are new or gone are no event.
void takeChanges(QHash<QString, bool>& before, const QHash<QString, bool>& now, const QStringList& order,
    EventMark::Kind lost, EventMark::Kind back, std::int64_t atMs, QVector<EventMark>& marks)
{
    for (const QString& subject : order) {
        const auto last = before.constFind(subject);
        if (last != before.constEnd() && *last != now.value(subject))
            marks << EventMark{atMs, *last ? lost : back, subject, 0};
    }
    before = now;
}

/// "registry/pg:r41@sha256:…" as "r41".
QString tagOf(const QString& image)
{
    const QString name = image.section(u'@', 0, 0).section(u'/', -1);
    return name.contains(u':') ? name.section(u':', -1) : name;
}

} // namespace

void MarkFinder::takePrimary(const Member& primary, std::int64_t atMs, QVector<EventMark>& marks)
{
    const MemberFacts& facts = *primary.facts.live();
    if (!primary_.isEmpty() && (primary_ != primary.name || facts.timeline > timeline_))
        marks << EventMark{atMs, EventMark::Kind::Promoted, primary.name, facts.timeline};
    else if (syncNames_ && *syncNames_ != facts.synchronousStandbyNames)
        marks << EventMark{
            atMs, EventMark::Kind::SyncChanged, primary.name, 0, facts.synchronousStandbyNames};
    primary_ = primary.name;
    timeline_ = facts.timeline;
    syncNames_ = facts.synchronousStandbyNames;
}

/// What the server and its image say: the same as the last time they were read, or not.
void MarkFinder::takeServer(const Member& member, std::int64_t atMs, QVector<EventMark>& marks)
{
    if (!member.image.isEmpty()) {
        const QString before = images_.value(member.name);
        if (!before.isEmpty() && before != member.image)
            marks << EventMark{atMs, EventMark::Kind::Deployed, member.name, 0, tagOf(member.image)};
        images_.insert(member.name, member.image);
    }
    const MemberFacts* facts = member.facts.live();
    if (!facts || !facts->startedAt.isValid())
        return;
    const QDateTime before = startedAt_.value(member.name);
    if (before.isValid() && before != facts->startedAt)
        marks << EventMark{atMs, EventMark::Kind::Restarted, member.name};
    startedAt_.insert(member.name, facts->startedAt);
}

void MarkFinder::takeMembers(const QVector<Member>& members, std::int64_t atMs, QVector<EventMark>& marks)
{
    QHash<QString, bool> live, streaming;
    QStringList names, standbys;
    for (const Member& member : members) {
        takeServer(member, atMs, marks);
        names << member.name;
        live.insert(member.name, member.facts.isKnown());
        if (member.role() != Role::Standby)
            continue;
        standbys << member.name;
        streaming.insert(member.name, member.stream && member.stream->connected);
    }
    takeChanges(
        memberLive_, live, names, EventMark::Kind::MemberLost, EventMark::Kind::MemberBack, atMs, marks);
    takeChanges(streaming_, streaming, standbys, EventMark::Kind::StreamLost, EventMark::Kind::StreamBack,
        atMs, marks);
}

QVector<EventMark> MarkFinder::marksOf(const ClusterSnapshot& snapshot, std::int64_t atMs)
{
    QVector<EventMark> marks;
    if (const Member* primary = snapshot.primary())
        takePrimary(*primary, atMs, marks);
    takeMembers(snapshot.members, atMs, marks);
    if (const SwarmFacts* swarm = snapshot.swarm.live()) {
        QHash<QString, bool> ready;
        QStringList nodes;
        for (const docker::Node& node : swarm->nodes) {
            nodes << node.hostname;
            ready.insert(node.hostname, node.state == QLatin1String("ready"));
        }
        takeChanges(
            nodeReady_, ready, nodes, EventMark::Kind::NodeLost, EventMark::Kind::NodeBack, atMs, marks);
    }
    return marks;
}

} // namespace switchyard
