#include "core/node/following.h"

#include "core/node/boot_clock.h"
#include "core/node/templates.h"

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto followingCall = 1s;
constexpr auto lookAtBoth = 500ms;
constexpr auto slotsEvery = 10s;
// A stream that just ended, or has not begun yet, proves nothing.
constexpr auto patienceForMoment = 1s;

QByteArray historySql(int timeline)
{
    return "SELECT pg_read_file('pg_wal/" +
           QByteArray::number(timeline, 16).toUpper().rightJustified(8, '0') + ".history', 0, 1048576, true)";
}

} // namespace

RejoinStep judgeFollowing(const FollowingFacts& facts)
{
    if (facts.streaming)
        return RejoinStep::Follow;
    const bool notKin = facts.kinship != Kinship::Follows && facts.notKinFor >= patienceForMoment;
    if (facts.slotLost || (notKin && facts.kinship == Kinship::Foreign))
        return RejoinStep::Clone;
    return notKin || facts.notStreamingFor >= patienceForStream ? RejoinStep::Rewind : RejoinStep::Follow;
}

Following::Following(MemberParts parts, QString upstream)
    : parts_(parts), upstream_(std::move(upstream)), nextSlots_(bootNow() + slotsEvery)
{
}

RejoinStep Following::tick(const QString& leader, const std::stop_token& stop)
{
    const Settings& settings = parts_.settings;
    const auto seen = parts_.probe.askServers({{settings.name, settings.administrationHost(settings.name)},
                                                  {leader, settings.administrationHost(leader)}},
        {Deadline::in(lookAtBoth), stop});
    const Peer& self = seen[0];
    const Peer& upstream = seen[1];
    const bool streams = self.server && self.server->streaming && isHostOf(self.server->upstream, leader);
    if (streams && !streaming_)
        parts_.log.say(u"streaming from %1"_s.arg(leader));
    if (streaming_ && !streams)
        parts_.log.say(u"not streaming from %1 any more"_s.arg(leader));
    streaming_ = streams;
    if (streams || notStreamingSince_ == 0ms || !upstream.writable())
        notStreamingSince_ = bootNow();
    if (streams) {
        upstream_ = leader; // the leader itself may have turned this member
        turned_ = true;
        if (bootNow() >= nextSlots_)
            dropUnusedSlots(stop);
        return RejoinStep::Follow;
    }
    if (upstream_ != leader)
        turned_ = false;
    return self.server && upstream.writable() ? judge(self, upstream, stop) : RejoinStep::Follow;
}

void Following::turnTo(const QString& leader, const std::stop_token& stop)
{
    const Settings& settings = parts_.settings;
    const Call call{Deadline::in(followingCall), stop};
    const auto slot = parts_.sql.at(leader, {ensureSlotSql(slotName(settings.name))}, call);
    if (!slot)
        return parts_.log.sayOnce(
            u"the own slot on %1 could not be made yet: %2"_s.arg(leader, slot.error().detail));
    const auto turned =
        parts_.sql.here(followSql(primaryConninfo(settings, leader), slotName(settings.name)), call);
    if (!turned)
        return parts_.log.sayOnce(
            u"the own server could not be told to follow %1 yet: %2"_s.arg(leader, turned.error().detail));
    parts_.log.say(u"following %1 now"_s.arg(leader));
    upstream_ = leader;
    turned_ = true;
    notStreamingSince_ = bootNow();
    nextSlots_ = bootNow() + slotsEvery;
}

// Not streaming, and the leader is writable.
RejoinStep Following::judge(const Peer& self, const Peer& leader, const std::stop_token& stop)
{
    const Call call{Deadline::in(followingCall), stop};
    const auto text = parts_.sql.at(leader.name, {historySql(leader.server->timeline)}, call);
    const auto history = text ? parseHistory(oneValue(*text)) : std::nullopt;
    if (!history)
        return RejoinStep::Follow;
    FollowingFacts facts;
    facts.kinship = judgeKinship(*self.server, *leader.server, *history, ledTimeline(parts_.settings.paths));
    if (facts.kinship == Kinship::Follows && !turned_) {
        turnTo(leader.name, stop);
        return RejoinStep::Follow;
    }
    const auto slot = parts_.sql.at(leader.name,
        {"SELECT wal_status FROM pg_replication_slots WHERE slot_name = " +
            sqlLiteral(slotName(parts_.settings.name).toUtf8())},
        call);
    facts.slotLost = slot && oneValue(*slot) == "lost";
    return stepFor(facts, self, leader);
}

RejoinStep Following::stepFor(FollowingFacts& facts, const Peer& self, const Peer& leader)
{
    const auto now = bootNow();
    if (facts.kinship == Kinship::Follows)
        notKinSince_ = 0ms;
    else if (notKinSince_ == 0ms)
        notKinSince_ = now;
    facts.notKinFor = notKinSince_ == 0ms ? 0ms : now - notKinSince_;
    facts.notStreamingFor = now - notStreamingSince_;
    const RejoinStep step = judgeFollowing(facts);
    if (step == RejoinStep::Follow)
        return step;
    const QString why = facts.slotLost ? u"its slot there is lost"_s
                        : facts.kinship == Kinship::Follows
                            ? u"no stream for %1 s"_s.arg(patienceForStream.count())
                            : u"the histories parted"_s;
    parts_.log.say(u"cannot follow %1 (timeline %2, %3) from the own timeline %4, %5: %6"_s.arg(leader.name)
                       .arg(leader.server->timeline)
                       .arg(leader.server->position.toString())
                       .arg(self.server->timeline)
                       .arg(self.server->replayed.toString(), why));
    return step;
}

void Following::dropUnusedSlots(const std::stop_token& stop)
{
    nextSlots_ = bootNow() + slotsEvery;
    const auto dropped =
        parts_.sql.here({"SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                         " WHERE NOT active AND slot_name LIKE 'repmgr\\_slot\\_%' AND pg_is_in_recovery()"},
            {Deadline::in(followingCall), stop});
    if (dropped && !dropped->rows.isEmpty())
        parts_.log.say(u"dropped %1 slots that a standby has no use for"_s.arg(dropped->rows.size()));
}

} // namespace switchyard::node
