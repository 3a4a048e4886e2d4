#include "core/cluster/parting.h"
#include "ui/text/text.h"
#include "ui/topology/card_content.h"
#include "ui/topology/inspector_content.h"
#include "ui/topology/layout/graph.h"

#include <QCoreApplication>

#include <algorithm>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

struct MemberWords
{
    Q_DECLARE_TR_FUNCTIONS(TopologyInspector)
};

TextRuns lsnRuns(const std::optional<Lsn>& lsn, const QString& after = {})
{
    if (!lsn)
        return plain(MemberWords::tr("unknown"), Ink::Unknown);
    TextRuns runs{{lsn->toString(), Ink::Text, QFont::Normal, true}};
    if (!after.isEmpty())
        runs.append({u", "_s + after, Ink::Text, QFont::Normal, false});
    return runs;
}

QString lessThanReceived(const MemberFacts& facts)
{
    if (!facts.received || !facts.replayed)
        return {};
    const std::int64_t less = facts.received->bytesSince(*facts.replayed);
    return less <= 0 ? MemberWords::tr("all of it") : MemberWords::tr("%1 less").arg(text::bytes(less));
}

QString timelineWords(const MemberFacts& facts, const Member* upstream)
{
    const MemberFacts* other = upstream ? upstream->facts.live() : nullptr;
    if (!other)
        return QString::number(facts.timeline);
    return other->timeline == facts.timeline
               ? MemberWords::tr("%1, same as %2").arg(facts.timeline).arg(upstream->name)
               : MemberWords::tr("%1, %2 is on %3")
                     .arg(facts.timeline)
                     .arg(upstream->name)
                     .arg(other->timeline);
}

QString supervisor(const Member& member, const MemberFacts& facts)
{
    if (!facts.repmgr)
        return MemberWords::tr("not installed");
    QStringList words{
        facts.repmgr->daemonRunning ? MemberWords::tr("running") : MemberWords::tr("not running")};
    words << (facts.repmgr->daemonPaused ? MemberWords::tr("paused") : MemberWords::tr("not paused"));
    for (const RepmgrNode& n : facts.repmgr->nodes) {
        if (n.name == member.name)
            words << MemberWords::tr("priority %1").arg(n.priority);
    }
    return words.join(", "_L1);
}

void addSlot(QVector<KeyValue>& rows, const Member& member, const MemberFacts& facts, const Member* upstream)
{
    const QString name = member.stream && !member.stream->slotName.isEmpty() ? member.stream->slotName
                         : facts.receiver                                    ? facts.receiver->slotName
                                                                             : QString();
    if (name.isEmpty() || !upstream)
        return;
    TextRuns value{{name, Ink::Text, QFont::Normal, true}};
    if (const MemberFacts* there = upstream->facts.live()) {
        for (const Slot& slot : there->replicationSlots) {
            if (slot.name == name && slot.retainedBytes)
                value.append({MemberWords::tr(", keeps %1").arg(text::bytes(*slot.retainedBytes)), Ink::Text,
                    QFont::Normal, false});
        }
    }
    rows.append({MemberWords::tr("Slot on %1").arg(upstream->name), value});
}

/// Where it left the way of the member that it should follow.
void addParting(QVector<KeyValue>& rows, const MemberFacts& facts, const Member* upstream)
{
    const MemberFacts* theirs = upstream ? upstream->facts.live() : nullptr;
    if (!theirs || theirs->timeline == facts.timeline)
        return;
    const Parting parting = partingOf(facts, *theirs);
    const QString key = MemberWords::tr("Parted from %1").arg(upstream->name);
    switch (parting.kind) {
    case Parting::Kind::Same: return;
    case Parting::Kind::Behind: rows.append({key, plain(MemberWords::tr("no, it can follow"))}); return;
    case Parting::Kind::Unknown:
        rows.append({key, plain(MemberWords::tr("where is unknown"), Ink::Warn), {},
            MemberWords::tr("No timeline history could be read: pg_read_file() is not granted to us")});
        return;
    case Parting::Kind::Parted:
        rows.append({key, {{parting.at->toString(), Ink::Bad, QFont::Normal, true},
                              {MemberWords::tr(", timeline %1").arg(parting.commonTimeline), Ink::Bad,
                                  QFont::Normal, false}}});
        return;
    }
}

void addStandbyFacts(
    QVector<KeyValue>& rows, const Member& member, const MemberFacts& facts, const Member* upstream)
{
    rows.append({MemberWords::tr("Received"), lsnRuns(facts.received)});
    rows.append({MemberWords::tr("Replayed"), lsnRuns(facts.replayed, lessThanReceived(facts))});
    rows.append({MemberWords::tr("Timeline"), plain(timelineWords(facts, upstream))});
    addParting(rows, facts, upstream);
    if (!facts.replayPause.isEmpty() && facts.replayPause != "not paused"_L1)
        rows.append({MemberWords::tr("Replay"), plain(facts.replayPause, Ink::Warn)});
    addSlot(rows, member, facts, upstream);
}

