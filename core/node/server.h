#pragma once
// The PostgreSQL server of this container: started, asked whether it answers, stopped.

#include "core/node/processes.h"
#include "core/node/settings.h"

#include <atomic>

namespace switchyard::node {

class Server
{
public:
    Server(const Settings& settings, Processes& processes) : settings_(settings), processes_(processes) {}

    /// `options` as after `postgres -c`.
    Result<void> start(const QString& directory, const QStringList& options = {});
    /// Blocks until it accepts connections; "node.server_ended" when it stopped instead.
    Result<void> waitReady(const Call& call);
    /// How it ended; empty while it runs.
    std::optional<ExitStatus> ended() const;
    /// A fast stop (SIGINT); after `patience` an immediate one (SIGQUIT), which costs a crash recovery.
    /// Returns whether the fast stop was enough.
    bool stop(std::chrono::seconds patience);
    /// Ends it without any care (SIGQUIT, then SIGKILL for all its processes), and returns when none is left.
    /// Callable from any thread.
    void stopAtOnce();
    /// Ends the processes that a server which died left behind: they could still finish what they were doing.
    void sweep();
    /// Reads its configuration again (SIGHUP).
    void reload();

private:
    bool isReady() const;
    const Settings& settings_;
    Processes& processes_;
    std::atomic<pid_t> pid_ = 0;
    QString directory_;
};

/// Whether this postmaster.pid (PostgreSQL source, miscadmin.h, LOCK_FILE_LINE_*) says that the server with
/// this pid accepts connections. One that was left by an earlier server names another pid, or has a state of
/// its own only until the new one writes it anew.
bool isReadyLockFile(const QByteArray& text, pid_t pid);

/// Whether PostgreSQL accepts connections at this socket directory; without a login of its own.
bool serverAnswers(const QString& socketDirectory);

} // namespace switchyard::node
