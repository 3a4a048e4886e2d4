#pragma once
// Where to connect, and what came back.

#include "core/base/deadline.h"
#include "core/base/error.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QString>
#include <QVector>

#include <optional>

namespace switchyard::postgres {

/// What a connection is for. Observing: statements on a member itself, which end by themselves on the server
/// when nobody waits for them any more (statement_timeout, lock_timeout) and are compiled by no JIT. Plain:
/// no settings at all, which is all that PgBouncer accepts, be it for its console or for a database behind
/// it.
enum class Session { Plain, Observing };

/// One server to connect to, libpq's words. The host may be a name (resolved by us within the deadline) or an
/// address.
struct Target
{
    QString host;
    quint16 port = 5432;
    QString database;
    QString user;
    Secret password;
    QString sslMode = QStringLiteral("prefer");
    QString applicationName = QStringLiteral("switchyard");
    Session session = Session::Plain;
    bool operator==(const Target&) const = default;
};

/// The result of one statement, in text format. A missing optional is SQL NULL.
struct Rows
{
    QVector<QByteArray> columns;
    QVector<QVector<std::optional<QByteArray>>> rows;
    QByteArray commandTag;
    int column(QByteArrayView name) const; ///< -1 if there is none of that name
    bool operator==(const Rows&) const = default;
};

} // namespace switchyard::postgres
