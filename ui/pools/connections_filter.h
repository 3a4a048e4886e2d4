#pragma once
#include "ui/pools/connections_model.h"

#include <QSortFilterProxyModel>

namespace switchyard::ui {

/// A pooler's list, sorted, with the words that are looked for in any column, and of one database if that is
/// asked for.
class ConnectionsFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    ConnectionsFilter(ConnectionsModel& model, QObject* parent) : QSortFilterProxyModel(parent)
    {
        setSourceModel(&model);
        setSortRole(ConnectionsModel::OrderRole);
        setFilterKeyColumn(-1);
        setFilterCaseSensitivity(Qt::CaseInsensitive);
        sort(0);
    }
    void setDatabase(const QString& database) ///< empty: of all
    {
        if (database == database_)
            return;
        database_ = database;
        invalidateRowsFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override
    {
        const QString database =
            sourceModel()->index(row, 0, parent).data(ConnectionsModel::DatabaseRole).toString();
        return (database_.isEmpty() || database.isEmpty() || database == database_) &&
               QSortFilterProxyModel::filterAcceptsRow(row, parent);
    }

private:
    QString database_;
};

} // namespace switchyard::ui
