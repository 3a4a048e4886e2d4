#pragma once
#include "ui/services/service_rows.h"
#include "ui/widgets/ordered_table.h"

namespace switchyard::ui {

/// The services of the cluster. Words are made when a cell is looked at, not when a snapshot comes.
class ServicesModel : public OrderedTable<ServiceRow>
{
    Q_OBJECT
public:
    enum Column { Name, State, Tasks, Nodes, Image, Cpu, Memory, Ended, ColumnCount };
    using OrderedTable::OrderedTable;

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString words(const ServiceRow& row, int column) const;
    QString toolTip(const ServiceRow& row, int column) const;
};

/// By a column; rows that are equal there by name.
void sortServices(QVector<ServiceRow>& rows, int column, Qt::SortOrder order);
/// Whether a row has `words` in its name, image, node or state.
bool matches(const ServiceRow& row, const QString& words);

} // namespace switchyard::ui
