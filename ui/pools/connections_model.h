#pragma once
// One of a pooler's lists as a table: rows change by connection, never by a reset.

#include "ui/pools/connection_rows.h"
#include "ui/widgets/ordered_table.h"

namespace switchyard::ui {

class ConnectionsModel : public OrderedTable<ConnectionRow>
{
    Q_OBJECT
public:
    enum Role { MarkRole = Qt::UserRole, NotableRole, OrderRole, DatabaseRole };

    ConnectionsModel(ConnectionKind kind, QObject* parent);
    ConnectionKind kind() const { return kind_; }

    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const ConnectionKind kind_;
    const QStringList headers_;
};

} // namespace switchyard::ui
