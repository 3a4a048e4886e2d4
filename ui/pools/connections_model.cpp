#include "ui/pools/connections_model.h"

#include "ui/widgets/keyed_rows.h"

#include <cmath>

namespace switchyard::ui {

ConnectionsModel::ConnectionsModel(ConnectionKind kind, QObject* parent)
    : QAbstractTableModel(parent), kind_(kind), headers_(connectionHeaders(kind))
{
}

void ConnectionsModel::setRows(const QVector<ConnectionRow>& next)
{
    if (rows_.isEmpty() || next.isEmpty()) { // nothing is selected or scrolled: in one step
        if (rows_.isEmpty() && next.isEmpty())
            return;
        beginResetModel();
        rows_ = next;
        endResetModel();
        return;
    }
    struct Hooks
    {
        ConnectionsModel& model;
        void remove(int row, const std::function<void()>& apply)
        {
            model.beginRemoveRows({}, row, row);
            apply();
            model.endRemoveRows();
        }
        void insert(int row, const std::function<void()>& apply)
        {
            model.beginInsertRows({}, row, row);
            apply();
            model.endInsertRows();
        }
        void change(int row, const ConnectionRow& fresh)
        {
            if (model.rows_[row] == fresh)
                return;
            model.rows_[row] = fresh;
            Q_EMIT model.dataChanged(
                model.index(row, 0), model.index(row, static_cast<int>(model.headers_.size()) - 1));
        }
    } hooks{*this};
    mergeRows(
        rows_, next, [](const ConnectionRow& row) { return row.key; }, hooks);
}

int ConnectionsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ConnectionsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(headers_.size());
}

QVariant ConnectionsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rows_.size())
        return {};
    const ConnectionRow& row = rows_.at(index.row());
    const QString& words = row.cells.at(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return words;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            (isFigure(kind_, index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case MarkRole: return static_cast<int>(row.mark);
    case NotableRole: return row.notable;
    case DatabaseRole: return row.database;
    case OrderRole: {
        const double order = row.order.at(index.column());
        return std::isnan(order) ? QVariant(words) : QVariant(order);
    }
    default: return {};
    }
}

QVariant ConnectionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            (isFigure(kind_, section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return role == Qt::DisplayRole ? QVariant(headers_.value(section)) : QVariant();
}

} // namespace switchyard::ui
