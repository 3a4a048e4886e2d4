#pragma once
// The list as a table model: rows change by what they stand for, never by a reset.

#include "ui/topology/list_rows.h"

#include <QAbstractTableModel>

namespace switchyard::ui::topology {

class ListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Role, State, Follows, Figures, InLine, Node, Seen, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setRows(const QVector<ListRow>& next); ///< as listRows() makes them
    const ListRow& row(int index) const { return rows_.at(index); }
    int rowOf(const ObjectId& subject) const; ///< -1 if it is not there

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVector<ListRow> rows_;
};

} // namespace switchyard::ui::topology
