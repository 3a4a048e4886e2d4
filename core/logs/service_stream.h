#pragma once
// One service's log, followed through losses. LogReader gives each a thread.

#include "core/logs/log_reader.h"
#include "core/logs/resume_filter.h"

namespace switchyard::logs {

/// Belongs to one thread.
class ServiceStream
{
public:
    using Emit = std::function<void(QVector<LogRecord>)>;
    ServiceStream(const QString& serviceId, const Clock& clock, const LogReader::Options& options, Emit emit);

    /// Reads until a stop is requested.
    void run(docker::DockerApi& api, const std::stop_token& stop);

private:
    Result<void> attempt(docker::DockerApi& api, const std::stop_token& stop);
    void take(const docker::LogLine& line);
    void noteLoss(const Error& error);
    void noteResumed();
    LogRecord mark(LogRecord::Kind kind) const;
    std::int64_t nowMs() const;

    const QString serviceId_;
    const Clock& clock_;
    const LogReader::Options options_;
    const Emit emit_;
    ResumeFilter filter_;
    std::optional<Error> lost_; ///< told, and not resumed since
    int failures_ = 0;          ///< in a row
};

} // namespace switchyard::logs
