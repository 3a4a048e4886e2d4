#pragma once
// What a PgBouncer's console says, as facts. Columns are found by name, so that other versions (1.17 to 1.24
// differ in number and order) are read too. Source: PgBouncer documentation, "Admin console", and the answers
// of 1.18.

#include "core/cluster/snapshot.h"
#include "core/postgres/types.h"

#include <QByteArray>
#include <QVector>

namespace switchyard {

/// What to ask a pooler's console in one gather, for a target with Session::Plain and the database
/// "pgbouncer". A user of stats_users is enough.
QVector<QByteArray> poolerStatements();

/// The answers to poolerStatements(). Pools are summed over users (the longest wait is the longest of all),
/// `target` is "host:port" until members are joined. "pg.garbage" (Protocol) if they are none.
Result<PoolerFacts> parsePoolerFacts(const QVector<postgres::Rows>& answers);

} // namespace switchyard
