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

/// Who holds the lease and is writable: the only one to copy or to follow. Null if it is not seen.
const Peer* leaderIn(const QVector<Peer>& peers, const QString& leader)
{
    const auto it = std::find_if(
        peers.begin(), peers.end(), [&](const Peer& p) { return p.name == leader && p.writable(); });
    return it == peers.end() ? nullptr : &*it;
}

StartDecision decideEmpty(const Self& self, const QVector<Peer>& peers, const Peer* leader)
{
    if (leader)
        return {StartAction::Clone, leader->name, u"the disk is empty and %1 leads"_s.arg(leader->name)};
    if (const auto holders = those(peers, hasData); !holders.isEmpty())
        return wait(
            u"the disk is empty; %1 has data, so a leader must be seen to copy from"_s.arg(names(holders)));
    if (!self.founder)
        return wait(u"the disk is empty; waiting for a leader to copy from"_s);
    const auto silent = those(peers, [](const Peer& p) { return !p.report; });
    if (!silent.isEmpty())
        return wait(
            u"nothing is founded before every member has said that its disk is empty; not heard yet: %1"_s
                .arg(names(silent)));
    if (!self.leaseKnown)
        return wait(u"nothing is founded before etcd answers"_s);
    if (!self.leader.isEmpty() && self.leader != self.name)
        return wait(u"etcd says that %1 leads"_s.arg(self.leader));
    return {
        StartAction::Found, {}, u"every member's disk is empty, and %1 is the one to found"_s.arg(self.name)};
}

/// Another member leads, and is writable.
StartDecision decideRejoin(const Self& self, const Peer& leader)
{
    const QString& name = leader.name;
    if (leader.server->systemIdentifier != self.disk.systemIdentifier)
        return wait(
            u"the data on this disk is of another cluster than that of %1 (system identifier %2); a person must decide which one stays"_s
                .arg(name, self.disk.systemIdentifier));
    if (self.rewindUnfinished)
        return {StartAction::Clone, name, u"an earlier rewind did not end; %1 leads"_s.arg(name)};
    if (self.ledTimeline == leader.server->timeline)
        return {StartAction::Clone, name,
            u"this member was writable on timeline %1, and %2 is on another one of that number"_s
                .arg(self.ledTimeline)
                .arg(name)};
    switch (self.step) {
    case RejoinStep::Follow: break;
    case RejoinStep::Rewind:
        return {StartAction::Rewind, name, u"%1 leads, and its history and the own one parted"_s.arg(name)};
    case RejoinStep::Clone:
        return {StartAction::Clone, name, u"%1 leads, and cannot be followed otherwise"_s.arg(name)};
    }
    return {StartAction::Start, name, u"%1 leads on timeline %2"_s.arg(name).arg(leader.server->timeline)};
}

} // namespace

StartDecision decideStart(const Self& self, const QVector<Peer>& peers)
{
    if (self.disk.kind == DiskKind::Foreign)
        return wait(
            u"the data directory is not a whole PostgreSQL data directory (%1); it is not touched"_s.arg(
                self.disk.problem));
    const Peer* leader = self.leaseKnown ? leaderIn(peers, self.leader) : nullptr;
    if (self.disk.kind == DiskKind::Empty)
        return decideEmpty(self, peers, leader);
    if (leader)
        return decideRejoin(self, *leader);
    if (self.rewindUnfinished)
        return wait(u"an earlier rewind did not end, so a leader must be seen to copy from"_s);
    if (!self.leaseKnown && self.waited < patienceForEtcd)
        return wait(u"asking etcd who leads"_s);
    // It would come up as it is, which only helps if it is needed to know who has most.
    if (!self.disk.standby && !peers.isEmpty() && self.waited < patienceForSuccessor)
        return wait(
            u"it led before; leaving the lead to others for %1 s"_s.arg(patienceForSuccessor.count()));
    const QString why = !self.leaseKnown ? u"etcd does not say who leads"_s
                        : self.leader.isEmpty()
                            ? u"nobody leads"_s
                            : u"%1 has the right to lead, but is not seen to be writable"_s.arg(self.leader);
    return {StartAction::Start, {}, u"%1; starting read-only"_s.arg(why)};
}

} // namespace switchyard::node
