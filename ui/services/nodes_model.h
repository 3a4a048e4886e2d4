#pragma once
#include "ui/services/service_rows.h"
#include "ui/widgets/ordered_table.h"

namespace switchyard::ui {

/// The nodes of the Swarm.
class NodesModel : public OrderedTable<NodeRow>
{
    Q_OBJECT
public:
    enum Column { Name, State, Role, Cpu, Memory, Tasks, Engine, ColumnCount };
    using OrderedTable::OrderedTable;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString words(const NodeRow& row, int column) const;
    QString toolTip(const NodeRow& row, int column) const;
};

void sortNodes(QVector<NodeRow>& rows, int column, Qt::SortOrder order);
bool matches(const NodeRow& row, const QString& words);

} // namespace switchyard::ui
