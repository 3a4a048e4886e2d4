#pragma once
// Pools as a tree of two levels. Changes go row by row, by key, so that selection, scroll and expansion stay.

#include "ui/pools/pool_rows.h"

#include <QAbstractItemModel>

namespace switchyard::ui {

class PoolsModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Column {
        Name,
        State,
        Clients,
        Waiting,
        MaxWait,
        Servers,
        Queries,
        QueryTime,
        TransactionTime,
        ColumnCount
    };
    enum Role { KeyRole = Qt::UserRole }; ///< "pooler/database" of a row, the name of a group

    using QAbstractItemModel::QAbstractItemModel;
    void setGroups(const QVector<PoolGroup>& next); ///< sorted by name, rows by key

    /// The group at a top-level index, the row at a deeper one; null for the other kind.
    const PoolGroup* group(const QModelIndex& index) const;
    const PoolRow* row(const QModelIndex& index) const;
    QModelIndex indexOf(const QString& key) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node
    {
        quintptr id = 0; ///< of the children's parent; never reused
        PoolGroup group;
    };
    struct GroupHooks;
    struct RowHooks;
    int groupAt(quintptr id) const;
    QString words(const PoolGroup& group, int column) const;
    QString words(const PoolRow& row, int column) const;
    static QString lastOf(Metric metric, const QVector<Bucket>& buckets);

    QVector<Node> nodes_;
    quintptr nextId_ = 1;
};

} // namespace switchyard::ui
