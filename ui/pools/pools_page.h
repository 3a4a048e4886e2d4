#pragma once
#include "ui/pools/connections_panel.h"
#include "ui/pools/pool_inspector.h"
#include "ui/pools/pool_watch.h"
#include "ui/pools/pools_view.h"
#include "ui/pools/waiting_panel.h"
#include "ui/widgets/page.h"
#include "ui/widgets/segmented_control.h"

class QLineEdit;
class QSortFilterProxyModel;

namespace switchyard::ui {

/// Each pooler and database: who is connected, who waits, and why.
class PoolsPage : public Page
{
    Q_OBJECT
public:
    /// `desk` outlives the page.
    PoolsPage(const PageParts& parts, PoolerDesk& desk, QWidget* parent = nullptr);
    void showSnapshot(const SnapshotPtr& snapshot) override;
    void updateAges() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeHeader();
    QWidget* makeTablePanel();
    void fillTable();
    void showTotals();
    void showChosen();
    void fitTable();
    void chooseFirst();
    void choosePooler(const QString& pooler);
    bool listsWanted() const;
    void arrange();
    void watch();
    void showLists();

    const PageParts parts_;
    SnapshotPtr snapshot_;
    QString chosen_; ///< "pooler/database"
    PoolsModel* model_;
    QSortFilterProxyModel* proxy_;
    PoolWatch* watch_;
    SegmentedControl* grouping_;
    QLineEdit* filter_;
    TextLine* totals_;
    Panel* tablePanel_;
    PoolsView* view_;
    TextLine* empty_;
    WaitingPanel* waiting_;
    ConnectionsPanel* connections_;
    PoolInspector* inspector_;
};

} // namespace switchyard::ui
