#pragma once
#include "core/base/fact.h"
#include "ui/pools/connections_filter.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_line.h"

class QPushButton;
class QTableView;
class QToolButton;

namespace switchyard::ui {

/// Clients, servers and users of one pooler: who waits for what, and since when.
class ConnectionsPanel : public Panel
{
    Q_OBJECT
public:
    explicit ConnectionsPanel(const PageParts& parts, QWidget* parent = nullptr);
    /// lists: of this pooler. database: the chosen one, which the lists can be narrowed to.
    void show(const SnapshotPtr& snapshot, const QString& pooler, const QString& database,
        const Fact<PoolerLists>& lists);
    void showOnlyDatabase();
    void setFilter(const QString& words); ///< rows that have them in any column
    void updateAges();

Q_SIGNALS:
    void poolerWanted(const QString& pooler); ///< chosen from the menu

private:
    struct Table
    {
        ConnectionsModel* model = nullptr;
        ConnectionsFilter* proxy = nullptr;
        QTableView* view = nullptr;
    };
    Table makeTable(ConnectionKind kind, const QString& name, const QString& accessibleName);
    QWidget* makeHead();
    void fill();
    void narrow();
    void choosePooler();
    void fitColumns(const Table& table);

    const PageParts parts_;
    SnapshotPtr snapshot_;
    QString pooler_, database_, filter_;
    Fact<PoolerLists> lists_;
    QToolButton* choice_;
    SegmentedControl* kind_;
    QPushButton* only_;
    TextLine* age_;
    TextLine* empty_;
    QVector<Table> tables_; ///< by ConnectionKind
};

} // namespace switchyard::ui
