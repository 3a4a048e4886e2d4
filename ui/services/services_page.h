#pragma once
#include "ui/services/log_panel.h"
#include "ui/services/nodes_model.h"
#include "ui/services/rows_view.h"
#include "ui/services/service_inspector.h"
#include "ui/services/services_model.h"
#include "ui/widgets/page.h"
#include "ui/widgets/segmented_control.h"

class QLineEdit;

namespace switchyard::ui {

/// The Swarm below the cluster: nodes, services, their tasks and logs, and why a task cannot be placed.
class ServicesPage : public Page
{
    Q_OBJECT
public:
    /// More logs than this are not followed at once: each takes a connection and a thread.
    static constexpr int mostLogs = 16;

    explicit ServicesPage(const PageParts& parts, QWidget* parent = nullptr);
    void showSnapshot(const SnapshotPtr& snapshot) override;
    void updateAges() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Order
    {
        int column = 0;
        Qt::SortOrder order = Qt::AscendingOrder;
    };

    QWidget* makeHeader();
    QWidget* makeTablePanel();
    void connectParts();
    bool showsNodes() const { return kind_->current() == 1; }
    RowsView* currentView() const { return showsNodes() ? nodesView_ : servicesView_; }
    QString chosen() const { return showsNodes() ? chosenNode_ : chosenService_; }
    void fillTables();
    void keepChoice();
    void fitTable();
    void showTotals();
    void showChosen();
    void chooseLogs();
    LogChoice logChoice() const;
    LogChoice choiceOfAll(const SwarmFacts& swarm) const;
    LogChoice choiceOfNode(const SwarmFacts& swarm) const;

    const PageParts parts_;
    SnapshotPtr snapshot_;
    QString chosenService_, chosenNode_;
    Order serviceOrder_, nodeOrder_;
    ServicesModel* servicesModel_;
    NodesModel* nodesModel_;
    SegmentedControl* kind_;
    QLineEdit* filter_;
    TextLine* totals_;
    Panel* tablePanel_;
    RowsView *servicesView_, *nodesView_;
    TextLine* empty_;
    LogPanel* logs_; ///< null where nobody hands in a port
    ServiceInspector* inspector_;
};

} // namespace switchyard::ui
