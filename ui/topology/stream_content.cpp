#include "ui/topology/stream_content.h"

#include "core/cluster/parting.h"
#include "core/cluster/sync_names.h"
#include "ui/text/text.h"
#include "ui/topology/layout/graph.h"

#include <QCoreApplication>

#include <algorithm>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

struct StreamWords
{
    Q_DECLARE_TR_FUNCTIONS(TopologyStream)
};

/// What the sender says about this receiver, if the sender is live.
const Sender* senderOf(const Member& upstream, const Member& member)
{
    const MemberFacts* facts = upstream.facts.live();
    if (!facts)
        return nullptr;
    const auto it = std::find_if(facts->senders.begin(), facts->senders.end(),
        [&](const Sender& s) { return s.applicationName == member.name; });
    return it == facts->senders.end() ? nullptr : &*it;
}

QString slotName(const Member& member)
{
    if (member.stream && !member.stream->slotName.isEmpty())
        return member.stream->slotName;
    const MemberFacts* facts = member.facts.lastValue();
    return facts && facts->receiver ? facts->receiver->slotName : QString();
}

TextRuns slotRuns(const Member& upstream, const Member& member)
{
    const MemberFacts* facts = upstream.facts.live();
    const QString name = slotName(member);
    if (!facts || name.isEmpty())
        return {};
    for (const Slot& slot : facts->replicationSlots) {
        if (slot.name == name && slot.retainedBytes) {
            return {{name, Ink::Text2, QFont::Normal, true},
                {u"  "_s + StreamWords::tr("keeps %1").arg(text::bytes(*slot.retainedBytes)), Ink::Text2,
                    QFont::Normal, false}};
        }
    }
    return {};
}

/// What a slot keeps is worth a plate from a megabyte on, also where nothing is wrong.
bool keepsMuch(const Member& member)
{
    return member.stream && member.stream->slotRetainedBytes.value_or(0) >= 1'000'000;
}

/// Since when the stream is known to be broken, as well as the findings can tell.
QString brokenFor(const ClusterSnapshot& snapshot, const Member& member, Instant now)
{
    std::optional<WallTime> at = since(snapshot, FindingCode::StandbyNotStreaming, member.name);
    if (!at)
        at = since(snapshot, FindingCode::NodeDown, member.nodeName);
    if (!at)
        at = since(snapshot, FindingCode::MemberUnreachable, member.name);
    if (!at)
        return StreamWords::tr("Stream broken");
    const auto span = std::chrono::duration_cast<Duration>(now.wall - *at);
    return StreamWords::tr("Stream broken for %1")
        .arg(text::duration(std::chrono::floor<std::chrono::seconds>(span)));
}

/// Each witness in a line of its own: the sender, Swarm, the receiver or we.
QStringList witnesses(const ClusterSnapshot& snapshot, const Member& upstream, const Member& member)
{
    QStringList lines;
    if (!upstream.facts.isKnown())
        lines << StreamWords::tr("%1 does not answer either").arg(upstream.name);
    else if (!senderOf(upstream, member))
        lines << StreamWords::tr("%1 has no sender for it").arg(upstream.name);
    else
        lines << StreamWords::tr("%1 still counts it as %2")
                     .arg(upstream.name, senderOf(upstream, member)->state);
    const docker::Node* node = nodeOf(snapshot, member.nodeId);
    if (node && snapshot.swarm.isKnown() && node->state != "ready"_L1)
        lines << StreamWords::tr("Swarm says %1 is %2").arg(node->hostname, node->state);
    else if (!member.taskState.isEmpty() && member.taskState != "running"_L1)
        lines << StreamWords::tr("Swarm says its task is %1").arg(member.taskState);
    if (const MemberFacts* facts = member.facts.live())
        lines << (facts->receiver ? StreamWords::tr("%1 says its receiver is %2")
                                        .arg(member.name, facts->receiver->status)
                                  : StreamWords::tr("%1 has no receiver").arg(member.name));
    else if (const Error* error = member.facts.error())
        lines << StreamWords::tr("Us: %1").arg(
            error->detail.isEmpty() ? text::sentence(*error) : error->detail);
    return lines;
}

QString positions(const Sender* sender)
{
    if (!sender)
        return {};
    const auto at = [](const char* what, const std::optional<Lsn>& lsn) {
        return lsn ? StreamWords::tr(what) + u' ' + lsn->toString() : QString();
    };
    QStringList parts{at(QT_TRANSLATE_NOOP("TopologyStream", "sent"), sender->sent),
        at(QT_TRANSLATE_NOOP("TopologyStream", "written"), sender->write),
        at(QT_TRANSLATE_NOOP("TopologyStream", "flushed"), sender->flush),
        at(QT_TRANSLATE_NOOP("TopologyStream", "replayed"), sender->replay)};
    parts.removeAll(QString());
    return parts.join(u'\n');
}

/// A standby that we cannot read but whose sender still feeds it: known from one side only.
void fillFromSender(StreamContent& c, const Sender& sender, const Member& upstream)
{
    c.mark = Mark::Unknown;
    c.synchronous = confirmsCommits(sender.syncState);
    const bool both = sender.sent && sender.replay;
    c.title = both ? StreamWords::tr("%1 behind")
                         .arg(text::bytes(std::max<std::int64_t>(0, sender.sent->bytesSince(*sender.replay))))
                   : sender.state;
    c.lines = {StreamWords::tr("only %1 says so").arg(upstream.name)};
}