void addLeaderFacts(QVector<KeyValue>& rows, const MemberFacts& facts)
{
    rows.append({MemberWords::tr("Position"), lsnRuns(facts.flush ? facts.flush : facts.insert)});
    rows.append({MemberWords::tr("Timeline"), plain(QString::number(facts.timeline))});
    rows.append({MemberWords::tr("Writable"),
        facts.writable() ? plain(MemberWords::tr("yes"))
                         : plain(MemberWords::tr("no, transactions are read-only by default"), Ink::Warn)});
    const auto streaming = std::count_if(facts.senders.begin(), facts.senders.end(),
        [](const Sender& s) { return s.state == "streaming"_L1; });
    rows.append({MemberWords::tr("Sends to"),
        plain(streaming == 1 ? MemberWords::tr("1 standby, streaming")
                             : MemberWords::tr("%1 standbys, streaming").arg(streaming))});
    if (!facts.synchronousStandbyNames.isEmpty())
        rows.append({MemberWords::tr("Synchronous"),
            {{facts.synchronousStandbyNames, Ink::Text, QFont::Normal, true}}});
    rows.append({MemberWords::tr("Connections"),
        plain(MemberWords::tr("%1 of %2")
                  .arg(text::count(facts.connections), text::count(facts.maxConnections)))});
}

QString versionAfter(const QString& image)
{
    const auto slash = image.lastIndexOf(u'/');
    return image.section(u'@', 0, 0).mid(image.contains(u'@') && slash > image.indexOf(u'@') ? 0 : slash + 1);
}

void addRunFacts(QVector<KeyValue>& rows, const Member& member, const MemberFacts& facts, Instant now)
{
    rows.append({MemberWords::tr("repmgrd"), plain(supervisor(member, facts))});
    if (!member.image.isEmpty())
        rows.append({MemberWords::tr("Image"), plain(versionAfter(member.image)), {}, member.image});
    const QString up = spanSince(facts.startedAt, now);
    const QString restarts = member.restarts == 1 ? MemberWords::tr("1 restart")
                                                  : MemberWords::tr("%1 restarts").arg(member.restarts);
    rows.append({MemberWords::tr("Up for"), plain(up.isEmpty() ? restarts : up + u", "_s + restarts)});
    rows.append({MemberWords::tr("PostgreSQL"), plain(facts.serverVersion)});
    rows.append(
        {MemberWords::tr("System identifier"), {{facts.systemIdentifier, Ink::Text, QFont::Normal, true}}});
}

QString lineOf(const Member& member, const QString& upstream)
{
    const QString node = member.nodeName.isEmpty() ? MemberWords::tr("no node") : member.nodeName;
    const MemberFacts* last = member.facts.lastValue();
    if (!member.facts.isKnown()) {
        if (!last)
            return MemberWords::tr("On %1, not seen yet").arg(node);
        return last->inRecovery ? MemberWords::tr("Was a standby on %1").arg(node)
                                : MemberWords::tr("Led on %1").arg(node);
    }
    if (!last->inRecovery)
        return MemberWords::tr("Primary on %1").arg(node);
    if (!member.stream || !member.stream->connected)
        return upstream.isEmpty()
                   ? MemberWords::tr("Standby on %1, streaming from nobody").arg(node)
                   : MemberWords::tr("Standby on %1, not streaming from %2").arg(node, upstream);
    return MemberWords::tr("Standby on %1, %2 from %3").arg(node, member.stream->state, upstream);
}

} // namespace

InspectorContent inspectMember(const ClusterSnapshot& snapshot, const Succession& succession,
    const Member& member, const Recent& recent, Instant now)
{
    const CardContent card = memberCard(snapshot, succession, member, recent, now);
    const QString upstreamName = upstreamOf(snapshot, member);
    const Member* upstream = snapshot.member(upstreamName);
    InspectorContent c;
    c.mark = card.mark;
    c.name = member.name;
    c.badge = card.badge;
    c.badgeState = card.badgeState;
    c.live = card.live;
    c.seen = seenAgo(member.facts.at(), now);
    c.line = lineOf(member, upstreamName);
    c.why = card.why;
    if (card.live && card.kind == CardContent::Kind::Leader) {
        c.badge = MemberWords::tr("leads");
        c.badgeState = State::Accent;
    }
    if (const MemberFacts* facts = member.facts.lastValue()) {
        FactGroup group{MemberWords::tr("Facts"), {}, {}};
        if (!c.live)
            group = {MemberWords::tr("Last seen values"),
                MemberWords::tr("%1, not live").arg(text::clockTime(member.facts.at()->wall)), {}};
        if (facts->inRecovery)
            addStandbyFacts(group.rows, member, *facts, c.live ? upstream : nullptr);
        else
            addLeaderFacts(group.rows, *facts);
        addRunFacts(group.rows, member, *facts, now);
        c.groups.append(group);
        c.trend = facts->inRecovery ? trendOf(recent, member.name, Metric::ReplayLagSeconds,
                                          MemberWords::tr("Replay lag"), c.live)
                                    : trendOf(recent, member.name, Metric::WalBytesPerSecond,
                                          MemberWords::tr("WAL written"), c.live);
        if (c.live)
            c.trend->state = card.mark == Mark::Info ? State::Ok
                             : !facts->inRecovery    ? State::Accent
                                                     : stateOf(card.mark);
    }
    c.succession = successionContent(succession, member.name);
    c.findingsTitle = MemberWords::tr("Findings");
    c.findings = findingContents(snapshot, findingsAbout(snapshot, member.name));
    return c;
}

} // namespace switchyard::ui::topology
