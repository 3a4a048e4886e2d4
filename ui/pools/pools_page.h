#pragma once
#include "ui/pools/pool_inspector.h"
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
    explicit PoolsPage(const PageParts& parts, QWidget* parent = nullptr);
    void showSnapshot(const SnapshotPtr& snapshot) override;
    void updateAges() override;

private:
    QWidget* makeHeader();
    QWidget* makeTablePanel();
    void fillTable();
    void showTotals();
    void showChosen();
    void fitTable();
    void chooseFirst();

    const PageParts parts_;
    SnapshotPtr snapshot_;
    QString chosen_; ///< "pooler/database"
    PoolsModel* model_;
    QSortFilterProxyModel* proxy_;
    SegmentedControl* grouping_;
    QLineEdit* filter_;
    TextLine* totals_;
    Panel* tablePanel_;
    PoolsView* view_;
    TextLine* empty_;
    WaitingPanel* waiting_;
    PoolInspector* inspector_;
};

} // namespace switchyard::ui
