#pragma once
// Whom a pooler sends its clients to: a pure function of what the members answered and of whom it follows
// now.

#include "core/node/peers.h"

#include <chrono>

namespace switchyard::node {

struct PoolTargets
{
    QString primary;      ///< empty: nobody is known to be writable
    QStringList standbys; ///< those that stream from it, by name
    bool operator==(const PoolTargets&) const = default;
};

/// The primary is the one writable member of the newest timeline; of two that share it, the one followed now
/// stays, else nobody. One that does not answer stays the target until another is seen writable, or until it
/// answers that it is read-only: a moment's silence must not cut its clients off. Standbys count only while
/// they stream, belong to the primary's cluster and timeline, and are not further behind than `readLag`.
PoolTargets chooseTargets(const PoolTargets& now, const QVector<Peer>& members, std::chrono::seconds readLag);

/// The [databases] section of pgbouncer.ini: `database` to the primary, `database`_ro to the standbys in
/// turn. Without a streaming standby, reads go to the primary, read-only by default as ever. Without a
/// primary the name stands for no host, so that no write can reach a wrong one.
QByteArray poolDatabases(const PoolTargets& targets, const QString& database);

/// "pg1 (writes), pg2 pg3 (reads)"
QString describeTargets(const PoolTargets& targets);

} // namespace switchyard::node
