#include "core/node/repmgr_daemon.h"

#include <algorithm>
#include <csignal>

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto longestDelay = 10s;
constexpr auto ranWell = 60s; // after so long, the next failure starts with a short delay again

} // namespace

void RepmgrDaemon::tick(bool primary, const std::stop_token& stop)
{
    const auto now = std::chrono::steady_clock::now();
    if (pid_ != 0) {
        const auto status = processes_.ended(pid_);
        if (!status)
            return;
        pid_ = 0;
        if (now - startedAt_ > ranWell)
            delay_ = 1s;
        log_.say(u"repmgrd %1; it is started again in %2 s"_s.arg(status->text()).arg(delay_.count()));
        nextTry_ = now + delay_;
        delay_ = std::min<std::chrono::seconds>(delay_ * 2, longestDelay);
        registered_ = false; // its reason may be that the metadata no longer fits
    }
    if (now < nextTry_)
        return;
    if (!registered_ && !registerMember(primary, stop)) {
        nextTry_ = now + 3s;
        return;
    }
    const auto pid = processes_.start({{tools_.program(u"repmgrd"_s), u"-f"_s, tools_.repmgrConf(),
                                           u"--daemonize=false"_s, u"--no-pid-file"_s},
        {}});
    if (!pid) {
        log_.sayOnce(u"repmgrd cannot be started: %1"_s.arg(pid.error().detail));
        nextTry_ = now + longestDelay;
        return;
    }
    pid_ = *pid;
    startedAt_ = now;
}

bool RepmgrDaemon::registerMember(bool primary, const std::stop_token& stop)
{
    const QString role = primary ? u"primary"_s : u"standby"_s;
    QStringList arguments{role, u"register"_s, u"--force"_s};
    if (!primary) // repmgrd ends if the row that was written on the primary is not here yet
        arguments << u"--wait-sync=10"_s;
    const auto done = tools_.repmgr(arguments, {Deadline::in(30s), stop});
    if (!done) {
        log_.sayOnce(u"not registered with repmgr as %1 yet: %2"_s.arg(role, done.error().detail));
        return false;
    }
    log_.say(u"registered with repmgr as %1"_s.arg(role));
    registered_ = true;
    return true;
}

void RepmgrDaemon::reset()
{
    stop();
    registered_ = false;
    delay_ = 1s;
    nextTry_ = {};
}

void RepmgrDaemon::stop()
{
    if (pid_ == 0)
        return;
    if (!processes_.ended(pid_)) {
        ::kill(pid_, SIGTERM);
        if (!processes_.wait(pid_, {Deadline::in(5s)}))
            ::kill(pid_, SIGKILL);
        (void)processes_.wait(pid_, {Deadline::in(2s)});
    }
    pid_ = 0;
}

} // namespace switchyard::node
