#include "ui/topology/list_model.h"

#include "ui/widgets/keyed_rows.h"

#include <functional>

namespace switchyard::ui::topology {

namespace {

QString cellWords(const ListRow& row, int column)
{
    switch (column) {
    case ListModel::Name: return row.name;
    case ListModel::Role: return row.role;
    case ListModel::State: return row.state;
    case ListModel::Follows: return row.follows;
    case ListModel::Figures: return row.figures;
    case ListModel::InLine: return row.inLine;
    case ListModel::Node: return row.node;
    case ListModel::Seen: return row.seen;
    default: return {};
    }
}

} // namespace

void ListModel::setRows(const QVector<ListRow>& next)
{
    struct Hooks
    {
        ListModel& model;
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
        void change(int row, const ListRow& fresh)
        {
            if (model.rows_[row] == fresh)
                return;
            model.rows_[row] = fresh;
            Q_EMIT model.dataChanged(model.index(row, 0), model.index(row, ColumnCount - 1));
        }
    } hooks{*this};
    mergeRows(
        rows_, next, [](const ListRow& row) { return row.key(); }, hooks);
}

int ListModel::rowOf(const ObjectId& subject) const
{
    for (int i = 0; i < rows_.size(); ++i) {
        if (rows_[i].subject == subject)
            return i;
    }
    return -1;
}

int ListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ListModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rows_.size())
        return {};
    const ListRow& row = rows_.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return cellWords(row, index.column());
    // On the name all of it is read out, so that nobody has to go through the columns.
    case Qt::AccessibleTextRole:
        return index.column() == Name ? row.everything : cellWords(row, index.column());
    default: return {};
    }
}

QVariant ListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Name");
    case Role: return tr("Role");
    case State: return tr("State");
    case Follows: return tr("Source");
    case Figures: return tr("Figures");
    case InLine: return tr("In line to lead");
    case Node: return tr("Where");
    case Seen: return tr("Seen");
    default: return {};
    }
}

} // namespace switchyard::ui::topology
