#pragma once
// Starting and reaping programs, as process 1 of a container must: its own children and the orphans of
// others.

#include "core/base/deadline.h"
#include "core/base/error.h"

#include <QByteArray>
#include <QMap>
#include <QStringList>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <sys/types.h>

namespace switchyard::node {

struct ExitStatus
{
    int code = 0;   ///< exit code, when no signal ended it
    int signal = 0; ///< 0: it ended by itself
    bool ok() const { return code == 0 && signal == 0; }
    QString text() const; ///< "ended with code 1", "was ended by signal 9"
    bool operator==(const ExitStatus&) const = default;
};

struct Command
{
    QStringList arguments; ///< the program (absolute path) first
    QByteArray input;      ///< given on standard input; empty: /dev/null
};

/// Thread-safe. Children get no blocked signals and the environment of this process plus `environment`.
class Processes
{
public:
    explicit Processes(QMap<QByteArray, QByteArray> environment = {}) : environment_(std::move(environment))
    {
    }

    /// A program that stays: its output goes where ours goes.
    Result<pid_t> start(const Command& command);
    /// Empty while it runs. A pid that was not started here counts as ended.
    std::optional<ExitStatus> ended(pid_t pid);
    /// Waits until it ends; Timeout or Cancelled leave it running.
    Result<ExitStatus> wait(pid_t pid, const Call& call);
    /// A program that ends by itself: its standard output, or "process.failed" with the last lines of what it
    /// wrote. It is ended (SIGTERM, after 5 s SIGKILL) when the deadline passes or a stop is requested.
    Result<QByteArray> run(const Command& command, const Call& call);

    /// Waits until any process ends, for so long at most. True: one did.
    bool waitForAny(std::chrono::milliseconds span, const std::stop_token& stop);

    /// Collects everything that ended; called when SIGCHLD arrived.
    void reap();

private:
    Result<pid_t> spawn(const Command& command, int output);
    void end(pid_t pid);

    QMap<QByteArray, QByteArray> environment_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    QMap<pid_t, std::optional<ExitStatus>> children_;
    quint64 endings_ = 0;
};

} // namespace switchyard::node
