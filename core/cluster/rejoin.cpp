#include "core/cluster/rejoin.h"

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

/// What a supervisor says is of use for so long.
constexpr auto freshFor = std::chrono::seconds(10);

bool isUnderWay(const MemberPhase& phase)
{
    return phase.phase != u"primary" && phase.phase != u"standby";
}

/// The youngest word about `name` among the supervisors whose servers answer.
std::optional<Rejoin> rejoinOf(const QString& name, const QVector<Member>& members)
{
    std::optional<Rejoin> found;
    Duration youngest = freshFor;
    for (const Member& witness : members) {
        const MemberFacts* facts = witness.facts.live();
        if (!facts || !facts->supervisor || facts->supervisor->age >= youngest)
            continue;
        for (const MemberPhase& phase : facts->supervisor->others) {
            if (phase.member != name || !isUnderWay(phase))
                continue;
            youngest = facts->supervisor->age;
            found = Rejoin{.phase = phase, .seenBy = witness.name};
        }
    }
    return found;
}

void measureCopy(Rejoin& rejoin, const QString& name, const QVector<Member>& members)
{
    for (const Member& source : members) {
        const MemberFacts* facts = source.facts.live();
        if (!facts)
            continue;
        for (const BaseBackup& backup : facts->backups) {
            if (backup.receiver != name)
                continue;
            rejoin.source = source.name;
            rejoin.doneBytes = backup.doneBytes;
            rejoin.totalBytes = backup.totalBytes;
        }
    }
}

} // namespace

QVector<std::optional<Rejoin>> joinRejoins(const QVector<Member>& members)
{
    QVector<std::optional<Rejoin>> rejoins;
    for (const Member& member : members) {
        auto rejoin = member.facts.live() ? std::nullopt : rejoinOf(member.name, members);
        if (rejoin)
            measureCopy(*rejoin, member.name, members);
        rejoins << rejoin;
    }
    return rejoins;
}

} // namespace switchyard
