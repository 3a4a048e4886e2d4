#pragma once
// Everything that one member says of itself, in one statement, and as facts.

#include "core/cluster/snapshot.h"
#include "core/postgres/types.h"

#include <QByteArray>
#include <QVector>

namespace switchyard {

/// What to ask a member in one gather: one statement, for a target with Session::Observing in the database
/// that holds the extension repmgr. It needs no superuser: pg_monitor, and for the repmgr part USAGE on the
/// schema and SELECT on repmgr.nodes. With fewer rights MemberFacts::canSeeAll is false.
QVector<QByteArray> memberStatements();

/// The answer to memberStatements(). "pg.garbage" (Protocol, with what is missing or wrong) if it is none.
Result<MemberFacts> parseMemberFacts(const QVector<postgres::Rows>& answer);

} // namespace switchyard
