#pragma once
// What the observer knows of the Swarm between two looks, and when silence counts as failure.

#include "core/cluster/snapshot.h"

namespace switchyard {

/// Whether an event can change what a snapshot says: nodes, services, and containers of the engine that we
/// ask, but not what health checks do in them every few seconds.
bool isNews(const docker::Event& event);

/// Guarded by its owner; holds no lock itself.
class SwarmWatch
{
public:
    /// An engine that has not answered for this long is told as silent, although the attempt goes on: a slow
    /// engine gets its time (see lookDeadline), and the snapshot stays true meanwhile.
    static constexpr Duration patience = std::chrono::seconds(1);

    void begin(SteadyTime now) { askedAt_ = now; }
    /// Takes what the attempt brought, and returns whether that is news (not only a fresher reading of the
    /// same).
    bool end(Result<SwarmFacts> result, const Instant& began, SteadyTime now);
    int failures() const { return failures_; }

    /// The fact as it stands at `now`: stale or unknown with "engine.timeout" while an attempt is overdue. An
    /// engine that was slow but answered is given half as much again as it took, so that its facts do not
    /// flicker.
    Fact<SwarmFacts> at(SteadyTime now) const;

private:
    Fact<SwarmFacts> fact_;
    std::optional<SteadyTime> askedAt_;
    Duration lastTook_{};
    int failures_ = 0;
};

} // namespace switchyard
