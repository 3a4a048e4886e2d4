#include "ui/window/clusters_model.h"

#include "ui/widgets/keyed_rows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

struct ClustersModel::Hooks
{
    ClustersModel& model;

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
    void change(int row, const ClusterRow& fresh)
    {
        if (model.rows_[row] == fresh)
            return;
        model.rows_[row] = fresh;
        Q_EMIT model.dataChanged(model.index(row), model.index(row));
    }
};

void ClustersModel::setRows(const QVector<ClusterRow>& next)
{
    Hooks hooks{*this};
    mergeRows(
        rows_, next, [](const ClusterRow& row) { return row.name; }, hooks);
}

const ClusterRow* ClustersModel::row(const QModelIndex& index) const
{
    return index.isValid() && index.row() < rows_.size() ? &rows_[index.row()] : nullptr;
}

int ClustersModel::rowOf(const QString& name) const
{
    const auto it =
        std::find_if(rows_.begin(), rows_.end(), [&](const ClusterRow& row) { return row.name == name; });
    return it == rows_.end() ? -1 : static_cast<int>(it - rows_.begin());
}

int ClustersModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant ClustersModel::data(const QModelIndex& index, int role) const
{
    const ClusterRow* found = row(index);
    if (!found)
        return {};
    switch (role) {
    case NameRole:
    case Qt::DisplayRole: return found->name;
    // What is painted in columns is spoken as one sentence.
    case Qt::AccessibleTextRole:
        return QStringList{found->name, found->state, found->sentence, found->age}.join(u", "_s);
    case Qt::ToolTipRole: return found->state + u": "_s + found->sentence;
    default: return {};
    }
}

} // namespace switchyard::ui
