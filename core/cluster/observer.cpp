// The observer's threads. Each waits for one thing only, so that none can hold up another:
//   swarm      looks at the engine; a hanging engine costs this thread its deadline, and nobody else anything
//   events     listens to the engine's event stream and asks for a look at once when something changed
//   databases  asks all members and poolers together, joins that with the last look at the Swarm, and is the
//   only
//              one to publish: generations are in order, and findings are judged against the snapshot before
#include "core/cluster/observer.h"

#include "core/cluster/findings.h"
#include "core/cluster/gather.h"
#include "core/cluster/look_deadline.h"
#include "core/cluster/pace.h"
#include "core/cluster/swarm_watch.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace switchyard {

using namespace Qt::StringLiterals;
using std::chrono::steady_clock;

namespace {

/// After this many failures in a row an engine is asked less often: each attempt may cost an ssh process.
constexpr int eagerFailures = 5;
constexpr Duration reluctant = std::chrono::seconds(3);
/// A stream that is silent for so long is opened anew: a peer that vanished sends no end.
constexpr Duration eventStreamAge = std::chrono::seconds(60);

} // namespace

struct Observer::Private
{
    Private(ClusterProfile p, ObserverParts o, Sink s)
        : profile(std::move(p)), parts(std::move(o)), sink(std::move(s)), interval(profile.interval)
    {
    }

    void watchSwarm(const std::stop_token& stop);
    void listen(const std::stop_token& stop);
    void watchDatabases(const std::stop_token& stop);
    void look(docker::DockerApi& api, const std::stop_token& stop);
    bool waitFor(Pace& pace, const std::stop_token& stop);
    void sleep(Duration span, const std::stop_token& stop);
    Duration swarmInterval() const;

    const ClusterProfile profile;
    const ObserverParts parts;
    const Sink sink;

    std::mutex mutex; ///< guards all below up to the threads
    std::condition_variable_any wake;
    Duration interval;
    FindingLimits limits;
    SwarmWatch swarm;
    Pace swarmPace{SteadyTime{}};
    Pace databasePace{SteadyTime{}};

    std::vector<std::jthread> threads;
};

/// Waits until the next gather is due and begins it; false when a stop was requested.
bool Observer::Private::waitFor(Pace& pace, const std::stop_token& stop)
{
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
        const SteadyTime due = pace.due();
        if (steady_clock::now() >= due) {
            pace.begin(steady_clock::now(), &pace == &swarmPace ? swarmInterval() : interval);
            return true;
        }
        wake.wait_until(lock, stop, due, [&] { return pace.due() != due; });
    }
    return false;
}

void Observer::Private::sleep(Duration span, const std::stop_token& stop)
{
    std::unique_lock lock(mutex);
    wake.wait_until(lock, stop, steady_clock::now() + span, [] { return false; });
}

Duration Observer::Private::swarmInterval() const
{
    return swarm.failures() >= eagerFailures ? std::max(interval, reluctant) : interval;
}

void Observer::Private::look(docker::DockerApi& api, const std::stop_token& stop)
{
    const Instant began = parts.clock.now();
    {
        const std::lock_guard lock(mutex);
        swarm.begin(steady_clock::now());
    }
    auto facts =
        gatherSwarm(api, profile.clusterLabel, Call{Deadline::in(lookDeadline(profile.engine)), stop});
    if (stop.stop_requested())
        return;
    {
        const std::lock_guard lock(mutex);
        if (swarm.end(std::move(facts), began, steady_clock::now()))
            databasePace.request();
    }
    wake.notify_all();
}

void Observer::Private::watchSwarm(const std::stop_token& stop)
{
    const auto api = parts.makeDockerApi();
    while (waitFor(swarmPace, stop))
        look(*api, stop);
}

