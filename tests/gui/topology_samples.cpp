#include "tests/gui/topology_samples.h"

#include "tests/support/sample_snapshots.h"

#include <cmath>

namespace switchyard::samples {

using namespace Qt::StringLiterals;

History filledHistory(const ClusterSnapshot& snapshot, WallTime until)
{
    History history;
    const auto end = std::chrono::duration_cast<std::chrono::milliseconds>(until.time_since_epoch()).count();
    for (int i = 600; i >= 0; --i) {
        const std::int64_t at = end - 1000LL * i;
        const double wave = 1 + 0.25 * std::sin(i * 1.7) + 0.2 * std::sin(i * 0.31) + (i % 97 == 5 ? 1.6 : 0);
        for (const Member& m : snapshot.members) {
            // What is not live ends when it was last seen.
            if (m.facts.at() &&
                WallTime(std::chrono::milliseconds(at)) > m.facts.at()->wall + std::chrono::seconds(1))
                continue;
            history.add({m.name, Metric::ReplayLagSeconds}, at, 0.012 * wave);
            history.add({m.name, Metric::WalBytesPerSecond}, at, 3.2e6 * (0.9 + 0.1 * wave));
            history.add({m.name, Metric::TransactionsPerSecond}, at, 1240 * (0.9 + 0.1 * wave));
        }
        for (const Pooler& p : snapshot.poolers) {
            if (const PoolerFacts* facts = p.facts.lastValue()) {
                for (const PoolDatabase& d : facts->databases)
                    history.add({p.name + u'/' + d.name, Metric::QueriesPerSecond}, at, 210 * wave);
            }
        }
    }
    return history;
}

ClusterSnapshot nothingAnswers(const ClusterSnapshot& snapshot)
{
    ClusterSnapshot stale = snapshot;
    const Error silent{ErrorKind::Timeout, u"postgres.timeout"_s, u"no answer within 1.0 s"_s, {}};
    stale.swarm =
        stale.swarm.failed(Error{ErrorKind::Timeout, u"engine.timeout"_s, u"no answer within 1.0 s"_s, {}});
    for (Member& m : stale.members)
        makeUnreachable(stale, m.name, silent, std::chrono::seconds(14));
    for (Pooler& p : stale.poolers)
        p.facts = p.facts.failed(silent);
    return judged(stale, &snapshot);
}

} // namespace switchyard::samples
