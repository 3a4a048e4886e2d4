#include "core/cluster/pooler_query.h"

#include "core/cluster/console_rows.h"

#include <algorithm>

namespace switchyard {

using namespace Qt::StringLiterals;
using postgres::Rows;

namespace {

PoolDatabase databaseOf(const ConsoleRow& row)
{
    PoolDatabase database;
    database.name = row.text("name");
    database.targetHost = row.text("host");
    database.targetPort = row.bytes("port").toUShort();
    database.target = u"%1:%2"_s.arg(database.targetHost).arg(database.targetPort);
    database.poolMode =
        row.text("pool_mode"); // NULL where the pooler's own mode holds: then its pools say it
    database.poolSize = row.count("pool_size");
    database.currentConnections = row.count("current_connections");
    database.maxConnections = row.count("max_connections");
    database.paused = row.count("paused") != 0;
    database.disabled = row.count("disabled") != 0;
    return database;
}

PoolDatabase* find(PoolerFacts& facts, const QString& name)
{
    const auto it = std::find_if(facts.databases.begin(), facts.databases.end(),
        [&](const PoolDatabase& d) { return d.name == name; });
    return it == facts.databases.end() ? nullptr : &*it;
}

void addPool(PoolDatabase& database, const ConsoleRow& row)
{
    database.clientsActive += row.count("cl_active");
    database.clientsWaiting += row.count("cl_waiting");
    database.serversActive += row.count("sv_active");
    database.serversIdle += row.count("sv_idle");
    database.serversUsed += row.count("sv_used");
    database.serversTested += row.count("sv_tested");
    database.serversLogin += row.count("sv_login");
    // Whole seconds in one column, the rest of the same wait in the other.
    const Duration wait = std::chrono::seconds(row.number("maxwait")) + row.microseconds("maxwait_us");
    database.maxWait = std::max(database.maxWait, wait);
    if (database.poolMode.isEmpty())
        database.poolMode = row.text("pool_mode");
}

void addStats(PoolDatabase& database, const ConsoleRow& row)
{
    database.totalTransactions = row.number("total_xact_count");
    database.totalQueries = row.number("total_query_count");
    database.totalTransactionTime = row.microseconds("total_xact_time");
    database.totalQueryTime = row.microseconds("total_query_time");
    database.totalWaitTime = row.microseconds("total_wait_time");
}

} // namespace

QVector<QByteArray> poolerStatements()
{
    return {"SHOW VERSION", "SHOW DATABASES", "SHOW POOLS", "SHOW STATS"};
}

Result<PoolerFacts> parsePoolerFacts(const QVector<Rows>& answers)
{
    if (answers.size() != poolerStatements().size())
        return poolerGarbage(
            u"%1 answers to %2 commands"_s.arg(answers.size()).arg(poolerStatements().size()));
    const Rows &version = answers[0], &databases = answers[1], &pools = answers[2], &stats = answers[3];
    for (const auto& checked : {mustHave(databases, "SHOW DATABASES", {"name", "host", "port", "paused"}),
             mustHave(pools, "SHOW POOLS", {"database", "cl_active", "cl_waiting", "sv_active", "sv_idle"}),
             mustHave(stats, "SHOW STATS", {"database", "total_query_count"})}) {
        if (!checked)
            return tl::unexpected<Error>(checked.error());
    }
    PoolerFacts facts;
    if (!version.rows.isEmpty() && !version.rows[0].isEmpty())
        facts.version = QString::fromUtf8(version.rows[0][0].value_or(QByteArray())).remove(u"PgBouncer "_s);
    for (qsizetype i = 0; i < databases.rows.size(); ++i) {
        PoolDatabase database = databaseOf(ConsoleRow(databases, i));
        if (database.name != u"pgbouncer"_s)
            facts.databases.append(std::move(database));
    }
    for (qsizetype i = 0; i < pools.rows.size(); ++i) {
        if (PoolDatabase* database = find(facts, ConsoleRow(pools, i).text("database")))
            addPool(*database, ConsoleRow(pools, i));
    }
    for (qsizetype i = 0; i < stats.rows.size(); ++i) {
        if (PoolDatabase* database = find(facts, ConsoleRow(stats, i).text("database")))
            addStats(*database, ConsoleRow(stats, i));
    }
    return facts;
}

} // namespace switchyard
