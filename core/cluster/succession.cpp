#include "core/cluster/succession.h"

#include "core/cluster/sync_names.h"

#include <algorithm>
#include <limits>
#include <tuple>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

constexpr std::int64_t levelBytes = 1'000'000;

struct Leadership
{
    const Member* leader = nullptr;
    int alive = 0; ///< members that accept writes now
};

Leadership leadershipOf(const ClusterSnapshot& snapshot)
{
    Leadership found;
    const Member* last = nullptr;
    for (const Member& m : snapshot.members) {
        const MemberFacts* facts = m.facts.lastValue();
        if (!facts || facts->inRecovery)
            continue;
        last = &m;
        if (!m.facts.isKnown())
            continue;
        ++found.alive;
        found.leader = &m;
    }
    if (found.alive == 0)
        found.leader = last;
    return found;
}

std::optional<Lsn> receivedBy(const MemberFacts& facts)
{
    const std::optional<Lsn> flushed = facts.receiver ? facts.receiver->flushed : std::nullopt;
    return std::max({facts.received, facts.replayed, flushed});
}

const RepmgrNode* repmgrNodeOf(const Member& member, const MemberFacts& facts)
{
    if (!facts.repmgr)
        return nullptr;
    for (const RepmgrNode& n : facts.repmgr->nodes) {
        if (n.name == member.name || (facts.repmgr->localNodeId && n.id == *facts.repmgr->localNodeId))
            return &n;
    }
    return nullptr;
}

/// What one look at the cluster has in common for all candidates.
class Inheritance
{
public:
    Inheritance(const ClusterSnapshot& snapshot, const Member& leader)
        : snapshot_(snapshot), leader_(leader), leaderFacts_(*leader.facts.lastValue())
    {
    }

    Candidate judged(const Member& m) const
    {
        Candidate c;
        c.name = m.name;
        const MemberFacts* facts = m.facts.live();
        if (!facts) {
            c.bars = {Bar::NotReachable};
            return c;
        }
        c.received = receivedBy(*facts);
        c.bars = barsOf(m, *facts, c);
        if (const RepmgrNode* node = repmgrNodeOf(m, *facts))
            c.priority = node->priority;
        if (!c.bars.isEmpty())
            return c;
        c.hindrances = hindrancesOf(m, *facts, c.priority);
        c.synchronous =
            m.stream && m.stream->upstream == leader_.name && confirmsCommits(m.stream->syncState);
        c.holdsEveryCommit = leader_.facts.isKnown() && holdsAll(m, c);
        if (c.holdsEveryCommit)
            c.bytesAtRisk = 0;
        else if (leader_.facts.isKnown() && m.stream)
            c.bytesAtRisk = m.stream->flushLagBytes;
        return c;
    }

private:
    QVector<Bar> barsOf(const Member& m, const MemberFacts& facts, const Candidate& c) const
    {
        QVector<Bar> bars;
        if (!facts.inRecovery)
            bars << Bar::LeadsToo;
        if (facts.systemIdentifier != leaderFacts_.systemIdentifier)
            bars << Bar::OtherCluster;
        else if (facts.timeline != leaderFacts_.timeline)
            bars << Bar::OtherTimeline;
        if (facts.inRecovery && leader_.facts.isKnown() && !(m.stream && m.stream->connected))
            bars << Bar::NotStreaming;
        if (!facts.replayPause.isEmpty() && facts.replayPause != u"not paused")
            bars << Bar::ReplayPaused;
        if (facts.inRecovery && !c.received)
            bars << Bar::NoPosition;
        return bars;
    }

    QVector<Hindrance> hindrancesOf(
        const Member& m, const MemberFacts& facts, const std::optional<int>& priority) const
    {
        QVector<Hindrance> found;
        if (!facts.repmgr)
            found << Hindrance::RepmgrMissing;
        else if (!facts.repmgr->daemonRunning)
            found << Hindrance::RepmgrdNotRunning;
        else if (facts.repmgr->daemonPaused)
            found << Hindrance::RepmgrdPaused;
        if (priority == 0)
            found << Hindrance::PriorityZero;
        if (m.stream && !m.stream->upstream.isEmpty() && m.stream->upstream != leader_.name)
            found << Hindrance::Cascaded;
        return found;
    }

    bool holdsAll(const Member& m, const Candidate& c) const
    {
        if (!c.synchronous)
            return false;
        if (m.stream->syncState == u"sync")
            return true;
        const auto isQuorum = [](const Sender& sender) { return sender.syncState == u"quorum"; };
        auto unseen = std::count_if(leaderFacts_.senders.begin(), leaderFacts_.senders.end(), isQuorum) - 1;
        for (const Member& other : snapshot_.members) {
            if (other.name == m.name || !other.stream || other.stream->syncState != u"quorum")
                continue;
            const MemberFacts* facts = other.facts.live();
            const std::optional<Lsn> theirs = facts ? receivedBy(*facts) : std::nullopt;
            if (!theirs)
                continue;
            --unseen;
            if (theirs->bytesSince(*c.received) >= levelBytes)
                return false;
        }
        return unseen < parseSyncNames(leaderFacts_.synchronousStandbyNames).required;
    }

