#include "core/node/repmgr_daemon.h"

#include <algorithm>
#include <csignal>

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto longestDelay = 10s;
constexpr auto ranWell = 60s; // after so long, the next failure starts with a short delay again
constexpr auto longestRegistering = 30s;

} // namespace

void RepmgrDaemon::tick(bool primary, const std::function<bool()>& refresh)
{
    if (pid_ != 0)
        lookAtDaemon();
    if (pid_ != 0 || std::chrono::steady_clock::now() < nextTry_)
        return;
    if (registering_ != 0 && !registered())
        return;
    // A program of repmgr's is only needed the first time: a row that is there takes one statement.
    if (!registered_ && registering_ == 0)
        registered_ = refresh();
    if (registered_)
        startDaemon();
    else if (registering_ == 0)
        startRegistering(primary);
}

void RepmgrDaemon::lookAtDaemon()
{
    const auto status = processes_.ended(pid_);
    if (!status)
        return;
    const auto now = std::chrono::steady_clock::now();
    pid_ = 0;
    if (now - startedAt_ > ranWell)
        delay_ = 1s;
    log_.say(u"repmgrd %1; it is started again in %2 s"_s.arg(status->text()).arg(delay_.count()));
    nextTry_ = now + delay_;
    delay_ = std::min<std::chrono::seconds>(delay_ * 2, longestDelay);
    registered_ = false; // its reason may be that the metadata no longer fits
}

void RepmgrDaemon::startRegistering(bool primary)
{
    QStringList command{tools_.program(u"repmgr"_s), u"-f"_s, tools_.repmgrConf(), u"--log-level=WARNING"_s,
        primary ? u"primary"_s : u"standby"_s, u"register"_s, u"--force"_s};
    if (!primary) // repmgrd ends if the row that was written on the primary is not here yet
        command << u"--wait-sync=10"_s;
    startedAt_ = std::chrono::steady_clock::now();
    const auto pid = processes_.start({command, {}});
    if (pid)
        registering_ = *pid;
    else
        nextTry_ = startedAt_ + longestDelay;
}

// Whether it has come to a good end.
bool RepmgrDaemon::registered()
{
    const auto now = std::chrono::steady_clock::now();
    const auto status = processes_.ended(registering_);
    if (!status && now - startedAt_ < longestRegistering)
        return false;
    if (!status)
        end(registering_);
    registering_ = 0;
    registered_ = status && status->ok();
    if (!registered_) {
        log_.sayOnce(u"not registered with repmgr yet; its own words stand above"_s);
        nextTry_ = now + 2s;
    }
    return registered_;
}

void RepmgrDaemon::startDaemon()
{
    startedAt_ = std::chrono::steady_clock::now();
    const auto pid = processes_.start({{tools_.program(u"repmgrd"_s), u"-f"_s, tools_.repmgrConf(),
                                           u"--daemonize=false"_s, u"--no-pid-file"_s},
        {}});
    if (pid) {
        pid_ = *pid;
        return;
    }
    log_.sayOnce(u"repmgrd cannot be started: %1"_s.arg(pid.error().detail));
    nextTry_ = startedAt_ + longestDelay;
}

void RepmgrDaemon::reset()
{
    stop();
    registered_ = false;
    delay_ = 1s;
    nextTry_ = {};
}

void RepmgrDaemon::end(pid_t& pid)
{
    if (pid == 0)
        return;
    if (!processes_.ended(pid)) {
        ::kill(pid, SIGKILL); // neither keeps anything that a kill could harm, and nobody may wait for them
        (void)processes_.wait(pid, {Deadline::in(1s)});
    }
    pid = 0;
}

void RepmgrDaemon::stop()
{
    end(registering_);
    end(pid_);
}

} // namespace switchyard::node
