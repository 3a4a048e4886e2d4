#pragma once
#include "ui/window/cluster_row.h"

#include <QAbstractListModel>

namespace switchyard::ui {

/// The clusters of this workstation, by name. Changes go row by row, so that the choice stays while all of
/// them live.
class ClustersModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { NameRole = Qt::UserRole };

    using QAbstractListModel::QAbstractListModel;
    void setRows(const QVector<ClusterRow>& next); ///< sorted by name
    const ClusterRow* row(const QModelIndex& index) const;
    int rowOf(const QString& name) const; ///< -1 if there is none of that name

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Hooks;
    QVector<ClusterRow> rows_;
};

} // namespace switchyard::ui
