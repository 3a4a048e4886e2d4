#pragma once
// Follows the logs of several services at once, each on a thread of its own, and opens again what broke.

#include "core/base/clock.h"
#include "core/docker/docker_api.h"
#include "core/logs/log_record.h"

#include <QStringList>

#include <functional>
#include <memory>

namespace switchyard::logs {

class LogReader
{
public:
    struct Options
    {
        int tail = 300;                                ///< lines of each task to begin with
        int tailAfterLoss = 5000;                      ///< and when a stream is opened again
        Duration streamAge = std::chrono::seconds(60); ///< opened again after so long: a peer that vanished
                                                       ///< sends no end
        Duration firstPause = std::chrono::milliseconds(500); ///< after a loss; doubles
        Duration longestPause = std::chrono::seconds(10);
    };
    /// Made and used on the reader's threads.
    using MakeApi = std::function<std::unique_ptr<docker::DockerApi>()>;
    /// Called on the reader's threads with what was read for the `choice`-th call of follow(); must not
    /// block.
    using Sink = std::function<void(std::uint64_t choice, QVector<LogRecord> records)>;

    LogReader(MakeApi makeApi, const Clock& clock, Sink sink, const Options& options);
    LogReader(MakeApi makeApi, const Clock& clock, Sink sink);
    ~LogReader(); ///< asks its threads to stop and joins them; at most about 100 ms
    LogReader(const LogReader&) = delete;
    LogReader& operator=(const LogReader&) = delete;

    /// Ends what was followed and follows these services from their last lines on; none: nothing. Returns at
    /// once: threads that end are joined later. The number is that of the choice, from 1 on.
    std::uint64_t follow(const QStringList& serviceIds);

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace switchyard::logs
