#pragma once
#include "core/base/fact.h"
#include "ui/pools/connections_model.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_line.h"

class QSortFilterProxyModel;
class QTableView;
class QToolButton;

namespace switchyard::ui {

/// Clients, servers and users of one pooler: who waits for what, and since when.
class ConnectionsPanel : public Panel
{
    Q_OBJECT
public:
    explicit ConnectionsPanel(const PageParts& parts, QWidget* parent = nullptr);
    /// lists: of this pooler.
    void show(const SnapshotPtr& snapshot, const QString& pooler, const Fact<PoolerLists>& lists);
    void setFilter(const QString& words); ///< rows that have them in any column
    void updateAges();

Q_SIGNALS:
    void poolerWanted(const QString& pooler); ///< chosen from the menu

private:
    struct Table
    {
        ConnectionsModel* model = nullptr;
        QSortFilterProxyModel* proxy = nullptr;
        QTableView* view = nullptr;
    };
    Table makeTable(ConnectionKind kind, const QString& name, const QString& accessibleName);
    QWidget* makeHead();
    void fill();
    void choosePooler();
    void fitColumns(const Table& table);

    const PageParts parts_;
    SnapshotPtr snapshot_;
    QString pooler_, filter_;
    Fact<PoolerLists> lists_;
    QToolButton* choice_;
    SegmentedControl* kind_;
    TextLine* age_;
    TextLine* empty_;
    QVector<Table> tables_; ///< by ConnectionKind
};

} // namespace switchyard::ui
