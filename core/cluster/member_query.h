#pragma once
// Everything that one member says of itself, in one statement, and as facts.

#include "core/cluster/member_sql.h"
#include "core/cluster/snapshot.h"
#include "core/postgres/types.h"

#include <QJsonObject>

namespace switchyard {

/// The answer to fullMemberSql(): facts, and what is needed to ask for less the next time.
struct MemberReading
{
    MemberFacts facts;
    MemberTraits traits;
    /// What the full answer's own facts change with: the server's start, its role and timeline, two settings
    /// that a reload changes, our rights. Both statements say them.
    QJsonObject marks;
};

/// The answer to fullMemberSql(), which is asked with Session::Observing in the database that holds the
/// extension repmgr. It needs no superuser: pg_monitor, and for the repmgr part USAGE on the schema and
/// SELECT on repmgr.nodes. With fewer rights MemberFacts::canSeeAll is false. "pg.garbage" (Protocol, with
/// what is missing or wrong) if it is none.
Result<MemberReading> parseFullAnswer(const QVector<postgres::Rows>& answer);

/// The answer to briefMemberSql(full.traits), completed from the full one. Empty if that does not fit any
/// more, since a mark is another one: then the server is to be asked in full. Errors as above.
Result<std::optional<MemberFacts>> parseBriefAnswer(
    const QVector<postgres::Rows>& answer, const MemberReading& full);

} // namespace switchyard
