#pragma once
// The statements that make a cluster's roles, databases and extensions, and that set passwords anew from the
// secrets: each may run again, and changes nothing then.

#include "core/node/settings.h"

#include <QMap>

namespace switchyard::node {

/// The roles that log in, each with a secret of the same name: postgres, repmgr, replicator, rewinder,
/// switchyard, pgbouncer, app.
QStringList roleNames();

/// Psql input for the database `postgres`: roles with these verifiers (by role), databases. Commits locally,
/// never waiting for a standby.
QByteArray rolesSql(const Settings& settings, const QMap<QString, QByteArray>& verifiers);
/// Psql input for the database `repmgr`.
QByteArray repmgrDatabaseSql(const Paths& paths);
/// Psql input for the application's database.
QByteArray applicationDatabaseSql(const Settings& settings);

} // namespace switchyard::node
