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
           QByteArray::number(timeline, 16).toUpper().rightJustified(8, '0') + ".history', true)";
}

} // namespace

RejoinStep judgeFollowing(const FollowingFacts& facts)
{
    if (facts.streaming || facts.notStreamingFor < patienceForMoment)
        return RejoinStep::Follow;
    if (facts.kinship == Kinship::Foreign || facts.slotLost)
        return RejoinStep::Clone;
    const bool patient = facts.notStreamingFor < patienceForStream;
    return facts.kinship == Kinship::Forked || !patient ? RejoinStep::Rewind : RejoinStep::Follow;
}

RejoinStep Following::tick(const QString& leader, const std::stop_token& stop)
{
    if (leader != upstream_ || !turned_)
        turnTo(leader, stop);
    const Settings& settings = parts_.settings;
    // In this order: the leader's position may only be newer than the own one.
    const auto self = parts_.probe.askServers({{settings.name, settings.administrationHost(settings.name)},
                                                  {leader, settings.administrationHost(leader)}},
        {Deadline::in(lookAtBoth), stop});
    const bool streams = self[0].server && self[0].server->streaming && isHostOf(self[0].server->upstream, leader);
    if (streams && !streaming_)
        parts_.log.say(u"streaming from %1"_s.arg(leader));
    if (streaming_ && !streams)
        parts_.log.say(u"not streaming from %1 any more"_s.arg(leader));
    if (streams || notStreamingSince_ == 0ms || !self[1].writable())
        notStreamingSince_ = bootNow();
    streaming_ = streams;
    if (streaming_) {
        if (bootNow() >= nextSlots_)
            dropUnusedSlots(stop);
        return RejoinStep::Follow;
    }
    if (!self[0].server || !self[1].writable())
        return RejoinStep::Follow;
    return judge(self[0], self[1], stop);
}

void Following::turnTo(const QString& leader, const std::stop_token& stop)
{
    const Settings& settings = parts_.settings;
    const Call call{Deadline::in(followingCall), stop};
    const auto slot = parts_.sql.at(leader, {ensureSlotSql(slotName(settings.name))}, call);
    if (!slot)
        return parts_.log.sayOnce(u"the own slot on %1 could not be made yet: %2"_s.arg(leader, slot.error().detail));
    const auto turned = parts_.sql.here(followSql(primaryConninfo(settings, leader), slotName(settings.name)), call);
    if (!turned)
        return parts_.log.sayOnce(u"the own server could not be told to follow %1 yet: %2"_s.arg(leader, turned.error().detail));
    if (leader != upstream_)
        parts_.log.say(u"following %1 now"_s.arg(leader));
    upstream_ = leader;
    turned_ = true;
    notStreamingSince_ = bootNow();
    nextSlots_ = bootNow() + slotsEvery;
}

RejoinStep Following::judge(const Peer& self, const Peer& leader, const std::stop_token& stop)
{
    FollowingFacts facts;
    facts.notStreamingFor = bootNow() - notStreamingSince_;
    const auto answer = parts_.sql.at(leader.name,
        {"SELECT wal_status FROM pg_replication_slots WHERE slot_name = " +
            sqlLiteral(slotName(parts_.settings.name).toUtf8())},
        {Deadline::in(followingCall), stop});
    if (!answer)
        return RejoinStep::Follow;
    facts.slotLost = oneValue(*answer) == "lost";
    const auto text = parts_.sql.at(leader.name, {historySql(leader.server->timeline)}, {Deadline::in(followingCall), stop});
    const auto history = text ? parseHistory(oneValue(*text)) : std::nullopt;
    if (!history)
        return RejoinStep::Follow;
    facts.kinship = judgeKinship(*self.server, *leader.server, *history, ledTimeline(parts_.settings.paths));
    const RejoinStep step = judgeFollowing(facts);
    if (step != RejoinStep::Follow)
        parts_.log.say(u"cannot follow %1 (its timeline %2 at %3; own %4, replayed to %5): %6"_s.arg(leader.name)
                           .arg(leader.server->timeline)
                           .arg(leader.server->position.toString())
                           .arg(self.server->timeline)
                           .arg(self.server->replayed.toString(),
                               facts.slotLost                        ? u"its slot there is lost"_s
                               : facts.kinship == Kinship::Follows ? u"no stream for %1 s"_s.arg(patienceForStream.count())
                                                                   : u"the histories parted"_s));
    return step;
}

void Following::dropUnusedSlots(const std::stop_token& stop)
{
    nextSlots_ = bootNow() + slotsEvery;
    const auto dropped = parts_.sql.here({"SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"
                                          " WHERE NOT active AND slot_name LIKE 'repmgr\\_slot\\_%' AND pg_is_in_recovery()"},
        {Deadline::in(followingCall), stop});
    if (dropped && !dropped->rows.isEmpty())
        parts_.log.say(u"dropped %1 slots that a standby has no use for"_s.arg(dropped->rows.size()));
}

} // namespace switchyard::node
