#pragma once
// What the supervisor is doing, in a file in memory: `switchyard-node status` and the health check read it.

#include "core/node/surroundings.h"

#include <optional>

namespace switchyard::node {

struct Status
{
    Report report;
    qint64 writtenAt = 0; ///< milliseconds since 1970; rewritten every second, so an old one means it hangs
    bool operator==(const Status&) const = default;
};

/// Who has the right to lead, as this supervisor sees it. For readers of the state file only.
struct LeadFacts
{
    bool known = false;                    ///< etcd could be asked
    QString problem;                       ///< why not: an error's code
    QString leader;                        ///< empty: nobody
    bool asynchronous = false;             ///< a person turned waiting for standbys off
    bool synchronous = true;               ///< what the deployment wants
    std::chrono::milliseconds latency{0};  ///< of the last look at etcd
    std::chrono::milliseconds patience{0}; ///< how long a leader leads without having reached etcd
    Around around;
    bool operator==(const LeadFacts&) const = default;
};

QString stateFile(const Paths& paths);
Result<void> writeStatus(
    const Paths& paths, const Status& status, const std::optional<LeadFacts>& lead = std::nullopt);
/// NotFound "node.not_running" if there is no such file, "node.state" if it makes no sense.
Result<Status> readStatus(const Paths& paths);

/// What the health check says. A member that waits, clones or recovers is healthy: ending its container would
/// only throw away what it has done. Not healthy: the supervisor hangs, or PostgreSQL should answer and does
/// not.
struct Health
{
    bool healthy = false;
    QString text;
};
Health judgeHealth(const Result<Status>& status, qint64 nowMs, bool serverAnswers);

} // namespace switchyard::node
