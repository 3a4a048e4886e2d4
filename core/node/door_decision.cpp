#include "core/node/door_decision.h"

#include <algorithm>

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

DoorDecision decided(DoorVerdict verdict, const QString& reason, const QString& better = {})
{
    return {verdict, better, reason};
}

/// Of this cluster, and its server answered.
bool counts(const Peer& peer, const DoorFacts& facts)
{
    return peer.server && peer.server->systemIdentifier == facts.self.server->systemIdentifier;
}

bool isHeard(const QString& member, const DoorFacts& facts)
{
    if (member == facts.self.name)
        return true;
    return std::any_of(facts.others.begin(), facts.others.end(),
        [&](const Peer& peer) { return peer.name == member && counts(peer, facts); });
}

std::pair<int, Lsn> progress(const Peer& peer)
{
    return {peer.server->timeline, peer.server->position};
}

/// Who has more than this member, or as much and comes first in the order of names; empty: nobody.
const Peer* betterThan(const DoorFacts& facts)
{
    const Peer* best = nullptr;
    for (const Peer& peer : facts.others) {
        if (!counts(peer, facts))
            continue;
        const bool more = progress(peer) > progress(facts.self);
        const bool tied = progress(peer) == progress(facts.self);
        const bool wanted = facts.asked || facts.agreement.handoverTo == facts.self.name;
        const bool first = tied && !facts.turned && !wanted && facts.nobodyFor < patienceForBetter &&
                           nodeId(peer.name) < nodeId(facts.self.name);
        if ((more || first) && (!best || progress(peer) > progress(*best)))
            best = &peer;
    }
    return best;
}

QString positionText(const Peer& peer)
{
    return u"timeline %1, %2"_s.arg(peer.server->timeline).arg(peer.server->position.toString());
}

/// What is missing to know that this member has all that `claim` says was acknowledged; empty: nothing.
QString missingFor(const Claim& claim, const DoorFacts& facts)
{
    if (isHeard(claim.leader, facts))
        return {};
    QStringList silent;
    for (const QString& standby : claim.standbys) {
        if (!isHeard(standby, facts))
            silent << standby;
    }
    if (claim.quorum == 0) {
        // Nothing was promised, but the member with most should lead.
        const bool patient = !silent.isEmpty() && facts.nobodyFor < patienceForBetter;
        return patient ? u"giving %1 up to %2 s to be heard"_s.arg(silent.join(u", "_s))
                             .arg(patienceForBetter.count())
                       : QString();
    }
    const auto heard = claim.standbys.size() - silent.size();
    const auto needed = claim.standbys.size() - claim.quorum + 1;
    if (heard >= needed)
        return {};
    return u"commits under %1 were acknowledged by %2 of %3; to know that none is missing, %1 or %4 more of %5 must be heard"_s
        .arg(claim.leader)
        .arg(claim.quorum)
        .arg(claim.standbys.join(u", "_s))
        .arg(needed - heard)
        .arg(silent.join(u", "_s));
}

/// The same, when etcd does not know who led before.
QString missingForUnknownPast(const DoorFacts& facts)
{
    QStringList silent;
    for (const Peer& peer : facts.others) {
        // A disk that is empty has nothing to say.
        const bool empty = peer.report && peer.report->disk.kind == DiskKind::Empty;
        if (!counts(peer, facts) && !empty)
            silent << peer.name;
    }
    const bool majority = (facts.others.size() - silent.size() + 1) * 2 > facts.others.size() + 1;
    if (silent.isEmpty() || (majority && facts.nobodyFor >= patienceForUnknownPast))
        return {};
    return u"etcd does not know who led before; %1 must be heard%2"_s.arg(silent.join(u", "_s),
        majority ? u" (given up to %1 s)"_s.arg(patienceForUnknownPast.count()) : QString());
}

QString missing(const DoorFacts& facts)
{
    if (facts.agreement.claims.isEmpty())
        return missingForUnknownPast(facts);
    for (const Claim& claim : facts.agreement.claims) {
        if (const QString lack = missingFor(claim, facts); !lack.isEmpty())
            return lack;
    }
    return {};
}

/// A planned stop ends with a checkpoint, and a standby that was connected has it.
QString missingCheckpoint(const DoorFacts& facts)
{
    for (const Claim& claim : facts.agreement.claims) {
        const auto stop = facts.agreement.stops.constFind(claim.leader);
        if (stop == facts.agreement.stops.constEnd() || !stop->clean || claim.leader == facts.self.name)
            continue;
        const bool has =
            facts.self.server->timeline > stop->timeline ||
            (facts.self.server->timeline == stop->timeline && facts.self.server->position > stop->checkpoint);
        if (!has && facts.nobodyFor < patienceForBetter)
            return u"%1 stopped cleanly at %2, which this member has not received"_s.arg(
                stop->member, stop->checkpoint.toString());
    }
    return {};
}

} // namespace

bool isHostOf(const QString& host, const QString& member)
{
    return host == member || host.startsWith(member + u'-');
}

DoorDecision decideDoor(const DoorFacts& facts)
{
    if (!facts.self.server)
        return decided(DoorVerdict::Wait, u"the own server does not answer yet"_s);
    if (!facts.self.server->inRecovery)
        return decided(DoorVerdict::Refuse, u"it is writable already"_s);
    const QString& system = facts.agreement.systemIdentifier;
    if (!system.isEmpty() && system != facts.self.server->systemIdentifier)
        return decided(
            DoorVerdict::Refuse, u"its data is of another cluster (system identifier %1, etcd says %2)"_s.arg(
                                     facts.self.server->systemIdentifier, system));
    for (const Peer& peer : facts.others) {
        if (counts(peer, facts) && peer.writable())
            return decided(DoorVerdict::Refuse, u"%1 is writable"_s.arg(peer.name), peer.name);
    }
    const QString& planned = facts.agreement.handoverTo;
    // For a while only: a successor that failed, too, must not keep the others out.
    if (!planned.isEmpty() && planned != facts.self.name && facts.nobodyFor < patienceForBetter)
        return decided(DoorVerdict::StandDown, u"%1 is to take over"_s.arg(planned), planned);
    if (const Peer* better = betterThan(facts))
        return decided(DoorVerdict::StandDown,
            u"%1 comes first (%2; own %3)"_s.arg(
                better->name, positionText(*better), positionText(facts.self)),
            better->name);
    if (const QString lack = missing(facts); !lack.isEmpty())
        return decided(DoorVerdict::Wait, lack);
    if (const QString lack = missingCheckpoint(facts); !lack.isEmpty())
        return decided(DoorVerdict::Wait, lack);
    if (!facts.turned)
        return decided(DoorVerdict::Promote,
            u"nobody leads, and no member that answers has more (%1)"_s.arg(positionText(facts.self)));
    // Whoever still receives from another server could still acknowledge for it.
    if (!facts.self.server->upstream.isEmpty())
        return decided(DoorVerdict::Wait,
            u"the own receiver is still connected to %1"_s.arg(facts.self.server->upstream));
    for (const Peer& peer : facts.others) {
        if (counts(peer, facts) && !peer.server->upstream.isEmpty() &&
            !isHostOf(peer.server->upstream, facts.self.name))
            return decided(
                DoorVerdict::Wait, u"%1 still receives from %2"_s.arg(peer.name, peer.server->upstream));
    }
    return decided(DoorVerdict::Promote,
        u"the lease is held, and no member that answers has more (%1)"_s.arg(positionText(facts.self)));
}

} // namespace switchyard::node
