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

} // namespace

QVector<EventMark> MarkFinder::marksOf(const ClusterSnapshot& snapshot, std::int64_t atMs)
{
    QVector<EventMark> marks;
    if (const Member* primary = snapshot.primary()) {
        const int timeline = primary->facts.live()->timeline;
        if (!primary_.isEmpty() && (primary_ != primary->name || timeline > timeline_))
            marks << EventMark{atMs, EventMark::Kind::Promoted, primary->name, timeline};
        primary_ = primary->name;
        timeline_ = timeline;
    }
    QHash<QString, bool> live, ready;
    QStringList members, nodes;
    for (const Member& member : snapshot.members) {
        members << member.name;
        live.insert(member.name, member.facts.isKnown());
    }
    takeChanges(
        memberLive_, live, members, EventMark::Kind::MemberLost, EventMark::Kind::MemberBack, atMs, marks);
    if (const SwarmFacts* swarm = snapshot.swarm.live()) {
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
