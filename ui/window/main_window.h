#pragma once
// One cluster's pages and the frame around them: it composes them and hands snapshots on, nothing else. What
// stands in it belongs to that cluster for good, so that nothing of another one can be mistaken for it.

#include "ui/widgets/icons.h"
#include "ui/widgets/page.h"
#include "ui/window/cluster_row.h"
#include "ui/window/window_info.h"

#include <QMainWindow>

class QSettings;
class QStackedWidget;
class QTimer;

namespace switchyard::ui {

class FindingsPopup;
class FirstLook;
class PoolerDesk;
class Rail;
class ReplicationPage;
class StatusLine;
class TopBar;
class TopologyPage;
class TroubleBanner;

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// All references outlive the window; `settings` keeps its look.
    MainWindow(const PageParts& parts, const WindowInfo& info, ObserverControl control, PoolerDesk& desk,
        QSettings& settings);

    Page* currentPage() const;
    int pageCount() const { return static_cast<int>(pages_.size()); }
    void openPage(int index); ///< in the order of the rail
    /// Whether anybody can see it: what nobody sees is asked less often.
    void setWatched(bool watched);
    void setOthers(const OthersInTrouble& others);
    QPoint belowClusterBox() const; ///< where the list of clusters opens (global)

public Q_SLOTS:
    /// A new snapshot (never null). UI thread; parts.history already holds its samples.
    void showSnapshot(const switchyard::SnapshotPtr& snapshot);

Q_SIGNALS:
    void clustersRequested();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void addPage(Page* page, Icon icon, const QString& label);
    void addShortcuts();
    void makeFrame();
    ReplicationPage* makeReplicationPage();
    void updateAges();
    void switchScheme();
    void applyScheme();
    void inspect(const QString& subject);
    void toggleFindings();

    const PageParts parts_;
    const WindowInfo info_;
    const ObserverControl control_;
    QSettings& settings_;
    SnapshotPtr snapshot_;
    Rail* rail_;
    TopBar* top_;
    TroubleBanner* banner_;
    QStackedWidget* stack_;
    FirstLook* firstLook_;
    StatusLine* status_ = nullptr;
    FindingsPopup* findings_;
    QTimer* ages_;
    QVector<Page*> pages_;
    TopologyPage* topology_ = nullptr;
    int current_ = 0;
    int poolsIndex_ = -1;
    bool watched_ = false; ///< the observer begins as for one that nobody sees
};

} // namespace switchyard::ui
