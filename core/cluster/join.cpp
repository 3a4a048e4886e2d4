#include "core/cluster/join.h"

#include "core/cluster/address.h"

#include <QSet>

#include <algorithm>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

bool sameName(QStringView a, QStringView b)
{
    return !a.isEmpty() && a.compare(b, Qt::CaseInsensitive) == 0;
}

/// "practice_pg1" is "pg1" inside the stack's own networks: `docker stack deploy` gives each service its
/// short name as a network alias.
QStringView withoutStack(QStringView serviceName)
{
    return serviceName.mid(serviceName.indexOf(u'_') + 1);
}

bool isNamed(const Member& member, QStringView host)
{
    // The alias on the stack's replication network, where a server's other name would lead to the wrong one.
    constexpr QStringView replicationAlias = u"-replication";
    if (host.endsWith(replicationAlias, Qt::CaseInsensitive) &&
        sameName(host.chopped(replicationAlias.size()), member.name))
        return true;
    return sameName(host, member.name) || sameName(host, member.serviceName) ||
           sameName(host, withoutStack(member.serviceName));
}

/// The name under which repmgr knows this member, which is the application_name of its connection.
QString repmgrName(const MemberFacts& facts)
{
    if (!facts.repmgr || !facts.repmgr->localNodeId)
        return {};
    const auto& nodes = facts.repmgr->nodes;
    const auto it = std::find_if(
        nodes.begin(), nodes.end(), [&](const RepmgrNode& n) { return n.id == *facts.repmgr->localNodeId; });
    return it == nodes.end() ? QString() : it->name;
}

bool isRowOf(const Sender& sender, const Member& standby)
{
    return isNamed(standby, sender.applicationName) ||
           sameName(sender.applicationName, repmgrName(*standby.facts.live()));
}

struct SenderRow
{
    const Member* upstream = nullptr;
    const Sender* sender = nullptr;
};

/// How good a row is where several fit: a streaming one first, then the one that sent furthest.
bool isBetter(const Sender& a, const Sender& b)
{
    const bool streamsA = a.state == u"streaming", streamsB = b.state == u"streaming";
    if (streamsA != streamsB)
        return streamsA;
    return a.sent.value_or(Lsn{}) > b.sent.value_or(Lsn{});
}

class Joiner
{
public:
    explicit Joiner(const QVector<Member>& members) : members_(members), primary_(onlyPrimary()) {}

    std::optional<Stream> streamOf(const Member& standby) const
    {
        const MemberFacts* facts = standby.facts.live();
        if (!facts || facts->role() != Role::Standby)
            return std::nullopt;
        const SenderRow row = rowFor(standby);
        Stream stream;
        stream.upstream = row.upstream ? row.upstream->name : QString();
        describe(stream, *facts, row);
        measureBytes(stream, *facts, row);
        measureTime(stream, row.sender);
        findSlot(stream, standby, row.upstream);
        return stream;
    }

private:
    const Member* onlyPrimary() const
    {
        const Member* found = nullptr;
        for (const Member& member : members_) {
            if (!member.facts.live() || !member.facts.live()->writable())
                continue;
            if (found)
                return nullptr;
            found = &member;
        }
        return found;
    }

    const Sender* bestRowIn(const Member& upstream, const Member& standby, bool named) const
    {
        const MemberFacts* facts = upstream.facts.live();
        const Sender* best = nullptr;
        if (!facts)
            return best;
        for (const Sender& sender : facts->senders) {
            if ((named ? isRowOf(sender, standby) : isNobodys(sender)) && (!best || isBetter(sender, *best)))
                best = &sender;
        }
        return best;
    }

    /// A row whose name says nothing: PostgreSQL's default. Any other name is somebody's, if only a
    /// stranger's.
    static bool isNobodys(const Sender& sender)
    {
        return sender.applicationName == u"walreceiver" && sender.state != u"backup";
    }

    SenderRow rowFor(const Member& standby) const
    {
        const auto& receiver = standby.facts.live()->receiver;
        if (receiver) {
            if (const Member* upstream =
                    memberForHost(members_, receiver->senderHost, receiver->senderPort)) {
                const Sender* row = bestRowIn(*upstream, standby, true);
                // An application_name that says nothing ("walreceiver") still has only one end that it can
                // be.
                return {upstream, row ? row : onlyRowIn(*upstream, standby)};
            }
        }
        SenderRow best;
        for (const Member& member : members_) {
            const Sender* row = &member == &standby ? nullptr : bestRowIn(member, standby, true);
            if (row && (!best.sender || isBetter(*row, *best.sender)))
                best = {&member, row};
        }
        return best;
    }

    const Sender* onlyRowIn(const Member& upstream, const Member& standby) const
    {
        const MemberFacts* facts = upstream.facts.live();
        if (!facts || std::count_if(facts->senders.begin(), facts->senders.end(),
                          [&](const Sender& s) { return isNobodys(s); }) != 1)
            return nullptr;
        return bestRowIn(upstream, standby, false);
    }

    static void describe(Stream& stream, const MemberFacts& facts, const SenderRow& row)
    {
        const QString receiverSays = facts.receiver ? facts.receiver->status : QString();
        stream.state = row.sender && !row.sender->state.isEmpty() ? row.sender->state : receiverSays;
        stream.syncState = row.sender ? row.sender->syncState : QString();
        const bool hiddenReceiver = facts.receiver && receiverSays.isEmpty() && !facts.canSeeAll;
        stream.connected = row.sender && row.sender->state == u"streaming" &&
                           (receiverSays == u"streaming" || hiddenReceiver);
        stream.slotName = facts.receiver ? facts.receiver->slotName : QString();
    }

