#pragma once
// Applications that use a pooler, as tests need them: one holds a transaction open, one runs a query.

#include "core/postgres/connector.h"
#include "tests/unit/postgres/local_cluster.h"

#include <libpq-fe.h>

#include <array>
#include <memory>
#include <optional>
#include <thread>

namespace switchyard::test {

/// Connected for as long as it lives, which the connector would not be inside a transaction. Blocks.
class Application
{
public:
    Application(const LocalCluster& cluster, const QString& database, const QString& name,
        const QVector<QByteArray>& statements)
    {
        const QByteArray port = QByteArray::number(cluster.pooler().port());
        const QByteArray dbname = database.toUtf8(), application = name.toUtf8(),
                         password = LocalCluster::password().toUtf8();
        const std::array<const char*, 8> keys{
            "host", "port", "dbname", "user", "password", "application_name", "connect_timeout", nullptr};
        const std::array<const char*, 8> values{
            "127.0.0.1", port, dbname, "plain", password, application, "20", nullptr};
        connection_.reset(PQconnectdbParams(keys.data(), values.data(), 0));
        for (const QByteArray& statement : statements)
            works_ = say(statement).has_value() && works_;
    }
    bool works() const { return works_; }
    /// The first value of the answer (empty if it has none); nothing at all if it failed.
    std::optional<QByteArray> say(const QByteArray& sql)
    {
        const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection_.get(), sql), &PQclear);
        const auto status = PQresultStatus(result.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
            return std::nullopt;
        return PQntuples(result.get()) > 0 ? QByteArray(PQgetvalue(result.get(), 0, 0)) : QByteArray();
    }

private:
    std::unique_ptr<PGconn, decltype(&PQfinish)> connection_{nullptr, &PQfinish};
    bool works_ = true;
};

/// Runs one statement on a thread, for as long as it takes or it lives.
class Runner
{
public:
    Runner(const LocalCluster& cluster, const QString& database, const QString& name, const QByteArray& sql)
        : thread_([target = named(cluster, database, name), sql](const std::stop_token& stop) {
              postgres::makeLibpqConnector()->queryAll(
                  {{target, {sql}}}, Call{Deadline::in(std::chrono::seconds(30)), stop});
          })
    {
    }

private:
    static postgres::Target named(const LocalCluster& cluster, const QString& database, const QString& name)
    {
        auto target = cluster.target(cluster.pooler(), QStringLiteral("plain"), database);
        target.applicationName = name;
        return target;
    }
    std::jthread thread_;
};

} // namespace switchyard::test
