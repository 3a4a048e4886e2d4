#include "ui/topology/card_content.h"

#include "core/cluster/sync_names.h"
#include "ui/text/text.h"
#include "ui/topology/layout/graph.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

struct CardContentWords
{
    Q_DECLARE_TR_FUNCTIONS(TopologyCard)
};

TextRuns strong(const QString& words, Ink ink = Ink::Text)
{
    return {{words, ink, QFont::DemiBold, false}};
}

TextRuns mono(const std::optional<Lsn>& lsn)
{
    return lsn ? TextRuns{{lsn->toString(), Ink::Text2, QFont::Normal, true}}
               : TextRuns{{CardContentWords::tr("unknown"), Ink::Unknown, QFont::Normal, false}};
}

TextRuns unknownRun()
{
    return {{CardContentWords::tr("unknown"), Ink::Unknown, QFont::Normal, false}};
}

QString perSecond(double value)
{
    return CardContentWords::tr("%1/s").arg(text::count(std::llround(value)));
}

CardRow connectionsRow(const MemberFacts& facts)
{
    return {CardContentWords::tr("Connections"),
        strong(CardContentWords::tr("%1 of %2")
                   .arg(text::count(facts.connections), text::count(facts.maxConnections)))};
}

void fillLeader(CardContent& card, const Member& member, const MemberFacts& facts, const Recent& recent)
{
    card.kind = CardContent::Kind::Leader;
    card.badge.clear();
    card.side = CardContentWords::tr("timeline %1").arg(facts.timeline);
    card.wal = recent.line(member.name, Metric::WalBytesPerSecond, 5, 60);
    for (const Bucket& b : card.wal.buckets)
        card.wal.top = std::max(card.wal.top, b.max * 1.25);
    const auto wal = recent.value(member.name, Metric::WalBytesPerSecond);
    const auto transactions = recent.value(member.name, Metric::TransactionsPerSecond);
    if (facts.maxConnections > 0)
        card.connections = std::clamp(double(facts.connections) / facts.maxConnections, 0.0, 1.0);
    card.rows = {{CardContentWords::tr("WAL"), wal ? strong(text::byteRate(*wal)) : unknownRun()},
        connectionsRow(facts),
        {CardContentWords::tr("Transactions"),
            transactions ? strong(perSecond(*transactions)) : unknownRun()},
        {CardContentWords::tr("Longest transaction"), facts.longestTransaction
                                                          ? strong(text::duration(*facts.longestTransaction))
                                                          : strong(CardContentWords::tr("none"))},
        {CardContentWords::tr("Supervisor, repmgrd"), {supervisorWords(facts)}},
        {CardContentWords::tr("Position"), mono(facts.flush ? facts.flush : facts.insert)}};
}

QString streamState(const Stream& stream)
{
    if (!stream.connected)
        return stream.state.isEmpty() ? CardContentWords::tr("not streaming")
                                      : CardContentWords::tr("not streaming, %1").arg(stream.state);
    return stream.state;
}

void fillStandby(CardContent& card, const Member& member, const MemberFacts& facts)
{
    const Stream stream = member.stream.value_or(Stream{});
    card.badge = stream.syncState;
    card.badgeState = confirmsCommits(stream.syncState) ? State::Ok : State::Unknown;
    card.side = CardContentWords::tr("timeline %1").arg(facts.timeline);
    const Ink ink = card.mark == Mark::Warn ? Ink::Warn : card.mark == Mark::Bad ? Ink::Bad : Ink::Text;
    card.rows = {
        {CardContentWords::tr("State"), strong(streamState(stream), stream.connected ? Ink::Text : Ink::Bad)},
        {CardContentWords::tr("Flush / replay lag"), strong(lagWords(stream), ink)}, connectionsRow(facts),
        {CardContentWords::tr("Supervisor, repmgrd"), {supervisorWords(facts)}}};
}

void fillLastSeen(CardContent& card, const MemberFacts& facts)
{
    const QString state = facts.inRecovery
                              ? (facts.receiver ? facts.receiver->status : CardContentWords::tr("standby"))
                              : CardContentWords::tr("led, timeline %1").arg(facts.timeline);
    const auto plain = [](const QString& words) {
        return TextRuns{{words, Ink::Text2, QFont::Normal, false}};
    };
    card.rows = {{CardContentWords::tr("State"), plain(state)},
        {facts.inRecovery ? CardContentWords::tr("Replayed") : CardContentWords::tr("Position"),
            mono(facts.inRecovery ? facts.replayed : facts.flush)},
        {CardContentWords::tr("Connections"),
            plain(CardContentWords::tr("%1 of %2")
                      .arg(text::count(facts.connections), text::count(facts.maxConnections)))}};
}

QString writesTo(const Pooler& pooler)
{
    const QStringList targets = writeTargets(pooler);
    return targets.isEmpty() ? QString() : CardContentWords::tr("writes to %1").arg(targets.join(", "_L1));
}

} // namespace

QString seenAgo(const std::optional<Instant>& at, Instant now)
{
    if (!at)
        return CardContentWords::tr("never seen");
    const auto age = std::chrono::duration_cast<Duration>(now.steady - at->steady);
    return CardContentWords::tr("seen %1").arg(text::age(std::max(age, Duration::zero())));
}

