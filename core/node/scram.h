#pragma once
// A role's password as the server stores it: only such a verifier is ever sent to it, so that no statement,
// log or statistics view sees a password.

#include "core/base/secret.h"

namespace switchyard::node {

/// "SCRAM-SHA-256$4096:<salt>$<StoredKey>:<ServerKey>" (RFC 5802, RFC 7677; PostgreSQL documentation,
/// pg_authid.rolpassword). The salt is derived from user and password, so that the server and PgBouncer's
/// list hold the same verifier without asking each other, and setting it again changes nothing. Passwords are
/// taken as bytes: those that setup-replication.sh makes are ASCII, where SASLprep changes nothing.
QByteArray scramVerifier(const QString& user, const Secret& password);

/// The same with a given salt.
QByteArray scramVerifier(const Secret& password, const QByteArray& salt, int iterations);

} // namespace switchyard::node
