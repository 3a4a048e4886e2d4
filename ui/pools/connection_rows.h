#pragma once
// The lists of one pooler as rows of words: pure functions of values.

#include "core/cluster/snapshot.h"
#include "core/pooler/pooler_lists.h"
#include "ui/widgets/state_mark.h"

#include <QVector>

namespace switchyard::ui {

enum class ConnectionKind { Clients, Servers, Users };

struct ConnectionRow
{
    QString key;
    QString database;     ///< empty: of none, a user
    Mark mark = Mark::Ok; ///< of the first column
    bool notable = false; ///< its state is why somebody waits
    QVector<QString> cells;
    QVector<double> order; ///< by column, for those that are not sorted by their words; NaN: by words
    bool operator==(const ConnectionRow& other) const;
};

/// Headers of the columns; every row has as many cells.
QStringList connectionHeaders(ConnectionKind kind);
/// Columns of figures stand at the right.
bool isFigure(ConnectionKind kind, int column);
/// Rows by key. snapshot: for pool modes, names of members, and what waiting clients wait for.
QVector<ConnectionRow> connectionRows(
    ConnectionKind kind, const PoolerLists& lists, const ClusterSnapshot& snapshot, const QString& pooler);

/// "invoice-worker at 10.0.4.17"
QString clientName(const PoolClient& client);

} // namespace switchyard::ui
