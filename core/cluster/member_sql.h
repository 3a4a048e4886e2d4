#pragma once
// The SQL text of what members are asked; member_query.h says what becomes of the answers.

#include <QByteArray>

namespace switchyard {

/// What a server and our role on it were found to be when it was asked in full: enough to ask it briefly.
struct MemberTraits
{
    int version = 0;         ///< server_version_num: 150018
    bool repmgr = false;     ///< repmgr's functions and its table of nodes may be read
    bool supervisor = false; ///< our stack's word of its supervisor may be read
    bool operator==(const MemberTraits&) const = default;
};

/// One SELECT with one row and one column `facts` (json). Runs on PostgreSQL 12 to 16, on a primary and on a
/// standby, with the rights of pg_monitor (with fewer rights it says less).
QByteArray fullMemberSql();

/// The same without what only changes when one of its marks does (memberMarks), for a server that is as
/// `traits` say; on another one it may fail as a statement ("pg.sql"). A third of the full one's cost.
QByteArray briefMemberSql(const MemberTraits& traits);

} // namespace switchyard