TextRun supervisorWords(const MemberFacts& facts)
{
    if (!facts.repmgr)
        return {CardContentWords::tr("not installed"), Ink::Unknown, QFont::DemiBold, false};
    if (!facts.repmgr->daemonRunning)
        return {CardContentWords::tr("not running"), Ink::Warn, QFont::DemiBold, false};
    if (facts.repmgr->daemonPaused)
        return {CardContentWords::tr("paused"), Ink::Warn, QFont::DemiBold, false};
    return {CardContentWords::tr("running"), Ink::Text, QFont::DemiBold, false};
}

QString lagWords(const Stream& stream)
{
    const QString bytes =
        stream.flushLagBytes ? text::bytes(*stream.flushLagBytes) : CardContentWords::tr("unknown");
    const QString time =
        stream.replayLag ? text::duration(*stream.replayLag) : CardContentWords::tr("unknown");
    return bytes + u" / "_s + time;
}

CardContent memberCard(const ClusterSnapshot& snapshot, const Succession& succession, const Member& member,
    const Recent& recent, Instant now)
{
    CardContent card;
    card.kind = leadsOrLed(member) ? CardContent::Kind::Leader : CardContent::Kind::Standby;
    card.mark = memberMark(snapshot, member);
    card.name = member.name;
    card.place = placeInLine(succession, member.name);
    if (const MemberFacts* facts = member.facts.live()) {
        card.live = true;
        card.rival = !facts->inRecovery && succession.verdict == Verdict::SeveralLead;
        if (facts->role() == Role::Primary)
            fillLeader(card, member, *facts, recent);
        else
            fillStandby(card, member, *facts);
        return card;
    }
    card.badge = CardContentWords::tr("unknown");
    card.side = seenAgo(member.facts.at(), now);
    if (const Error* error = member.facts.error())
        card.why = text::sentence(*error);
    if (member.rejoin) {
        card.badge = text::rejoinState(*member.rejoin);
        card.why = text::rejoinLine(*member.rejoin);
    }
    if (const MemberFacts* last = member.facts.lastValue()) {
        card.lastSeen = CardContentWords::tr("Last seen at %1").arg(text::clockTime(member.facts.at()->wall));
        fillLastSeen(card, *last);
    }
    return card;
}

CardContent poolerCard(
    const ClusterSnapshot& snapshot, const Pooler& pooler, const Recent& recent, Instant now)
{
    CardContent card;
    card.kind = CardContent::Kind::Pooler;
    card.mark = poolerMark(snapshot, pooler);
    card.name = pooler.name;
    card.live = pooler.facts.isKnown();
    card.side = card.live ? writesTo(pooler) : seenAgo(pooler.facts.at(), now);
    const PoolerFacts* facts = pooler.facts.lastValue();
    if (const Error* error = pooler.facts.error())
        card.why = text::sentence(*error);
    if (!facts)
        return card;
    if (!card.live)
        card.lastSeen = CardContentWords::tr("Last seen at %1").arg(text::clockTime(pooler.facts.at()->wall));
    int clients = 0, waiting = 0;
    std::optional<double> queries;
    for (const PoolDatabase& d : facts->databases) {
        clients += d.clientsActive + d.clientsWaiting;
        waiting += d.clientsWaiting;
        if (const auto rate = recent.value(pooler.name + u'/' + d.name, Metric::QueriesPerSecond))
            queries = queries.value_or(0) + *rate;
    }
    const auto shown = [&](const QString& words, bool warn) {
        return card.live ? strong(words, warn ? Ink::Warn : Ink::Text)
                         : TextRuns{{words, Ink::Text2, QFont::Normal, false}};
    };
    card.rows = {{CardContentWords::tr("Clients"), shown(text::count(clients), false)},
        {CardContentWords::tr("Waiting"), shown(text::count(waiting), waiting > 0)},
        {CardContentWords::tr("Queries"), card.live && queries ? strong(perSecond(*queries)) : unknownRun()}};
    return card;
}

QString CardContent::accessibleName() const
{
    const QString role = kind == Kind::Pooler   ? CardContentWords::tr("pooler")
                         : !live                ? CardContentWords::tr("member")
                         : kind == Kind::Leader ? CardContentWords::tr("primary")
                                                : CardContentWords::tr("standby");
    return name + u", "_s + role;
}

QString CardContent::accessibleDescription() const
{
    QStringList parts;
    if (mark == Mark::Warn)
        parts << CardContentWords::tr("warning");
    if (mark == Mark::Bad)
        parts << CardContentWords::tr("error");
    if (rival)
        parts << CardContentWords::tr("another member leads too");
    if (!live)
        parts << CardContentWords::tr("unknown, %1").arg(side) << why;
    else if (!badge.isEmpty())
        parts << badge;
    if (live && !side.isEmpty())
        parts << side;
    if (!lastSeen.isEmpty())
        parts << lastSeen;
    for (const CardRow& row : rows)
        parts << row.key + u": "_s + plainText(row.value);
    parts << place.words.text << place.risk.text;
    parts.removeAll(QString());
    return parts.join(", "_L1);
}

} // namespace switchyard::ui::topology
