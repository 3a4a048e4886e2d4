// Process 1 of a container: signals and reaping on the main thread, the life of the member or pooler on
// another.

#include "app/node/commands.h"

#include "core/node/member_life.h"
#include "core/node/pooler_life.h"

#include <QProcessEnvironment>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <thread>
#include <unistd.h>

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

/// What the main thread waits for. SIGUSR1 is how the other thread says that it has ended.
sigset_t awaitedSignals()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGCHLD, SIGTERM, SIGINT, SIGQUIT, SIGHUP, SIGUSR1})
        sigaddset(&set, signal);
    return set;
}

Result<void> live(const Settings& settings, Processes& processes, Log& log, const std::stop_token& stop)
{
    if (settings.role == NodeRole::Pooler) {
        const auto connector = postgres::makeLibpqConnector();
        return PoolerLife(settings, processes, *connector, log).run(stop);
    }
    Connectors connectors{
        postgres::makeLibpqConnector(), postgres::makeLibpqConnector(), postgres::makeLibpqConnector()};
    return MemberLife(settings, processes, std::move(connectors), log).run(stop);
}

/// Swarm starts the next container at once, so one that cannot begin stays for a while.
int leaveSlowly(const sigset_t& signals, int code)
{
    const timespec patience{5, 0};
    for (;;) {
        const int signal = ::sigtimedwait(&signals, nullptr, &patience);
        if (signal != SIGCHLD && signal != SIGUSR1 && signal != SIGHUP)
            return code;
    }
}

QMap<QString, QString> systemEnvironment()
{
    QMap<QString, QString> map;
    const auto system = QProcessEnvironment::systemEnvironment();
    for (const QString& name : system.keys())
        map.insert(name, system.value(name));
    return map;
}

} // namespace

int supervise()
{
    const sigset_t signals = awaitedSignals();
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr); // before any thread, so that all have it
    const auto settings = parseSettings(systemEnvironment());
    if (!settings) {
        std::fprintf(stderr, "switchyard-node: %s\n", qPrintable(settings.error().detail));
        return leaveSlowly(signals, 64);
    }
    Log log(settings->name);
    Processes processes({{"PGPASSFILE", settings->paths.passFile().toUtf8()}, {"LC_ALL", "C.UTF-8"}});
    std::atomic<bool> ended = false, couldNotBegin = false;
    std::jthread life([&](const std::stop_token& stop) {
        const auto result = live(*settings, processes, log, stop);
        if (!result) {
            log.say(u"cannot begin: %1"_s.arg(result.error().detail));
            couldNotBegin = true;
        }
        ended = true;
        ::kill(::getpid(), SIGUSR1);
    });
    while (!ended) {
        int signal = 0;
        if (::sigwait(&signals, &signal) != 0)
            continue;
        if (signal == SIGCHLD)
            processes.reap();
        else if (signal == SIGTERM || signal == SIGINT || signal == SIGQUIT)
            life.request_stop();
    }
    life.join();
    log.say(u"ended"_s);
    return couldNotBegin ? leaveSlowly(signals, 1) : 0;
}

} // namespace switchyard::node
