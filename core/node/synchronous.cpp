#include "core/node/synchronous.h"

#include <algorithm>

namespace switchyard::node {

QStringList wantedStandbys(const QStringList& all, const QStringList& now,
    const QMap<QString, std::chrono::milliseconds>& lastStreaming, std::chrono::milliseconds at)
{
    QStringList wanted;
    for (const QString& standby : all) {
        const auto seen = lastStreaming.constFind(standby);
        if (seen != lastStreaming.constEnd() && at - *seen <= patienceForStandby)
            wanted << standby;
    }
    return wanted.isEmpty() ? now : wanted;
}

Claim coveringClaim(const Claim& now, const Claim& wanted)
{
    Claim both = now;
    for (const QString& standby : wanted.standbys) {
        if (!both.standbys.contains(standby))
            both.standbys << standby;
    }
    both.standbys.sort();
    both.quorum = std::max(now.quorum, wanted.quorum);
    return both;
}

} // namespace switchyard::node
