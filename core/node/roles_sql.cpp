#include "core/node/roles_sql.h"

#include "core/node/templates.h"

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

struct RoleSpec
{
    const char* name;
    const char* attributes;
};

// repmgr must be a superuser: registering, following and promoting change settings and start functions that
// no smaller right covers in repmgr 5.3. It may only come from the stack's own networks (pg_hba.conf). What
// it commits is bookkeeping, which must not wait for a standby.
constexpr RoleSpec roleSpecs[] = {
    {"postgres", "SUPERUSER LOGIN"},
    {"repmgr", "SUPERUSER LOGIN CONNECTION LIMIT 40"},
    {"replicator", "NOSUPERUSER LOGIN REPLICATION"},
    {"rewinder", "NOSUPERUSER LOGIN NOREPLICATION"},
    {"switchyard", "NOSUPERUSER LOGIN NOREPLICATION CONNECTION LIMIT 40"},
    {"pgbouncer", "NOSUPERUSER LOGIN NOREPLICATION"},
    {"app", "NOSUPERUSER LOGIN NOREPLICATION"},
};

QByteArray createDatabase(const QByteArray& name, const QByteArray& owner)
{
    return "SELECT 'CREATE DATABASE \"" + name + "\" OWNER \"" + owner +
           "\"' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '" + name + "') \\gexec\n";
}

// Neither pg_stat_statements nor the log shall keep the text of ALTER ROLE … PASSWORD, verifier and all.
constexpr auto preamble =
    "SET synchronous_commit = local;\nSET client_min_messages = warning;\n"
    "SET pg_stat_statements.track_utility = off;\nSET log_min_error_statement = panic;\n";

} // namespace

QStringList roleNames()
{
    QStringList names;
    for (const RoleSpec& spec : roleSpecs)
        names << QString::fromLatin1(spec.name);
    return names;
}

QByteArray rolesSql(const Settings& settings, const QMap<QString, QByteArray>& verifiers)
{
    QByteArray sql = preamble;
    for (const RoleSpec& spec : roleSpecs) {
        const QByteArray name = spec.name;
        sql += "SELECT 'CREATE ROLE " + name + "' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" +
               name + "') \\gexec\n";
        sql += "ALTER ROLE " + name + ' ' + spec.attributes + ";\n";
        // Only when it differs: a restart writes no WAL for nothing.
        const QByteArray verifier = verifiers.value(QString::fromLatin1(spec.name));
        sql += "SELECT 'ALTER ROLE " + name + " PASSWORD ''" + verifier +
               "''' FROM pg_authid WHERE rolname = '" + name + "' AND rolpassword IS DISTINCT FROM '" +
               verifier + "' \\gexec\n";
    }
    sql += "ALTER ROLE repmgr SET synchronous_commit = local;\n"
           "GRANT pg_monitor TO switchyard;\n"
           // What pg_rewind reads on its source (PostgreSQL documentation, pg_rewind, "Notes").
           "GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_dir(text, boolean, boolean) TO rewinder;\n"
           "GRANT EXECUTE ON FUNCTION pg_catalog.pg_stat_file(text, boolean) TO rewinder;\n"
           "GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_binary_file(text) TO rewinder;\n"
           "GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_binary_file(text, bigint, bigint, boolean) TO "
           "rewinder;\n"
           "GRANT pg_checkpoint TO rewinder;\n";
    sql += createDatabase("repmgr", "repmgr") + createDatabase(settings.database.toUtf8(), "app");
    return sql;
}

QByteArray repmgrDatabaseSql()
{
    return QByteArray(preamble) + "CREATE EXTENSION IF NOT EXISTS repmgr;\n"
                                  "CREATE EXTENSION IF NOT EXISTS pg_stat_statements;\n"
                                  "GRANT USAGE ON SCHEMA repmgr TO switchyard;\n"
                                  "GRANT SELECT ON ALL TABLES IN SCHEMA repmgr TO switchyard;\n";
}

// PgBouncer asks this function for the verifier of whoever logs in. It tells of no role that could do more
// than an application should through a pool.
QByteArray applicationDatabaseSql(const Settings& settings)
{
    return QByteArray(preamble) +
           "CREATE EXTENSION IF NOT EXISTS pg_stat_statements;\n"
           "REVOKE ALL ON DATABASE \"" +
           settings.database.toUtf8() +
           "\" FROM PUBLIC;\n"
           "GRANT CONNECT ON DATABASE \"" +
           settings.database.toUtf8() +
           "\" TO pgbouncer, switchyard;\n"
           "CREATE SCHEMA IF NOT EXISTS pgbouncer;\n"
           "REVOKE ALL ON SCHEMA pgbouncer FROM PUBLIC;\n"
           "GRANT USAGE ON SCHEMA pgbouncer TO pgbouncer;\n"
           "CREATE OR REPLACE FUNCTION pgbouncer.lookup(who text, OUT rolname name, OUT secret text)\n"
           "RETURNS SETOF record LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS $$\n"
           "  SELECT a.rolname, a.rolpassword FROM pg_authid a\n"
           "  WHERE a.rolname = who AND a.rolcanlogin AND NOT a.rolsuper AND NOT a.rolreplication\n"
           "    AND (a.rolvaliduntil IS NULL OR a.rolvaliduntil > now()) $$;\n"
           "REVOKE ALL ON FUNCTION pgbouncer.lookup(text) FROM PUBLIC;\n"
           "GRANT EXECUTE ON FUNCTION pgbouncer.lookup(text) TO pgbouncer;\n";
}

} // namespace switchyard::node
