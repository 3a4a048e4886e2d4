#include "core/node/door.h"

#include "core/node/boot_clock.h"
#include "core/node/pause.h"
#include "core/node/report_server.h"
#include "core/node/templates.h"

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto gatherTime = 500ms;
constexpr auto turningTime = 2s;
constexpr int turningAttempts = 3;
constexpr auto oneTurning = 700ms;
constexpr auto promotionTime = 20s;
constexpr auto etcdTime = 1500ms;

DoorDecision failed(const Error& error, const QString& what)
{
    return {DoorVerdict::Wait, {}, u"%1: %2"_s.arg(what, error.detail.isEmpty() ? error.code : error.detail)};
}

// What repmgr's own promotion does (repmgr documentation, "repmgr standby promote"), in one transaction that
// waits for no standby: none follows yet.
QByteArrayList promotionMetadataSql(int id)
{
    const QByteArray me = QByteArray::number(id);
    return {"BEGIN", "SET LOCAL synchronous_commit = local",
        "UPDATE repmgr.nodes SET active = false WHERE type = 'primary' AND active AND node_id <> " + me,
        "UPDATE repmgr.nodes SET type = 'primary', upstream_node_id = NULL, active = true WHERE node_id = " +
            me,
        "UPDATE repmgr.nodes SET upstream_node_id = " + me + " WHERE type = 'standby' AND node_id <> " + me,
        "INSERT INTO repmgr.events (node_id, event, successful, details) VALUES (" + me +
            ", 'standby_promote', true, 'promoted by switchyard-node')",
        "COMMIT"};
}

} // namespace

bool isSynchronous(const Settings& settings, const Agreement& agreement)
{
    return settings.synchronous && !agreement.asynchronous;
}

DoorFacts Door::gather(const std::stop_token& stop)
{
    QVector<MemberProbe::Address> addresses{
        {parts_.settings.name, parts_.settings.administrationHost(parts_.settings.name)}};
    for (const QString& peer : parts_.settings.peers())
        addresses << MemberProbe::Address{peer, parts_.settings.administrationHost(peer)};
    QVector<Peer> peers = parts_.probe.askServers(addresses, {Deadline::in(gatherTime), stop});
    const LeaseView view = parts_.lease.view();
    DoorFacts facts;
    facts.self = peers.takeFirst();
    facts.others = std::move(peers);
    facts.agreement = view.agreement;
    facts.nobodyFor = view.nobodySince ? bootNow() - *view.nobodySince : 0ms;
    return facts;
}

DoorDecision Door::tryPromote(bool asked, const std::stop_token& stop)
{
    const LeaseView view = parts_.lease.view();
    if (!view.known)
        return {DoorVerdict::Wait, {}, u"etcd cannot be asked who leads (%1)"_s.arg(view.problem)};
    if (!view.agreement.leader.isEmpty())
        return {DoorVerdict::StandDown, view.agreement.leader, u"%1 leads"_s.arg(view.agreement.leader)};
    DoorFacts facts = gather(stop);
    facts.asked = asked;
    if (facts.agreement.claims.isEmpty()) { // then empty disks matter, which only the supervisors know
        for (Peer& peer : facts.others) {
            const auto reports = askReports({parts_.settings.administrationHost(peer.name)}, reportPort,
                {Deadline::in(gatherTime), stop});
            peer.report = reports.first();
        }
    }
    const DoorDecision worth = decideDoor(facts);
    if (worth.verdict != DoorVerdict::Promote)
        return worth;
    if (const auto taken = parts_.lease.take({Deadline::in(etcdTime), stop}); !taken)
        return failed(taken.error(), taken.error().code == u"lease.held"
                                         ? u"another member was first"_s
                                         : u"the right to lead could not be taken"_s);
    parts_.log.say(u"took the right to lead: %1"_s.arg(worth.reason));
    const DoorDecision decision = holding(std::move(facts), stop);
    if (decision.verdict != DoorVerdict::Promote) {
        parts_.log.say(u"not promoted, and the right to lead given back: %1"_s.arg(decision.reason));
        parts_.lease.giveBack(std::nullopt, {Deadline::in(etcdTime), stop});
    }
    return decision;
}

DoorDecision Door::holding(DoorFacts facts, const std::stop_token& stop)
{
    const auto before = facts.agreement.claims;
    const bool asked = facts.asked;
    const DoorDecision turned = turnSiblings(facts, stop);
    if (turned.verdict != DoorVerdict::Promote)
        return turned;
    facts.asked = asked;
    // From here on this member may acknowledge; whoever comes after it must know whom to ask, whether or not
    // this promotion comes to its end.
    QVector<Claim> both = before;
    const Claim mine = ownClaim(facts.agreement);
    if (!both.contains(mine))
        both << mine;
    if (const auto claimed = claim(both, stop); !claimed)
        return failed(claimed.error(), u"the claim could not be written"_s);
    if (facts.agreement.systemIdentifier.isEmpty())
        (void)parts_.lease.putAsLeader(parts_.lease.keys().system(),
            facts.self.server->systemIdentifier.toUtf8(), {Deadline::in(etcdTime), stop});
    if (const auto promoted = promote(facts, stop); !promoted) {
        parts_.server.stopAtOnce(); // whatever became of it, it must not become writable later
        return failed(promoted.error(), u"the promotion failed"_s);
    }
    parts_.log.say(u"promoted: %1"_s.arg(turned.reason));
    if (const auto claimed = claim({mine}, stop); !claimed)
        parts_.log.say(u"the claims of earlier leaders stay: %1"_s.arg(claimed.error().detail));
    if (!facts.agreement.handoverTo.isEmpty()) // it is done; what comes next is no part of it
        (void)parts_.lease.remove(parts_.lease.keys().handover(), {Deadline::in(etcdTime), stop});
    if (const auto written = writeMetadata(stop); !written)
        parts_.log.say(u"repmgr's metadata could not be written: %1"_s.arg(written.error().detail));
    return turned;
}