    const ClusterSnapshot& snapshot_;
    const Member& leader_;
    const MemberFacts& leaderFacts_;
};

int nodeIdOf(const ClusterSnapshot& snapshot, const QString& name)
{
    const Member* m = snapshot.member(name);
    const MemberFacts* facts = m ? m->facts.live() : nullptr;
    const RepmgrNode* node = facts ? repmgrNodeOf(*m, *facts) : nullptr;
    return node ? node->id : std::numeric_limits<int>::max();
}

/// Less is better, in the order of what decides.
struct Rank
{
    bool lacksCommits = false, hindered = false;
    std::int64_t behind = 0; ///< the most advanced; 0 when level with it
    int negativePriority = 0, nodeId = 0;
    QString name;

    auto key() const { return std::tie(lacksCommits, hindered, behind, negativePriority, nodeId, name); }
};

Advantage advantageOf(const Rank& first, const Rank& second)
{
    if (first.lacksCommits != second.lacksCommits)
        return Advantage::HoldsEveryCommit;
    if (first.hindered != second.hindered)
        return Advantage::NotHindered;
    if (first.behind != second.behind)
        return Advantage::ReceivedMore;
    return first.negativePriority != second.negativePriority ? Advantage::HigherPriority
                                                             : Advantage::LowerNodeId;
}

/// Orders the candidates, numbers those in line, and says what decided between the first two.
void order(Succession& s, const ClusterSnapshot& snapshot)
{
    std::optional<Lsn> most;
    for (const Candidate& c : s.candidates)
        most = c.bars.isEmpty() ? std::max(most, c.received) : most;
    const auto rankOf = [&](const Candidate& c) {
        const std::int64_t behind = most->bytesSince(*c.received);
        return Rank{!c.holdsEveryCommit, s.automatic == AutomaticFailover::On && !c.hindrances.isEmpty(),
            behind < levelBytes ? 0 : behind, -c.priority.value_or(0), nodeIdOf(snapshot, c.name), c.name};
    };
    std::sort(s.candidates.begin(), s.candidates.end(), [&](const Candidate& a, const Candidate& b) {
        if (a.bars.isEmpty() != b.bars.isEmpty())
            return a.bars.isEmpty();
        return a.bars.isEmpty() ? rankOf(a).key() < rankOf(b).key() : a.name < b.name;
    });
    int place = 0;
    for (Candidate& c : s.candidates)
        c.place = c.bars.isEmpty() ? ++place : 0;
    if (place > 1)
        s.advantage = advantageOf(rankOf(s.candidates[0]), rankOf(s.candidates[1]));
}

Verdict verdictOf(const Succession& s, int leaders)
{
    if (leaders > 1)
        return Verdict::SeveralLead;
    const Candidate* first = s.first();
    if (!first)
        return Verdict::Nobody;
    return s.automatic == AutomaticFailover::On && first->hindrances.isEmpty() ? Verdict::TakesOver
                                                                               : Verdict::ByAPerson;
}

} // namespace

const Candidate* Succession::place(int number) const
{
    const auto it = std::find_if(
        candidates.begin(), candidates.end(), [&](const Candidate& c) { return c.place == number; });
    return number < 1 || it == candidates.end() ? nullptr : &*it;
}

const Candidate* Succession::candidate(const QString& name) const
{
    const auto it = std::find_if(
        candidates.begin(), candidates.end(), [&](const Candidate& c) { return c.name == name; });
    return it == candidates.end() ? nullptr : &*it;
}

Succession successionOf(const ClusterSnapshot& snapshot, AutomaticFailover automatic)
{
    Succession s;
    s.automatic = automatic;
    s.members = static_cast<int>(snapshot.members.size());
    const Leadership leadership = leadershipOf(snapshot);
    for (const Member& m : snapshot.members)
        s.remaining += &m != leadership.leader && m.facts.isKnown() ? 1 : 0;
    if (!leadership.leader)
        return s;
    s.leader = leadership.leader->name;
    s.leaderLives = leadership.leader->facts.isKnown();
    const Inheritance inheritance(snapshot, *leadership.leader);
    for (const Member& m : snapshot.members) {
        if (&m != leadership.leader)
            s.candidates.append(inheritance.judged(m));
    }
    order(s, snapshot);
    s.verdict = verdictOf(s, leadership.alive);
    return s;
}

} // namespace switchyard
