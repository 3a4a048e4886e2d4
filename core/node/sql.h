#pragma once
// What a supervisor does over SQL: on its own server as the superuser through the socket, on the others' as
// repmgr.

#include "core/node/settings.h"
#include "core/postgres/connector.h"

namespace switchyard::node {

/// Belongs to one thread. Actions are never repeated by themselves.
class Sql
{
public:
    Sql(const Settings& settings, postgres::Connector& near, postgres::Connector& far, Secret repmgrPassword)
        : settings_(settings), near_(near), far_(far), password_(std::move(repmgrPassword))
    {
    }

    /// The rows of the last statement.
    Result<postgres::Rows> here(const QByteArrayList& statements, const Call& call,
        const QString& database = QStringLiteral("postgres"));
    Result<postgres::Rows> at(const QString& member, const QByteArrayList& statements, const Call& call);
    /// Each member is told something of its own, all at once. Those that did not do it, and why.
    QMap<QString, Error> atEach(const QMap<QString, QByteArrayList>& orders, const Call& call);

private:
    postgres::Question question(const QString& member, const QByteArrayList& statements) const;
    const Settings& settings_;
    postgres::Connector& near_;
    postgres::Connector& far_;
    Secret password_;
};

/// The first column of the first row; empty if there is none.
QByteArray oneValue(const postgres::Rows& rows);

/// Makes the server that runs it a standby of `upstream` (empty: of nobody) without a restart. `slot` is the
/// name of its own slot there.
QByteArrayList followSql(const QString& conninfo, const QString& slot);
/// Makes a slot if it is not there.
QByteArray ensureSlotSql(const QString& slot);

} // namespace switchyard::node
