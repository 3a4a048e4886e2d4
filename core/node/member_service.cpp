// MemberLife: the server runs, and is watched until it ends or a stop is requested.

#include "core/node/member_life.h"

#include "core/node/pause.h"

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto tick = 1s;
// Docker grants 120 s (stop_grace_period); the rest is for the immediate stop, should it come to that.
constexpr auto fastStopPatience = 100s;

} // namespace

Result<void> MemberLife::serve(const std::stop_token& stop)
{
    const bool primary = isPrimary();
    enter(Phase::Starting, primary ? u"as primary"_s : u"as standby"_s);
    if (const auto started = server_.start(settings_.paths.data()); !started)
        return started;
    auto result = waitUntilReady(stop);
    if (result && primary) {
        // The secrets are what is true: a password that was changed in them is set here.
        result = ensureRoles(stop);
        if (!result)
            log_.say(u"roles and databases could not be brought up to date: %1"_s.arg(result.error().detail));
        result = {};
    }
    if (result) {
        log_.say(primary ? u"the server accepts connections as primary"_s
                         : u"the server accepts connections as standby"_s);
        repmgrd_.reset();
        streaming_ = false;
        result = watch(stop);
    }
    repmgrd_.stop();
    stopServer();
    return result;
}

Result<void> MemberLife::waitUntilReady(const std::stop_token& stop)
{
    // Recovery takes as long as it takes; meanwhile the state file is kept fresh.
    for (;;) {
        const auto ready = server_.waitReady({Deadline::in(5s), stop});
        if (ready || ready.error().kind != ErrorKind::Timeout)
            return ready;
        enter(Phase::Starting, u"recovering"_s);
    }
}

Result<void> MemberLife::watch(const std::stop_token& stop)
{
    bool primary = isPrimary();
    while (!stop.stop_requested()) {
        if (const auto status = server_.ended())
            return fail(ErrorKind::Internal, u"node.server_ended"_s,
                u"PostgreSQL %1; looking again how it may start"_s.arg(status->text()));
        if (isPrimary() != primary) {
            primary = isPrimary();
            log_.say(u"the server was promoted"_s);
            repmgrd_.reset();
        }
        enter(primary ? Phase::Primary : Phase::Standby,
            primary ? u"accepts reads and writes"_s : u"accepts reads"_s);
        if (!primary && !streaming_)
            sayStreaming();
        repmgrd_.tick(primary, stop);
        pause(tick, stop);
    }
    return {};
}

void MemberLife::sayStreaming()
{
    const auto peers = probe_->askServers(
        {{settings_.name, settings_.administrationHost(settings_.name)}}, {Deadline::in(1s)});
    streaming_ = peers.first().server && peers.first().server->streaming;
    if (streaming_)
        log_.say(u"streaming"_s);
}

void MemberLife::stopServer()
{
    if (server_.ended())
        return;
    enter(Phase::Stopping, u"stopping PostgreSQL"_s);
    log_.say(u"stopping PostgreSQL (fast)"_s);
    if (!server_.stop(fastStopPatience))
        log_.say(
            u"PostgreSQL did not stop within %1 s and was stopped at once; it will recover at its next start"_s
                .arg(fastStopPatience.count()));
}

} // namespace switchyard::node