void fillLive(StreamContent& c, const ClusterSnapshot& snapshot, const Member& member, const Stream& stream)
{
    c.synchronous = confirmsCommits(stream.syncState);
    c.mark = stream.state == "streaming"_L1 ? memberMark(snapshot, member) : Mark::Warn;
    c.title = stream.replayLagBytes ? StreamWords::tr("%1 behind").arg(text::bytes(*stream.replayLagBytes))
                                    : stream.state;
    const QString lag = stream.replayLag ? StreamWords::tr("replay %1").arg(text::duration(*stream.replayLag))
                                         : StreamWords::tr("replay unknown");
    c.lines = {stream.syncState.isEmpty() ? lag : lag + u", "_s + stream.syncState};
}

QString partedAt(const Parting& parting)
{
    return parting.at ? StreamWords::tr("Parted at %1").arg(parting.at->toString())
                      : StreamWords::tr("Parted, where is unknown");
}

/// Two that lead, or led when they were last seen.
StreamContent leadersContent(const Member& newest, const Member& member)
{
    const MemberFacts &theirs = *newest.facts.lastValue(), &ours = *member.facts.lastValue();
    StreamContent c;
    c.from = newest.name;
    c.to = member.name;
    c.parted = true;
    c.mark = newest.facts.isKnown() && member.facts.isKnown() ? Mark::Bad : Mark::Unknown;
    const Parting parting = partingOf(ours, theirs);
    const bool same = parting.kind == Parting::Kind::Same;
    // The position stands in the first line: a plate beside poolers' tracks is narrow.
    c.title = same ? StreamWords::tr("Both lead") : StreamWords::tr("Parted");
    if (!same)
        c.lines << (parting.at ? StreamWords::tr("at %1").arg(parting.at->toString())
                               : StreamWords::tr("where is unknown"));
    const QString lead = StreamWords::tr("%1 leads timeline %2"), led = StreamWords::tr("%1 led timeline %2");
    c.lines << (newest.facts.isKnown() ? lead : led).arg(newest.name).arg(theirs.timeline)
            << (member.facts.isKnown() ? lead : led).arg(member.name).arg(ours.timeline);
    if (parting.kind == Parting::Kind::Behind)
        c.lines << StreamWords::tr("%1 wrote nothing after that").arg(member.name);
    c.toolTip = c.lines.join(u'\n');
    return c;
}

/// A standby that cannot follow, because it went another way: said on its plate instead of a mere break.
void tellParting(StreamContent& c, const Member& upstream, const Member& member)
{
    const MemberFacts *ours = member.facts.live(), *theirs = upstream.facts.live();
    if (!ours || !theirs || ours->timeline == theirs->timeline)
        return;
    const Parting parting = partingOf(*ours, *theirs);
    if (parting.kind != Parting::Kind::Parted)
        return;
    c.parted = true;
    c.title = partedAt(parting);
    c.lines = {StreamWords::tr("%1 is on timeline %2").arg(upstream.name).arg(theirs->timeline),
        StreamWords::tr("%1 is on timeline %2").arg(member.name).arg(ours->timeline)};
}

} // namespace

StreamContent streamContent(
    const ClusterSnapshot& snapshot, const Member& upstream, const Member& member, Instant now)
{
    if (leadsOrLed(upstream) && leadsOrLed(member))
        return leadersContent(upstream, member);
    StreamContent c;
    c.from = upstream.name;
    c.to = member.name;
    const Sender* sender = senderOf(upstream, member);
    c.toolTip = positions(sender);
    if (member.facts.isKnown() && member.stream && member.stream->connected) {
        fillLive(c, snapshot, member, *member.stream);
    } else if (!member.facts.isKnown() && sender && sender->state == "streaming"_L1 &&
               nodeMark(snapshot, nodeOf(snapshot, member.nodeId)) != Mark::Bad) {
        fillFromSender(c, *sender, upstream);
    } else {
        c.broken = true;
        c.mark = upstream.facts.isKnown() || member.facts.isKnown() ? Mark::Bad : Mark::Unknown;
        c.title = c.mark == Mark::Bad ? brokenFor(snapshot, member, now) : StreamWords::tr("Stream unknown");
        c.lines = witnesses(snapshot, upstream, member);
        tellParting(c, upstream, member);
    }
    if (c.mark == Mark::Warn || c.mark == Mark::Bad || keepsMuch(member))
        c.slot = slotRuns(upstream, member);
    if (!c.slot.isEmpty())
        c.toolTip += (c.toolTip.isEmpty() ? QString() : u"\n"_s) + plainText(c.slot);
    if (c.broken)
        c.toolTip = c.lines.join(u'\n') + (c.toolTip.isEmpty() ? QString() : u"\n"_s + c.toolTip);
    return c;
}

QString StreamContent::accessibleName() const
{
    return parted ? StreamWords::tr("Fork between %1 and %2").arg(from, to)
                  : StreamWords::tr("Stream from %1 to %2").arg(from, to);
}

QString StreamContent::accessibleDescription() const
{
    QStringList parts{title};
    parts += lines;
    if (!slot.isEmpty())
        parts << plainText(slot);
    return parts.join(", "_L1);
}

QString poolLinkWords(const Pooler& pooler, const QString& member)
{
    const PoolerFacts* facts = pooler.facts.live();
    if (!facts)
        return {};
    int servers = 0;
    for (const PoolDatabase& d : facts->databases) {
        if (d.target == member)
            servers += d.serversActive + d.serversIdle + d.serversUsed + d.serversTested + d.serversLogin;
    }
    return servers == 1 ? StreamWords::tr("1 server conn") : StreamWords::tr("%1 server conns").arg(servers);
}

} // namespace switchyard::ui::topology