    /// The primary at the root of the standby's chain of upstreams; null if the chain ends before one.
    const Member* rootOf(const Member* upstream) const
    {
        QSet<QString> seen; // two standbys that name each other must not be followed for ever
        while (upstream && !seen.contains(upstream->name)) {
            const MemberFacts* facts = upstream->facts.live();
            if (!facts)
                return nullptr;
            if (facts->role() == Role::Primary)
                return upstream;
            seen.insert(upstream->name);
            upstream = rowFor(*upstream).upstream;
        }
        return nullptr;
    }

    std::optional<Lsn> reference(const MemberFacts& standby, const SenderRow& row) const
    {
        const Member* root = rootOf(row.upstream);
        if (!root && primary_ && primary_->facts.live()->timeline == standby.timeline &&
            primary_->facts.live()->systemIdentifier == standby.systemIdentifier)
            root = primary_;
        if (!root)
            return std::nullopt;
        const MemberFacts& facts = *root->facts.live();
        return facts.flush ? facts.flush : facts.insert;
    }

    void measureBytes(Stream& stream, const MemberFacts& standby, const SenderRow& row) const
    {
        const auto position = reference(standby, row);
        if (!position)
            return;
        const auto behind = [&](std::optional<Lsn> own,
                                std::optional<Lsn> told) -> std::optional<std::int64_t> {
            const auto at = own ? own : told;
            return at ? std::optional(std::max<std::int64_t>(0, position->bytesSince(*at))) : std::nullopt;
        };
        const Receiver receiver = standby.receiver.value_or(Receiver{});
        const Sender sender = row.sender ? *row.sender : Sender{};
        // pg_last_wal_receive_lsn is what is flushed; it stays when the receiver is gone, and what was
        // written then was flushed.
        const auto flushed = std::max(receiver.flushed, standby.received);
        stream.writeLagBytes = behind(std::max(receiver.written, flushed), sender.write);
        stream.flushLagBytes = behind(flushed, sender.flush);
        stream.replayLagBytes = behind(standby.replayed, sender.replay);
    }

    static void measureTime(Stream& stream, const Sender* sender)
    {
        const auto lag = [](std::optional<std::int64_t> bytes,
                             std::optional<Duration> told) -> std::optional<Duration> {
            return bytes == std::int64_t{0} ? Duration::zero() : told;
        };
        const Sender row = sender ? *sender : Sender{};
        stream.writeLag = lag(stream.writeLagBytes, row.writeLag);
        stream.flushLag = lag(stream.flushLagBytes, row.flushLag);
        stream.replayLag = lag(stream.replayLagBytes, row.replayLag);
    }

    /// The standby's slot on its upstream. When it has no receiver to name it, by the names that are in use:
    /// the member's own (a slot's name has no hyphen) and repmgr's "repmgr_slot_ID".
    void findSlot(Stream& stream, const Member& standby, const Member* upstream) const
    {
        const Member* holder = upstream ? upstream : primary_;
        const MemberFacts* facts = holder ? holder->facts.live() : nullptr;
        if (!facts)
            return;
        QStringList names{stream.slotName};
        if (stream.slotName.isEmpty() && !standby.facts.live()->receiver) {
            names << QString(standby.name).replace(u'-', u'_').toLower();
            if (const auto& repmgr = standby.facts.live()->repmgr; repmgr && repmgr->localNodeId)
                names << u"repmgr_slot_%1"_s.arg(*repmgr->localNodeId);
        }
        for (const Slot& slot : facts->replicationSlots) {
            if (slot.type == u"physical" && names.contains(slot.name)) {
                stream.slotName = slot.name;
                stream.slotRetainedBytes = slot.retainedBytes;
                return;
            }
        }
    }

    const QVector<Member>& members_;
    const Member* primary_;
};

} // namespace

const Member* memberForHost(const QVector<Member>& members, const QString& host, quint16 port)
{
    QStringView name = QStringView(host).trimmed();
    while (name.endsWith(u'.'))
        name.chop(1);
    if (name.startsWith(u"tasks.", Qt::CaseInsensitive))
        name = name.mid(6);
    const auto byName =
        std::find_if(members.begin(), members.end(), [&](const Member& m) { return isNamed(m, name); });
    if (byName != members.end())
        return &*byName;
    // An address names a member only if it names one: several may share a host behind a tunnel or on one
    // node.
    const auto reaches = [&](const Member& m) {
        return sameName(name, m.host) && (port == 0 || port == m.port);
    };
    const auto first = std::find_if(members.begin(), members.end(), reaches);
    if (first == members.end() || std::find_if(first + 1, members.end(), reaches) != members.end())
        return nullptr;
    return &*first;
}

QString poolTarget(const QVector<Member>& members, const QString& host, quint16 port)
{
    QStringList names;
    for (const QString& one : host.split(u',')) {
        const Member* member = memberForHost(members, one, port);
        if (!member)
            return formatHostPort(host, port);
        names << member->name;
    }
    return names.join(u',');
}

QVector<std::optional<Stream>> joinStreams(const QVector<Member>& members)
{
    const Joiner joiner(members);
    QVector<std::optional<Stream>> streams;
    streams.reserve(members.size());
    for (const Member& member : members)
        streams << joiner.streamOf(member);
    return streams;
}

} // namespace switchyard
