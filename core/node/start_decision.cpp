#include "core/node/start_decision.h"

#include <algorithm>

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

StartDecision wait(const QString& reason)
{
    return {StartAction::Wait, {}, reason};
}

QString names(const QVector<const Peer*>& peers)
{
    QStringList list;
    for (const Peer* peer : peers)
        list << peer->name;
    return list.join(u", "_s);
}

template<typename Predicate> QVector<const Peer*> those(const QVector<Peer>& peers, Predicate predicate)
{
    QVector<const Peer*> found;
    for (const Peer& peer : peers) {
        if (predicate(peer))
            found << &peer;
    }
    return found;
}

bool hasData(const Peer& peer)
{
    return peer.server || (peer.report && peer.report->disk.kind != DiskKind::Empty);
}

/// The newest timeline that a peer is known to have; 0 if none is known.
int timelineOf(const Peer& peer)
{
    const int onDisk =
        peer.report && peer.report->disk.kind == DiskKind::Data ? peer.report->disk.timeline : 0;
    return std::max(onDisk, peer.server ? peer.server->timeline : 0);
}

QString identifierOf(const Peer& peer)
{
    if (peer.server)
        return peer.server->systemIdentifier;
    return peer.report ? peer.report->disk.systemIdentifier : QString();
}

/// Its supervisor says that it leads, or would by what is on its disk, and its PostgreSQL does not deny it.
bool claimsToLead(const Peer& peer)
{
    if (peer.server)
        return peer.writable();
    return peer.report && (peer.report->phase == Phase::Primary ||
                              (peer.report->disk.kind == DiskKind::Data && !peer.report->disk.standby));
}

StartDecision decideEmpty(const Self& self, const QVector<Peer>& peers, const Peer* leader)
{
    if (leader)
        return {
            StartAction::Clone, leader->name, u"the disk is empty and %1 is the primary"_s.arg(leader->name)};
    if (const auto holders = those(peers, hasData); !holders.isEmpty())
        return wait(
            u"the disk is empty; %1 has data, so a primary must be seen to copy from"_s.arg(names(holders)));
    if (!self.founder)
        return wait(u"the disk is empty; waiting for a primary to copy from"_s);
    const auto silent = those(peers, [](const Peer& p) { return !p.report; });
    if (!silent.isEmpty())
        return wait(
            u"nothing is founded before every member has said that its disk is empty; not heard yet: %1"_s
                .arg(names(silent)));
    return {
        StartAction::Found, {}, u"every member's disk is empty, and %1 is the one to found"_s.arg(self.name)};
}

StartDecision decideStandby(const Self& self, const Peer* leader)
{
    if (!leader)
        return {StartAction::StartStandby, {},
            u"it was a standby; no primary is seen, so it follows whom it followed"_s};
    if (leader->server->timeline < self.disk.timeline)
        return {StartAction::StartStandby, {},
            u"it was a standby; %1 is writable, but on timeline %2, older than the own %3, so it is not followed"_s
                .arg(leader->name)
                .arg(leader->server->timeline)
                .arg(self.disk.timeline)};
    return {StartAction::StartStandby, leader->name,
        u"it was a standby and %1 is the primary"_s.arg(leader->name)};
}

/// The disk says primary, and nobody is seen writable.
StartDecision decideFormerPrimary(const Self& self, const QVector<Peer>& peers)
{
    const auto newer = those(peers, [&](const Peer& p) { return timelineOf(p) > self.disk.timeline; });
    if (!newer.isEmpty())
        return wait(
            u"%1 has a newer timeline than the own %2, so another primary was made; waiting to see it"_s
                .arg(names(newer))
                .arg(self.disk.timeline));
    const auto rivals =
        those(peers, [&](const Peer& p) { return claimsToLead(p) && timelineOf(p) == self.disk.timeline; });
    if (!rivals.isEmpty())
        return wait(u"%1 was a primary on the same timeline %2 too; a person must decide which one stays"_s
                        .arg(names(rivals))
                        .arg(self.disk.timeline));
    const auto silent = those(peers, [](const Peer& p) { return !p.heard(); });
    if (silent.isEmpty())
        return {
            StartAction::StartPrimary, {}, u"it was the primary, and all others were heard: none leads"_s};
    if (self.allowedByPerson)
        return {StartAction::StartPrimary, {},
            u"it was the primary, and a person allowed it to lead without hearing %1"_s.arg(names(silent))};
    const bool majority = (peers.size() - silent.size() + 1) * 2 > peers.size() + 1;
    if (majority && self.waited >= patienceForAll)
        return {StartAction::StartPrimary, {},
            u"it was the primary, and most members were heard: none leads; not heard: %1"_s.arg(
                names(silent))};
    return wait(
        majority ? u"it was the primary; giving %1 up to %2 s to be heard"_s.arg(names(silent))
                       .arg(patienceForAll.count())
                 : u"it was the primary, but too few members are heard to know that nobody else became it; "
                   "not heard: %1 (if they are gone for good: switchyard-node allow-primary)"_s.arg(
                       names(silent)));
}

} // namespace

StartDecision decideStart(const Self& self, const QVector<Peer>& peers)
{
    if (self.disk.kind == DiskKind::Foreign)
        return wait(
            u"the data directory is not a whole PostgreSQL data directory (%1); it is not touched"_s.arg(
                self.disk.problem));
    const auto writable = those(peers, [](const Peer& p) { return p.writable(); });
    const Peer* leader = leaderAmong(peers);
    if (!writable.isEmpty() && !leader)
        return wait(
            u"%1 are writable on the same timeline; a person must stop one of them"_s.arg(names(writable)));
    if (self.disk.kind == DiskKind::Empty)
        return decideEmpty(self, peers, leader);

    const auto foreign = those(peers, [&](const Peer& p) {
        return !identifierOf(p).isEmpty() && identifierOf(p) != self.disk.systemIdentifier;
    });
    if (!foreign.isEmpty())
        return wait(
            u"the data on this disk is of another cluster than that of %1 (system identifier %2); a person "
            "must decide which one stays"_s.arg(names(foreign), self.disk.systemIdentifier));
    if (self.disk.standby)
        return decideStandby(self, leader);
    if (!leader)
        return decideFormerPrimary(self, peers);
    if (leader->server->timeline < self.disk.timeline)
        return wait(u"%1 is writable on timeline %2, older than the own %3; a person must stop it first"_s
                        .arg(leader->name)
                        .arg(leader->server->timeline)
                        .arg(self.disk.timeline));
    return {StartAction::StartStandby, leader->name,
        u"it was a primary, but %1 is writable now on timeline %2"_s.arg(leader->name)
            .arg(leader->server->timeline)};
}

} // namespace switchyard::node
