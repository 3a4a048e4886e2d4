#pragma once
// What the tests of the connector have in common: servers to ask, and short ways to ask them.

#include "core/postgres/connector.h"
#include "local_cluster.h"

#include <memory>

namespace switchyard::test {

inline Call within(Duration span)
{
    return Call{Deadline::in(span)};
}

/// Somebody on this machine who need not be a server.
inline postgres::Target loopback(quint16 port)
{
    return {.host = QStringLiteral("127.0.0.1"),
        .port = port,
        .database = QStringLiteral("repmgr"),
        .user = QStringLiteral("monitor"),
        .password = Secret(QByteArrayLiteral("x"))};
}

/// The one value of the last statement, or the error as text.
inline QByteArray only(const postgres::Answer& answer)
{
    if (!answer)
        return "error: " + answer.error().code.toUtf8() + ": " + answer.error().detail.toUtf8();
    const auto& rows = answer->last().rows;
    return rows.size() == 1 && rows[0].size() == 1 ? rows[0][0].value_or("NULL")
                                                   : QByteArray("not one value");
}

inline QByteArray ask(postgres::Connector& connector, const postgres::Target& target, const QByteArray& sql,
    Duration span = std::chrono::seconds(10))
{
    return only(connector.queryAll({{target, {sql}}}, within(span)).at(0));
}

/// Of a new connection; an error without a code if there is none.
inline Error errorOf(const postgres::Target& target, const QByteArray& sql = "SELECT 1",
    Duration span = std::chrono::seconds(10))
{
    const auto answers = postgres::makeLibpqConnector()->queryAll({{target, {sql}}}, within(span));
    return answers.at(0) ? Error{} : answers.at(0).error();
}

} // namespace switchyard::test
