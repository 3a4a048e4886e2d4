#pragma once
// What libpq is told when it connects: everything explicitly, so that nothing of the user's environment
// decides.

#include "core/postgres/types.h"

#include <vector>

namespace switchyard::postgres {

/// Keywords and values for PQconnectStartParams. The values point into `target`, which must live as long.
class ConnectionOptions
{
public:
    /// `addresses` are numeric; empty for a host that is the directory of a local socket.
    ConnectionOptions(const Target& target, const QVector<QByteArray>& addresses);
    ConnectionOptions(const ConnectionOptions&) = delete;
    ConnectionOptions& operator=(const ConnectionOptions&) = delete;

    const char* const* keywords() const { return keywords_.data(); } ///< ends with null
    const char* const* values() const { return values_.data(); }     ///< ends with null

private:
    void add(const char* keyword, const char* value);
    void add(const char* keyword, const QByteArray& value);

    std::vector<QByteArray> texts_;
    std::vector<const char*> keywords_, values_;
};

/// Takes libpq's variables (PGSERVICE, PGOPTIONS, PGSSLMODE, PGTZ, …) out of the process's environment. What
/// is given explicitly wins over most of them, but an unknown PGSERVICE fails every connection, and PgBouncer
/// refuses what PGOPTIONS says. Call it at the beginning of main, before there is a second thread.
void ignoreLibpqEnvironment();

} // namespace switchyard::postgres
