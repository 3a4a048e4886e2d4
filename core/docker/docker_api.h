#pragma once
// The calls that we make to a Swarm manager, as an interface: tests replace the transport below it
// (Engine over a scripted socket), never the logic above.

#include "core/base/deadline.h"
#include "core/base/error.h"
#include "core/docker/types.h"

#include <functional>

namespace switchyard::docker {

/// All calls block the calling (worker) thread until the deadline, and return early with
/// ErrorKind::Cancelled ("engine.cancelled") when a stop is requested. Not thread-safe: one instance belongs
/// to one thread, which also destroys it. Errors: "engine.unreachable", "engine.timeout", "engine.tls",
/// "engine.denied" (socket permissions, 401/403), "engine.not_a_manager" (503/406 of swarm endpoints on a
/// worker or outside a Swarm), "engine.no_leader", "engine.not_found", "engine.conflict", "engine.garbage"
/// (an answer that is not HTTP or not this API), "engine.too_old" (API below 1.40), "engine.error" (any other
/// answer; detail is the engine's message). With "engine.tls", `hint` says whose refusal it was:
/// "tls.server_certificate" (we refused the engine's), "tls.client_certificate" (the engine refused ours),
/// "tls.files" (our PEM files cannot be used), "tls.required" (the engine speaks TLS and we did not),
/// "tls.handshake" (anything else).
class DockerApi
{
public:
    virtual ~DockerApi() = default;

    virtual Result<EngineInfo> info(const Call& call) = 0;
    virtual Result<QVector<Node>> nodes(const Call& call) = 0;
    /// Services that carry all of `labels` (an empty value matches any value), with ServiceStatus.
    virtual Result<QVector<Service>> services(const Labels& labels, const Call& call) = 0;
    /// Tasks, in all states that the Swarm still remembers.
    virtual Result<QVector<Task>> tasks(const Call& call) = 0;
    virtual Result<QVector<Config>> configs(const Labels& labels, const Call& call) = 0;
    virtual Result<QVector<Network>> networks(const Labels& labels, const Call& call) = 0;

    struct LogOptions
    {
        bool follow = false;
        int tail = 200;  ///< lines from the end of each task's log; -1 for all
        QDateTime since; ///< leaves out lines before this time of their node's clock; invalid: none are
    };
    /// Delivers lines until the stream ends, `sink` returns false, the deadline passes (an error unless
    /// following), or a stop. When the Swarm could not reach a node for its part, what there is comes first,
    /// then "engine.error".
    virtual Result<void> serviceLogs(const QString& serviceId, const LogOptions& options,
        const std::function<bool(const LogLine&)>& sink, const Call& call) = 0;
    /// Delivers events until `sink` returns false, the deadline passes (not an error), or a stop.
    virtual Result<void> events(const std::function<bool(const Event&)>& sink, const Call& call) = 0;
};

} // namespace switchyard::docker
