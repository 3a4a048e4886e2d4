#pragma once
// The supervisor's unix socket in its container: repmgrd, a person in a shell and the window (over SQL) all
// ask through it. One line in, one line out.

#include "core/base/deadline.h"
#include "core/base/error.h"
#include "core/node/settings.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace switchyard::node {

struct Reply
{
    bool done = false;
    QString text;
    bool operator==(const Reply&) const = default;
};

QString controlSocket(const Paths& paths);

/// Listens on a thread of its own; hands one request at a time to whoever takes it. Thread-safe.
class Control
{
public:
    Result<void> start(const QString& path);
    ~Control();

    /// The words of a request that nobody has taken yet. Whoever takes it must answer it.
    std::optional<QStringList> take();
    void answer(const Reply& reply);
    /// Waits until there may be something to take, for so long at most.
    bool waitForRequest(std::chrono::milliseconds span, const std::stop_token& stop);

private:
    void serve(const std::stop_token& stop);
    Reply pass(const QStringList& words, const std::stop_token& stop);

    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<QStringList> waiting_;
    bool taken_ = false;
    std::optional<Reply> reply_;
    int socket_ = -1;
    std::jthread thread_;
};

/// Asks the supervisor of this container. NotFound "node.not_running", Timeout "node.busy".
Result<Reply> askControl(const QString& path, const QStringList& words, const Call& call);

} // namespace switchyard::node
