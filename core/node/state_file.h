#pragma once
// What the supervisor is doing, in a file in memory: `switchyard-node status` and the health check read it.

#include "core/node/peers.h"

namespace switchyard::node {

struct Status
{
    Report report;
    QString detail;       ///< why it is in that phase
    qint64 writtenAt = 0; ///< milliseconds since 1970; rewritten every second, so an old one means it hangs
    bool operator==(const Status&) const = default;
};

QString stateFile(const Paths& paths);
Result<void> writeStatus(const Paths& paths, const Status& status);
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
