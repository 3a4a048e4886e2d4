#pragma once
// One cluster's pages and the frame around them: it composes them and hands snapshots on, nothing else. What
// stands in it belongs to that cluster for good, so that nothing of another one can be mistaken for it.

#include "ui/widgets/actions.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/page.h"
#include "ui/window/cluster_row.h"
#include "ui/window/window_info.h"

#include <QMainWindow>

class QSettings;
class QStackedWidget;
class QTimer;

namespace switchyard::ui {

class CommandPalette;
class FindingsPopup;
class FirstLook;
class KeyboardHelp;
class PoolerDesk;
class Rail;
class StatusLine;
class TopBar;
class TroubleBanner;

class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// All references outlive the window; `settings` keeps its look.
    MainWindow(const PageParts& parts, const WindowInfo& info, ObserverControl control, PoolerDesk& desk,
        QSettings& settings);

    Page* currentPage(); ///< made now if it never was shown
    int pageCount() const { return static_cast<int>(pages_.size()); }
    void openPage(int index); ///< in the order of the rail
    /// Whether anybody can see it: what nobody sees is asked less often.
    void setWatched(bool watched);
    void setOthers(const OthersInTrouble& others);
    QPoint belowClusterBox() const; ///< where the list of clusters opens (global)
    /// What the palette finds and the keyboard overview shows; who has more to offer adds it here.
    Actions& actions() { return actions_; }

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
    using MakePage = std::function<Page*()>;
    struct PageEntry
    {
        QString id; ///< stable, for the settings
        QString label;
        MakePage make;
        Page* page = nullptr; ///< once it was opened
    };
    /// Pages are made when they are first opened: the first frame waits for none of them.
    void addPage(const QString& id, Icon icon, const QString& label, MakePage make);
    Page* pageAt(int index);
    int indexOf(const QString& id) const;
    void addPages();
    void offerActions();
    QVector<Action> pageActions();
    QVector<Action> subjectActions();
    void makeFrame();
    Page* makeReplicationPage();
    void judgeLagBy(const LagLimits& limits);
    void showCounts();
    void updateAges();
    void chooseScheme(Scheme scheme);
    void switchScheme();
    void applyScheme();
    void openHelp();
    void rememberArrangement();
    void inspect(const QString& subject);
    void toggleFindings();

    const PageParts parts_;
    const WindowInfo info_;
    const ObserverControl control_;
    PoolerDesk& desk_;
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
    Actions actions_;
    CommandPalette* palette_;
    KeyboardHelp* help_;
    QVector<PageEntry> pages_;
    int current_ = 0;
    bool watched_ = false; ///< the observer begins as for one that nobody sees
};

} // namespace switchyard::ui
