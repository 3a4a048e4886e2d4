#include "core/logs/service_stream.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace switchyard::logs {

using std::chrono::steady_clock;

namespace {

constexpr Duration probeDeadline = std::chrono::seconds(5);

void sleepUnlessStopped(Duration span, const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_until(lock, stop, steady_clock::now() + span, [] { return false; });
}

Duration pauseAfter(int failures, const LogReader::Options& options)
{
    Duration pause = options.firstPause;
    for (int i = 1; i < failures && pause < options.longestPause; ++i)
        pause *= 2;
    return std::min(pause, options.longestPause);
}

/// What a refusal was about is not over because the engine answers; a silence is.
bool isSilence(const Error& error)
{
    return error.kind != ErrorKind::Rejected && error.kind != ErrorKind::NotFound;
}

} // namespace

ServiceStream::ServiceStream(
    const QString& serviceId, const Clock& clock, const LogReader::Options& options, Emit emit)
    : serviceId_(serviceId), clock_(clock), options_(options), emit_(std::move(emit))
{
}

void ServiceStream::run(docker::DockerApi& api, const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        const SteadyTime opened = steady_clock::now();
        const Result<void> ended = attempt(api, stop);
        if (stop.stop_requested())
            return;
        // A stream that ends at once is opened again slowly, whatever it says: else this would spin.
        if (ended && steady_clock::now() - opened >= options_.firstPause) {
            failures_ = 0;
            continue;
        }
        if (!ended)
            noteLoss(ended.error());
        sleepUnlessStopped(pauseAfter(++failures_, options_), stop);
    }
}

Result<void> ServiceStream::attempt(docker::DockerApi& api, const std::stop_token& stop)
{
    if (failures_ > 0) {
        // A quiet log is silent whether or not its engine is there: this asks for something that is answered.
        if (const auto alive = api.info(Call{Deadline::in(probeDeadline), stop}); !alive)
            return tl::unexpected<Error>(alive.error());
        if (lost_ && isSilence(*lost_))
            noteResumed();
    }
    filter_.reopen();
    const QDateTime since = filter_.since();
    const docker::DockerApi::LogOptions wanted{
        true, since.isValid() ? options_.tailAfterLoss : options_.tail, since};
    return api.serviceLogs(
        serviceId_, wanted,
        [&](const docker::LogLine& line) {
            take(line);
            return !stop.stop_requested();
        },
        Call{Deadline::in(options_.streamAge), stop});
}

void ServiceStream::take(const docker::LogLine& line)
{
    const auto verdict = filter_.judge(line);
    if (verdict == ResumeFilter::Verdict::Seen)
        return;
    if (lost_)
        noteResumed();
    LogRecord record = makeRecord(serviceId_, line);
    if (record.atMs == 0)
        record.atMs = nowMs();
    if (verdict == ResumeFilter::Verdict::New)
        return emit_({record});
    LogRecord gap = mark(LogRecord::Kind::Gap);
    gap.atMs = record.atMs;
    gap.taskId = record.taskId;
    emit_({gap, record});
}

void ServiceStream::noteLoss(const Error& error)
{
    if (lost_ && lost_->code == error.code && lost_->detail == error.detail)
        return;
    lost_ = error;
    LogRecord record = mark(LogRecord::Kind::Lost);
    record.error = std::make_shared<const Error>(error);
    emit_({record});
}

void ServiceStream::noteResumed()
{
    lost_.reset();
    emit_({mark(LogRecord::Kind::Resumed)});
}

LogRecord ServiceStream::mark(LogRecord::Kind kind) const
{
    LogRecord record;
    record.kind = kind;
    record.atMs = nowMs();
    record.serviceId = serviceId_;
    return record;
}

std::int64_t ServiceStream::nowMs() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(clock_.now().wall.time_since_epoch())
        .count();
}

} // namespace switchyard::logs
