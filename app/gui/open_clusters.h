#pragma once
// The clusters that are observed: each with its observer, its history, and the bridge from the one to the
// other.

#include "app/gui/live_feed.h"
#include "core/history/history.h"
#include "ui/window/clusters_window.h"

#include <QObject>

#include <list>
#include <map>
#include <memory>
#include <thread>

namespace switchyard {

/// UI thread. Nothing here waits but the destructor, and that for all observers at once (about 100 ms, and
/// longer only for an action on a pooler that is taken back first).
class OpenClusters : public QObject
{
    Q_OBJECT
public:
    /// `clock` outlives this. `whileHidden`: how often a cluster is asked that nobody looks at; empty: as
    /// often as its profile says.
    OpenClusters(const Clock& clock, std::optional<std::chrono::milliseconds> whileHidden);
    ~OpenClusters() override;

    /// Observes the cluster of this profile from now on; the first look after `delay`, so that many that are
    /// opened together do not all ask at the same moment. One that is open already stays as it is.
    void open(const ClusterProfile& profile, const Passwords& passwords, std::chrono::milliseconds delay);
    void close(const QString& name);
    bool isOpen(const QString& name) const { return open_.contains(name); }

Q_SIGNALS:
    void opened(const switchyard::ui::OpenedCluster& cluster);
    void arrived(const QString& name, const switchyard::SnapshotPtr& snapshot);
    void closing(const QString& name); ///< its history goes after this

private:
    struct Cluster;
    ui::ClusterPorts portsOf(Cluster& cluster) const;

    const Clock& clock_;
    const std::shared_ptr<HistoryBudget> historyBudget_; ///< of all together
    std::optional<std::chrono::milliseconds> whileHidden_;
    std::map<QString, std::unique_ptr<Cluster>> open_;
    std::list<std::unique_ptr<Cluster>> leaving_; ///< closed; their observers' threads still end
};

} // namespace switchyard
