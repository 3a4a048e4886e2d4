#pragma once
// Who polls: one Observer per open cluster. It joins what the engine, the members and the poolers say into
// snapshots and hands each to `sink`. See docs/architecture.md for its threads.

#include "core/base/clock.h"
#include "core/cluster/credentials.h"
#include "core/cluster/lag_limits.h"
#include "core/cluster/snapshot.h"

#include <chrono>
#include <functional>
#include <memory>

namespace switchyard {

namespace docker {
class DockerApi;
}
namespace postgres {
class Connector;
}

/// What an Observer needs from outside, handed in by app/. The factories are called on the observer's own
/// threads, since a connection belongs to the thread that uses it.
struct ObserverParts
{
    std::function<std::unique_ptr<docker::DockerApi>()> makeDockerApi;
    std::function<std::unique_ptr<postgres::Connector>()> makeConnector;
    const Clock& clock;
    Passwords passwords{}; ///< of a profile whose source is the keychain or a person
};

class Observer
{
public:
    /// Called on an observer thread with each new snapshot; must not block.
    using Sink = std::function<void(SnapshotPtr)>;

    Observer(ClusterProfile profile, ObserverParts parts, Sink sink);
    ~Observer(); ///< asks its threads to stop and joins them; at most about 100 ms
    Observer(const Observer&) = delete;
    Observer& operator=(const Observer&) = delete;

    void start();
    /// Any thread: asks the threads to stop and returns at once, so that many observers stop side by side.
    void requestStop();
    void refreshNow();                                    ///< any thread: gather at once
    void setInterval(std::chrono::milliseconds interval); ///< any thread: for example slower when hidden
    void setLagLimits(const LagLimits& limits); ///< any thread: what the next snapshots are judged by

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

/// One gather without threads of its own, for `switchyardctl` and tests: blocks at most about `budget`.
/// Never fails: what could not be read stands in the snapshot as unknown, with its findings.
SnapshotPtr observeOnce(const ClusterProfile& profile, const ObserverParts& parts,
    std::chrono::milliseconds budget, const SnapshotPtr& previous = {});

} // namespace switchyard
