#include "core/cluster/parting.h"

#include <algorithm>

namespace switchyard {

namespace {

/// Where a timeline was left: its history's word; nothing while it is the current one.
struct Stretch
{
    int timeline = 0;
    std::optional<Lsn> end;
};

QVector<Stretch> stretchesOf(const MemberFacts& facts)
{
    QVector<Stretch> stretches;
    for (const TimelineSwitch& s : facts.timelineHistory)
        stretches.append({s.timeline, s.at});
    stretches.append({facts.timeline, std::nullopt});
    return stretches;
}

std::optional<Lsn> positionOf(const MemberFacts& facts)
{
    return facts.inRecovery ? std::max(facts.received, facts.replayed) : facts.flush;
}

const Stretch* stretchOn(const QVector<Stretch>& stretches, int timeline)
{
    const auto it = std::find_if(
        stretches.begin(), stretches.end(), [&](const Stretch& s) { return s.timeline == timeline; });
    return it == stretches.end() ? nullptr : &*it;
}

/// Whether one that is still on the common timeline has gone past the place where the other left it.
bool wentOn(const MemberFacts& facts, int common, Lsn at)
{
    if (facts.timeline != common)
        return true;
    const auto position = positionOf(facts);
    return !position || *position > at;
}

} // namespace

Parting partingOf(const MemberFacts& member, const MemberFacts& other)
{
    const bool known = !member.timelineHistory.isEmpty() && !other.timelineHistory.isEmpty();
    // Two promotions can take the same number: only where they began tells them apart.
    if (member.timeline == other.timeline && (!known || member.timelineHistory == other.timelineHistory))
        return {};
    if (member.timeline == other.timeline)
        return {Parting::Kind::Parted,
            std::min(member.timelineHistory.last().at, other.timelineHistory.last().at),
            member.timelineHistory.last().timeline};
    const QVector<Stretch> ours = stretchesOf(member), theirs = stretchesOf(other);
    // The newest timeline that both know.
    for (auto it = ours.rbegin(); it != ours.rend(); ++it) {
        const Stretch* same = stretchOn(theirs, it->timeline);
        if (!same)
            continue;
        if (!it->end && !same->end)
            break;
        const Lsn at = !it->end ? *same->end : !same->end ? *it->end : std::min(*it->end, *same->end);
        const bool parted = wentOn(member, it->timeline, at) && wentOn(other, it->timeline, at);
        return {parted ? Parting::Kind::Parted : Parting::Kind::Behind, at, it->timeline};
    }
    return {Parting::Kind::Unknown, std::nullopt, 0};
}

} // namespace switchyard