DoorDecision Door::turnSiblings(DoorFacts& facts, const std::stop_token& stop)
{
    QByteArrayList own = followSql({}, {});
    QStringList siblings;
    for (const Peer& peer : facts.others) {
        own << ensureSlotSql(slotName(peer.name));
        if (peer.server && peer.server->inRecovery)
            siblings << peer.name;
    }
    if (const auto done = parts_.sql.here(own, {Deadline::in(turningTime), stop}); !done)
        return failed(done.error(), u"the own server could not be detached"_s);
    tellSiblings(siblings, stop);
    const auto deadline = Deadline::in(turningTime);
    for (;;) {
        const DoorFacts seen = gather(stop);
        facts.self = seen.self;
        facts.others = seen.others;
        facts.agreement.asynchronous = seen.agreement.asynchronous;
        facts.turned = true;
        const DoorDecision decision = decideDoor(facts);
        if (decision.verdict != DoorVerdict::Wait || deadline.passed() || !parts_.lease.mine() ||
            stop.stop_requested())
            return decision;
        pause(20ms, stop);
    }
}

// Each sibling has its own slot and name here, so each is told something else. A name may still lead to a
// container that is gone, too: another attempt asks for it anew.
void Door::tellSiblings(const QStringList& siblings, const std::stop_token& stop)
{
    QMap<QString, QByteArrayList> orders;
    for (const QString& sibling : siblings) {
        Settings theirs = parts_.settings;
        theirs.name = sibling;
        orders.insert(sibling, followSql(primaryConninfo(theirs, parts_.settings.name), slotName(sibling)));
    }
    QMap<QString, Error> failed;
    for (int attempt = 0; attempt < turningAttempts && !orders.isEmpty() && !stop.stop_requested();
         ++attempt) {
        failed = parts_.sql.atEach(orders, {Deadline::in(oneTurning), stop});
        orders.removeIf([&](const auto& order) { return !failed.contains(order.key()); });
    }
    for (auto it = failed.begin(); it != failed.end(); ++it)
        parts_.log.say(u"%1 could not be turned to this member: %2"_s.arg(it.key(), it.value().detail));
}

Claim Door::ownClaim(const Agreement& agreement) const
{
    return {parts_.settings.name, parts_.settings.peers(), isSynchronous(parts_.settings, agreement) ? 1 : 0};
}

Result<void> Door::claim(const QVector<Claim>& claims, const std::stop_token& stop)
{
    const auto done = parts_.lease.putAsLeader(
        parts_.lease.keys().claims(), formatClaims(claims), {Deadline::in(etcdTime), stop});
    if (!done)
        return tl::unexpected(done.error());
    return *done ? Result<void>{}
                 : fail(ErrorKind::Rejected, u"lease.lost"_s, u"the right to lead is over"_s);
}

Result<void> Door::promote(const DoorFacts& facts, const std::stop_token& stop)
{
    const QStringList standbys =
        isSynchronous(parts_.settings, facts.agreement) ? parts_.settings.peers() : QStringList();
    if (const auto written = writeDurably(
            parts_.settings.paths.run + u"/member.conf"_s, memberConf(parts_.settings, standbys));
        !written)
        return written;
    parts_.server.reload();
    const auto deadline = Deadline::in(promotionTime);
    const auto begun = parts_.sql.here({"SELECT pg_promote(false)"}, {deadline, stop});
    if (!begun)
        return tl::unexpected(begun.error());
    for (;;) {
        const auto answer =
            parts_.sql.here({"SELECT CASE WHEN pg_is_in_recovery() THEN 0 ELSE ('x' || "
                             "left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int END"},
                {deadline, stop});
        if (!answer && !stop.stop_requested() && !deadline.passed() && answer.error().code != u"pg.sql")
            return tl::unexpected(answer.error());
        if (const int timeline = answer ? oneValue(*answer).toInt() : 0; timeline > 0)
            return rememberLed(parts_.settings.paths, timeline);
        if (deadline.passed() || !parts_.lease.mine())
            return fail(ErrorKind::Timeout, u"node.promotion"_s, u"it did not end in time"_s);
        if (!pause(10ms, stop))
            return fail(ErrorKind::Cancelled, u"node.stopped"_s, u"asked to stop"_s);
    }
}

Result<void> Door::writeMetadata(const std::stop_token& stop)
{
    const auto done = parts_.sql.here(
        promotionMetadataSql(nodeId(parts_.settings.name)), {Deadline::in(3s), stop}, u"repmgr"_s);
    return done ? Result<void>{} : tl::unexpected(done.error());
}

} // namespace switchyard::node