void Observer::Private::listen(const std::stop_token& stop)
{
    const auto api = parts.makeDockerApi();
    const auto requestLook = [this] {
        {
            const std::lock_guard lock(mutex);
            swarmPace.request();
            databasePace.request();
        }
        wake.notify_all();
    };
    int failures = 0;
    while (!stop.stop_requested()) {
        const SteadyTime opened = steady_clock::now();
        const auto onEvent = [&](const docker::Event& event) {
            if (isNews(event))
                requestLook();
            return true;
        };
        const auto ended = api->events(onEvent, Call{Deadline::in(eventStreamAge), stop});
        // A stream that ends at once is a failure too, whatever it says: else this would spin.
        const bool lasted = steady_clock::now() - opened > std::chrono::seconds(5);
        failures = lasted ? 0 : failures + 1;
        if (stop.stop_requested() || (ended && lasted))
            continue;
        sleep(backoff(std::max(failures, 1)), stop);
        requestLook(); // what happened meanwhile was not heard
    }
}

void Observer::Private::watchDatabases(const std::stop_token& stop)
{
    const auto connector = parts.makeConnector();
    Credentials credentials(profile);
    MemberAsking asking;
    SnapshotPtr previous;
    bool loginRefused = false;
    while (waitFor(databasePace, stop)) {
        Gather gather;
        FindingLimits judgedBy;
        gather.began = parts.clock.now();
        const SteadyTime began = steady_clock::now();
        {
            const std::lock_guard lock(mutex);
            gather.swarm = swarm.at(began);
            judgedBy = limits;
        }
        gather.discovery = discover(gather.swarm, profile);
        credentials.refresh(loginRefused);
        gather.answers = gatherDatabases(*connector, profile, gather.discovery, credentials, asking,
            Call{Deadline::in(databaseDeadline), stop});
        if (stop.stop_requested())
            return;
        gather.took = std::chrono::duration_cast<Duration>(steady_clock::now() - began);
        loginRefused = anyLoginRefused(gather.answers);
        previous = std::make_shared<const ClusterSnapshot>(
            assemble(profile, std::move(gather), previous.get(), judgedBy));
        sink(previous);
    }
}

Observer::Observer(ClusterProfile profile, ObserverParts parts, Sink sink)
    : d_(std::make_unique<Private>(std::move(profile), std::move(parts), std::move(sink)))
{
}

Observer::~Observer()
{
    // All are asked before any is joined: they stop side by side.
    requestStop();
    d_->threads.clear();
}

void Observer::requestStop()
{
    for (auto& thread : d_->threads)
        thread.request_stop();
}

void Observer::start()
{
    Private& d = *d_;
    if (!d.threads.empty())
        return;
    const SteadyTime now = steady_clock::now();
    // Many open clusters often lead to the same servers, and always to this machine: each asks at a moment of
    // its own. The engine and the databases of one are asked in turn.
    const Pace::Phase phase(qHash(d.profile.name, 0));
    d.swarmPace = Pace(now, phase.opposite());
    // The first snapshot waits for the Swarm's first answer, but no longer than its patience.
    d.databasePace = Pace(now + SwarmWatch::patience, phase);
    d.threads.emplace_back([&d](const std::stop_token& stop) { d.watchSwarm(stop); });
    d.threads.emplace_back([&d](const std::stop_token& stop) { d.listen(stop); });
    d.threads.emplace_back([&d](const std::stop_token& stop) { d.watchDatabases(stop); });
}

void Observer::refreshNow()
{
    {
        const std::lock_guard lock(d_->mutex);
        d_->swarmPace.request();
        d_->databasePace.request();
    }
    d_->wake.notify_all();
}

void Observer::setInterval(std::chrono::milliseconds interval)
{
    {
        const std::lock_guard lock(d_->mutex);
        d_->interval = interval;
        d_->swarmPace.setInterval(d_->swarmInterval());
        d_->databasePace.setInterval(interval);
    }
    d_->wake.notify_all();
}

void Observer::setLagLimits(const LagLimits& limits)
{
    {
        const std::lock_guard lock(d_->mutex);
        d_->limits.replayLag = limits;
        d_->databasePace.request();
    }
    d_->wake.notify_all();
}

} // namespace switchyard
