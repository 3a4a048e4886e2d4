#pragma once
// The texts that a supervisor writes, made from templates and values. Pure.

#include "core/base/secret.h"
#include "core/node/settings.h"

#include <QMap>

namespace switchyard::node {

/// Replaces each @NAME@ by its value. BadInput "node.template" if a name stands there that has no value.
Result<QByteArray> fillTemplate(const QByteArray& text, const QMap<QByteArray, QByteArray>& values);

/// member.conf: what differs from member to member. A member never stands in its own
/// synchronous_standby_names (seen: it then acknowledges to itself).
QByteArray memberConf(const Settings& settings, const QStringList& synchronousStandbys);
/// synchronous_standby_names that waits for any one of these; empty for none.
QString synchronousNames(const QStringList& standbys);

/// What repmgr.conf needs to be filled in with.
QMap<QByteArray, QByteArray> repmgrValues(const Settings& settings);

/// primary_conninfo of a standby; empty without an upstream. Holds the path of a passfile, not a password.
QString primaryConninfo(const Settings& settings, const QString& upstream);

/// postgresql.auto.conf of a standby of `upstream`: the lines that were there (a clone brings its source's),
/// without those that belong to the source alone, and with where to stream from.
QByteArray standbyAutoConf(const QByteArray& existing, const Settings& settings, const QString& upstream);

/// A line of libpq's passfile for any host (PostgreSQL documentation, "The Password File").
QByteArray passFileLine(const QString& user, const Secret& password);

/// A line of PgBouncer's auth_file (pgbouncer.1, "Authentication file format").
QByteArray userListLine(const QString& user, const QByteArray& secret);

/// 'text' as an SQL literal.
QByteArray sqlLiteral(const QByteArray& text);

} // namespace switchyard::node
