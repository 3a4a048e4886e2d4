#pragma once
// Slots as a table: rows change by slot name, never by a reset.

#include "ui/replication/slot_rows.h"

#include <QAbstractTableModel>

namespace switchyard::ui {

class SlotsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Reader, Kind, State, Keeps, Share, FullIn, ColumnCount };
    enum Role { MarkRole = Qt::UserRole, ShareRole, LiveRole };

    using QAbstractTableModel::QAbstractTableModel;
    void setRows(const QVector<SlotRow>& next);       ///< sorted by name
    void setLimit(std::optional<std::int64_t> bytes); ///< what the header of Share says
    const SlotRow& row(int index) const { return rows_.at(index); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString words(const SlotRow& row, int column) const;

    QVector<SlotRow> rows_;
    std::optional<std::int64_t> limitBytes_;
};

} // namespace switchyard::ui
