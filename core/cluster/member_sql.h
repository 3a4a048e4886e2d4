#pragma once
// The SQL text of what members are asked; member_query.h says what becomes of the answer.

namespace switchyard {

/// One SELECT with one row and one column `facts` (json). Runs on PostgreSQL 12 to 16, on a primary and on a
/// standby, with the rights of pg_monitor (with fewer rights it says less).
extern const char* const memberSql;

} // namespace switchyard
