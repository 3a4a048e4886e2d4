#include "core/node/roles_sql.h"

#include "core/node/state_file.h"
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

// The supervisor's control socket, for who is switchyard_operator: a few words, and nothing that a shell
// could take for more. COPY TO PROGRAM works on a standby, too; what the program said is read back from a
// file in memory.
QByteArray askFunctionSql(const Paths& paths)
{
    const QByteArray answer = "'" + paths.run.toUtf8() + "/answer.' || pg_backend_pid()";
    return "CREATE OR REPLACE FUNCTION switchyard.ask(command text, member text DEFAULT '')\n"
           "RETURNS text LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$\n"
           "DECLARE answer text := " +
           answer +
           "; said text;\n"
           "BEGIN\n"
           "  IF command NOT IN ('promote', 'demote', 'degrade', 'restore') OR member !~ '^[a-z0-9_-]*$' "
           "THEN\n"
           "    RAISE EXCEPTION 'switchyard.ask() takes promote, demote, degrade or restore, and the name of "
           "a member';\n"
           "  END IF;\n"
           "  EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', format('cat > /dev/null; "
           "/usr/bin/switchyard-node %s%s %s"
           " > %s 2>&1; echo \"exit $?\" >> %s', command, CASE command WHEN 'demote' THEN ' --detach' ELSE "
           "'' END, member,"
           " answer, answer));\n"
           "  said := pg_read_file(answer);\n"
           "  EXECUTE format('COPY (SELECT 1) TO PROGRAM %L', 'cat > /dev/null; rm -f ' || answer);\n"
           "  IF said !~ 'exit 0\\n$' THEN\n"
           "    RAISE EXCEPTION '%', regexp_replace(said, '\\n?exit \\d+\\n$', '');\n"
           "  END IF;\n"
           "  RETURN regexp_replace(said, '\\n?exit \\d+\\n$', '');\n"
           "END $$;\n";
}

// Two files, and no others: pg_read_file() itself would show a monitoring role every file of the data
// directory.
QByteArray windowFunctionsSql(const Paths& paths)
{
    const auto function = [](const QByteArray& signature, const QByteArray& body) {
        return "CREATE OR REPLACE FUNCTION switchyard." + signature +
               " RETURNS text LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog AS $$ " +
               body + " $$;\n";
    };
    return "CREATE SCHEMA IF NOT EXISTS switchyard;\n" +
           function(
               "supervisor()", "SELECT pg_read_file('" + stateFile(paths).toUtf8() + "', 0, 65536, true)") +
           function("timeline_history(timeline int)",
               "SELECT pg_read_file('pg_wal/' || lpad(upper(to_hex(timeline)), 8, '0') || '.history', 0, "
               "65536, true)") +
           askFunctionSql(paths) +
           "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA switchyard FROM PUBLIC;\n"
           "GRANT USAGE ON SCHEMA switchyard TO pg_monitor, switchyard_operator;\n"
           "GRANT EXECUTE ON FUNCTION switchyard.supervisor(), switchyard.timeline_history(int) TO "
           "pg_monitor;\n"
           "GRANT EXECUTE ON FUNCTION switchyard.ask(text, text) TO switchyard_operator;\n";
}

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
           "SELECT 'CREATE ROLE switchyard_operator NOLOGIN' WHERE NOT EXISTS "
           "(SELECT FROM pg_roles WHERE rolname = 'switchyard_operator') \\gexec\n"
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

QByteArray repmgrDatabaseSql(const Paths& paths)
{
    return QByteArray(preamble) +
           "CREATE EXTENSION IF NOT EXISTS repmgr;\n"
           "CREATE EXTENSION IF NOT EXISTS pg_stat_statements;\n"
           "GRANT USAGE ON SCHEMA repmgr TO switchyard;\n"
           "GRANT SELECT ON ALL TABLES IN SCHEMA repmgr TO switchyard;\n" +
           windowFunctionsSql(paths);
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
