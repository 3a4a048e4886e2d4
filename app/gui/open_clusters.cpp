#include "app/gui/open_clusters.h"

#include "app/gui/live_logs.h"
#include "app/gui/pooler_worker.h"
#include "core/docker/engine.h"
#include "core/postgres/connector.h"

#include <QSysInfo>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

// All clusters of a window together: with what they show, 40 of them stay below 200 MB.
constexpr std::size_t historyBytes = 64'000'000;

ui::WindowInfo infoOf(const ClusterProfile& profile, std::optional<std::chrono::milliseconds> whileHidden)
{
    ui::WindowInfo info;
    info.clusterName = profile.name;
    info.endpoint = docker::formatEndpoint(profile.engine);
    info.operatorName = qEnvironmentVariable("USER", u"root"_s) + u'@' + QSysInfo::machineHostName();
    info.interval = profile.interval;
    info.hiddenInterval = whileHidden.value_or(profile.interval);
    info.production = profile.production;
    return info;
}

ObserverParts partsFor(const docker::Endpoint& endpoint, const Passwords& passwords, const Clock& clock)
{
    return {[endpoint] { return docker::makeEngine(endpoint); },
        [] { return postgres::makeLibpqConnector(); }, clock, passwords};
}

} // namespace

struct OpenClusters::Cluster
{
    Cluster(const ClusterProfile& opened, const Passwords& given, const Clock& clock,
        const std::shared_ptr<HistoryBudget>& budget)
        : profile(opened), passwords(given), history(std::chrono::hours(7 * 24), budget),
          observer(std::make_unique<Observer>(profile, partsFor(profile.engine, passwords, clock),
              [this](SnapshotPtr snapshot) { feed.offer(std::move(snapshot)); }))
    {
    }

    const ClusterProfile profile;
    const Passwords passwords;
    History history;
    LiveFeed feed; ///< lives longer than the observer, whose threads write to it
    std::unique_ptr<Observer> observer;
    std::unique_ptr<PoolerWorker> poolers; ///< once its pages were made
    std::unique_ptr<LiveLogs> logs;
    std::jthread leaving; ///< joins their threads
};

OpenClusters::OpenClusters(const Clock& clock, std::optional<std::chrono::milliseconds> whileHidden)
    : clock_(clock), historyBudget_(std::make_shared<HistoryBudget>(historyBytes)), whileHidden_(whileHidden)
{
}

OpenClusters::~OpenClusters()
{
    for (const auto& [name, cluster] : open_)
        cluster->observer->requestStop();
}

void OpenClusters::open(
    const ClusterProfile& profile, const Passwords& passwords, std::chrono::milliseconds delay)
{
    const QString name = profile.name;
    if (isOpen(name))
        return;
    Cluster* cluster =
        (open_[name] = std::make_unique<Cluster>(profile, passwords, clock_, historyBudget_)).get();
    connect(&cluster->feed, &LiveFeed::arrived, this, [this, name, cluster](const SnapshotPtr& snapshot) {
        cluster->history.append(*snapshot);
        Q_EMIT arrived(name, snapshot);
    });
    Observer* observer = cluster->observer.get();
    Q_EMIT opened({infoOf(profile, whileHidden_), &cluster->history,
        {[observer] { observer->refreshNow(); },
            [observer](std::chrono::milliseconds interval) { observer->setInterval(interval); },
            [observer](const LagLimits& limits) { observer->setLagLimits(limits); }},
        [this, cluster] { return portsOf(*cluster); }});
    // The feed goes with its cluster, and with it a start that is still to come.
    QTimer::singleShot(delay, &cluster->feed, [observer] { observer->start(); });
}

ui::ClusterPorts OpenClusters::portsOf(Cluster& cluster) const
{
    const ClusterProfile& profile = cluster.profile;
    if (!cluster.poolers) {
        cluster.poolers = std::make_unique<PoolerWorker>(
            PoolerWorkParts{profile, [] { return postgres::makeLibpqConnector(); }, clock_, AuditLog(),
                infoOf(profile, whileHidden_).operatorName, cluster.passwords});
        cluster.logs = std::make_unique<LiveLogs>(
            [endpoint = profile.engine] { return docker::makeEngine(endpoint); }, clock_);
    }
    return {*cluster.poolers, *cluster.logs};
}

void OpenClusters::close(const QString& name)
{
    const auto it = open_.find(name);
    if (it == open_.end())
        return;
    Q_EMIT closing(name);
    it->second->feed.disconnect(this);
    it->second->observer->requestStop();
    if (it->second->logs)
        it->second->logs->follow({});
    leaving_.push_back(std::move(it->second));
    open_.erase(it);
    const auto place = std::prev(leaving_.end());
    Cluster* cluster = place->get();
    cluster->leaving = std::jthread([this, cluster, place] {
        cluster->observer.reset();
        if (cluster->poolers)
            cluster->poolers->finish();
        QMetaObject::invokeMethod(
            this, [this, place] { leaving_.erase(place); }, Qt::QueuedConnection);
    });
}

} // namespace switchyard
