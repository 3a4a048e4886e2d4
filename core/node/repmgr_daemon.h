#pragma once
// repmgrd beside the server, started again whenever it gives up (it does so in many ways, by design).

#include "core/node/log.h"
#include "core/node/tools.h"

#include <functional>

namespace switchyard::node {

/// Belongs to one thread; never waits for repmgr but in stop(). `tick` is called several times a second while
/// the server runs.
class RepmgrDaemon
{
public:
    RepmgrDaemon(Tools& tools, Processes& processes, Log& log)
        : tools_(tools), processes_(processes), log_(log)
    {
    }

    /// Registers this member as what it is now (once it works, not again until `reset`), then keeps repmgrd
    /// running. `refresh` brings a row that repmgr has of this member up to date; false if there is none.
    void tick(bool primary, const std::function<bool()>& refresh);
    /// The member's role or upstream has changed, or its server starts anew: register again.
    void reset();
    void stop();

private:
    void startRegistering(bool primary);
    bool registered();
    void startDaemon();
    void lookAtDaemon();
    void end(pid_t& pid);

    Tools& tools_;
    Processes& processes_;
    Log& log_;
    bool registered_ = false;
    pid_t pid_ = 0, registering_ = 0;
    SteadyTime nextTry_{};
    SteadyTime startedAt_{};
    std::chrono::seconds delay_{1};
};

} // namespace switchyard::node
