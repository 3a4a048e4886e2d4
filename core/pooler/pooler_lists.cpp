#include "core/pooler/pooler_lists.h"

#include "core/cluster/console_rows.h"

#include <algorithm>

namespace switchyard {

using namespace Qt::StringLiterals;
using postgres::Rows;

namespace {

/// "2026-11-25 02:18:19 UTC", as PgBouncer writes every time.
QDateTime timeOf(const ConsoleRow& row, QByteArrayView column)
{
    QDateTime time = QDateTime::fromString(row.text(column).section(u' ', 0, 1), u"yyyy-MM-dd HH:mm:ss"_s);
    time.setTimeSpec(Qt::UTC);
    return time;
}

PoolClient clientOf(const ConsoleRow& row)
{
    PoolClient client;
    client.id = row.text("ptr");
    client.user = row.text("user");
    client.database = row.text("database");
    client.applicationName = row.text("application_name");
    client.address = row.text("addr");
    client.port = row.bytes("port").toUShort();
    client.state = row.text("state");
    client.link = row.text("link");
    // Whole seconds in one column, the rest of the same span in the other.
    client.running = std::chrono::seconds(row.number("wait")) + row.microseconds("wait_us");
    client.connectedAt = timeOf(row, "connect_time");
    client.requestedAt = timeOf(row, "request_time");
    return client;
}

PoolServer serverOf(const ConsoleRow& row)
{
    PoolServer server;
    server.id = row.text("ptr");
    server.user = row.text("user");
    server.database = row.text("database");
    server.state = row.text("state");
    server.address = row.text("addr");
    server.port = row.bytes("port").toUShort();
    server.link = row.text("link");
    server.backendPid = row.count("remote_pid");
    server.connectedAt = timeOf(row, "connect_time");
    server.closeNeeded = row.count("close_needed") != 0;
    return server;
}

/// Seconds, as SHOW CONFIG has spans; empty if there is no such setting.
std::optional<Duration> setting(const Rows& config, const QByteArray& name)
{
    for (qsizetype i = 0; i < config.rows.size(); ++i) {
        const ConsoleRow row(config, i);
        bool number = false;
        const double seconds = row.bytes("value").toDouble(&number);
        if (row.bytes("key") == name && number)
            return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
    }
    return std::nullopt;
}

bool isConsole(const QString& database)
{
    return database == "pgbouncer"_L1;
}

} // namespace

const PoolServer* PoolerLists::server(const QString& id) const
{
    const auto at =
        std::find_if(servers.begin(), servers.end(), [&](const PoolServer& s) { return s.id == id; });
    return id.isEmpty() || at == servers.end() ? nullptr : &*at;
}

const PoolClient* PoolerLists::client(const QString& id) const
{
    const auto at =
        std::find_if(clients.begin(), clients.end(), [&](const PoolClient& c) { return c.id == id; });
    return id.isEmpty() || at == clients.end() ? nullptr : &*at;
}

Duration PoolerLists::idle(const PoolClient& client) const
{
    if (client.link.isEmpty() || client.running > Duration{} || !poolerTime.isValid() ||
        !client.requestedAt.isValid())
        return Duration{};
    return std::chrono::seconds(std::max<qint64>(0, client.requestedAt.secsTo(poolerTime)));
}

QVector<QByteArray> listStatements()
{
    return {"SHOW CLIENTS", "SHOW SERVERS", "SHOW USERS", "SHOW CONFIG"};
}

Result<QVector<PoolClient>> parseClients(const Rows& rows)
{
    if (const auto good = mustHave(rows, "SHOW CLIENTS", {"user", "database", "state", "ptr", "link"}); !good)
        return tl::unexpected<Error>(good.error());
    QVector<PoolClient> clients;
    for (qsizetype i = 0; i < rows.rows.size(); ++i) {
        PoolClient client = clientOf(ConsoleRow(rows, i));
        if (!isConsole(client.database))
            clients.append(std::move(client));
    }
    return clients;
}

Result<PoolerLists> parsePoolerLists(const QVector<Rows>& answers)
{
    if (answers.size() != listStatements().size())
        return poolerGarbage(u"%1 answers to %2 commands"_s.arg(answers.size()).arg(listStatements().size()));
    PoolerLists lists;
    auto clients = parseClients(answers[0]);
    if (!clients)
        return tl::unexpected<Error>(clients.error());
    lists.clients = std::move(*clients);
    if (const auto good = mustHave(answers[1], "SHOW SERVERS", {"user", "database", "state", "ptr", "link"});
        !good)
        return tl::unexpected<Error>(good.error());
    if (const auto good = mustHave(answers[2], "SHOW USERS", {"name"}); !good)
        return tl::unexpected<Error>(good.error());
    for (qsizetype i = 0; i < answers[1].rows.size(); ++i) {
        PoolServer server = serverOf(ConsoleRow(answers[1], i));
        if (!isConsole(server.database))
            lists.servers.append(std::move(server));
    }
    for (qsizetype i = 0; i < answers[2].rows.size(); ++i) {
        const ConsoleRow row(answers[2], i);
        lists.users.append({row.text("name"), row.text("pool_mode")});
    }
    // The newest request of all is our own: the question itself.
    for (qsizetype i = 0; i < answers[0].rows.size(); ++i) {
        const QDateTime at = timeOf(ConsoleRow(answers[0], i), "request_time");
        if (at.isValid() && (!lists.poolerTime.isValid() || at > lists.poolerTime))
            lists.poolerTime = at;
    }
    lists.queryWaitTimeout = setting(answers[3], "query_wait_timeout");
    lists.serverLoginRetry = setting(answers[3], "server_login_retry");
    return lists;
}

} // namespace switchyard
