#pragma once
// The one window of the application: the pages of one open cluster are seen, the others are a key away.

#include "ui/window/cluster_row.h"
#include "ui/window/main_window.h"

#include <QMainWindow>

#include <functional>
#include <map>

#include <functional>

class QSettings;
class QStackedWidget;
class QTimer;

namespace switchyard::ui {

class ClusterSwitcher;
class NoticeBar;
class ReportSheet;

/// What pages ask of a cluster besides its snapshots; outlives them.
struct ClusterPorts
{
    PoolerDesk& desk;
    LogPort& logs;
};

/// A cluster that is observed now.
struct OpenedCluster
{
    WindowInfo info;
    const History* history = nullptr; ///< outlives the cluster in the window
    ObserverControl control;
    std::function<ClusterPorts()> ports; ///< called when its pages are made: who is never shown needs none
};

/// Knows all profiles, and of the open ones the newest snapshot. Pages are made when a cluster is first shown
/// and belong to it; those that were not looked at for longest go when there are too many.
class ClustersWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// All references outlive the window; `settings` keeps its place and its look.
    ClustersWindow(Theme& theme, const Clock& clock, QSettings& settings);

    /// What is known of a profile that is not observed (again); replaces what was known of that name.
    void setEntry(const ClusterEntry& entry);
    void removeEntry(const QString& name);
    /// From now on the cluster is observed; its snapshots follow.
    void addCluster(const OpenedCluster& cluster);
    /// It is observed no longer: its pages go, and the cluster shown before it comes back.
    void removeCluster(const QString& name);
    void showCluster(const QString& name); ///< one of the open ones
    void showSnapshot(const QString& name, const SnapshotPtr& snapshot);
    /// What is seen while no cluster is shown; becomes the window's.
    void setWelcome(QWidget* welcome);

    QString shownCluster() const { return shown_; }
    QStringList openClusters() const;
    MainWindow* view() const; ///< of the shown cluster; null if none is
    void openSwitcher();
    void raiseForPerson(); ///< before all others, out of the dock
    /// One sentence above everything until it is answered or dismissed; replaces the one before.
    void offer(const QString& sentence, const QString& button, std::function<void()> accepted,
        std::function<void()> dismissed);
    void showReport(const QString& where, const QString& text);

Q_SIGNALS:
    void openRequested(const QString& name);
    void closeRequested(const QString& name);
    void editRequested(const QString& name);
    void newRequested();
    void shownChanged(const QString& name); ///< empty: none

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Held
    {
        ClusterEntry entry;
        OpenedCluster cluster;      ///< of an open one
        MainWindow* view = nullptr; ///< once it was shown
    };
    void choose(const QString& name);
    void step(int by);
    MainWindow* makeView(Held& held);
    void dropOldViews();
    void showNone();
    void updateRows();
    QVector<Action> clusterActions();
    QVector<ClusterEntry> entries() const;
    QVector<ClusterRow> rows(const QVector<ClusterEntry>& all) const;

    Theme& theme_;
    const Clock& clock_;
    QSettings& settings_;
    QStackedWidget* stack_;
    NoticeBar* notice_;
    ReportSheet* report_;
    ClusterSwitcher* switcher_;
    QTimer* ages_;
    QWidget* welcome_ = nullptr;
    std::map<QString, Held> held_;
    QStringList recent_; ///< shown clusters, the newest first
    QString shown_;
};

} // namespace switchyard::ui
