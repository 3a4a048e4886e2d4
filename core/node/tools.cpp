#include "core/node/tools.h"

#include "core/node/templates.h"

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

Result<void> nothing(const Result<QByteArray>& result)
{
    return result ? Result<void>{} : tl::unexpected(result.error());
}

} // namespace

Result<void> Tools::initdb(const QString& directory, const Call& call)
{
    return nothing(
        processes_.run({{program(u"initdb"_s), u"--pgdata=%1"_s.arg(directory), u"--username=postgres"_s,
                            u"--data-checksums"_s, u"--encoding=UTF8"_s, u"--locale=C.UTF-8"_s,
                            u"--auth-local=peer"_s, u"--auth-host=scram-sha-256"_s},
                           {}},
            call));
}

Result<void> Tools::baseBackup(const QString& upstream, const QString& directory, const Call& call)
{
    return nothing(processes_.run(
        {{program(u"pg_basebackup"_s), u"--pgdata=%1"_s.arg(directory),
             u"--dbname=%1"_s.arg(primaryConninfo(settings_, upstream)), u"--wal-method=stream"_s,
             u"--slot=%1"_s.arg(slotName(settings_.name)), u"--checkpoint=fast"_s, u"--no-password"_s},
            {}},
        call));
}

Result<QByteArray> Tools::psql(const QString& conninfo, const QByteArray& input, const Call& call)
{
    return processes_.run(
        {{program(u"psql"_s), u"-X"_s, u"-q"_s, u"-A"_s, u"-t"_s, u"-w"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s,
             u"-v"_s, u"VERBOSITY=terse"_s, u"-f"_s, u"-"_s, u"-d"_s, conninfo},
            input},
        call);
}

Result<QByteArray> Tools::psqlLocal(const QString& database, const QByteArray& input, const Call& call)
{
    return psql(u"host=%1 user=postgres dbname=%2"_s.arg(settings_.paths.sockets, database), input, call);
}

Result<QByteArray> Tools::psqlAt(const QString& member, const QByteArray& input, const Call& call)
{
    return psql(
        u"host=%1 user=repmgr dbname=repmgr connect_timeout=5"_s.arg(settings_.replicationHost(member)),
        input, call);
}

Result<QByteArray> Tools::repmgr(const QStringList& arguments, const Call& call)
{
    const QStringList command{program(u"repmgr"_s), u"-f"_s, repmgrConf(), u"--log-level=WARNING"_s};
    return processes_.run({command + arguments, {}}, call);
}

Result<void> Tools::rewind(const QString& upstream, const QString& directory, const Call& call)
{
    const QString source =
        u"host=%1 port=5432 user=rewinder dbname=postgres connect_timeout=5 passfile=%2"_s.arg(
            settings_.replicationHost(upstream), settings_.paths.passFile());
    return nothing(processes_.run({{program(u"pg_rewind"_s), u"--target-pgdata=%1"_s.arg(directory),
                                       u"--source-server=%1"_s.arg(source),
                                       u"--config-file=%1/postgresql.conf"_s.arg(settings_.paths.templates)},
                                      {}},
        call));
}

Result<QByteArray> Tools::controlData(const QString& directory, const Call& call)
{
    return processes_.run({{program(u"pg_controldata"_s), u"--pgdata=%1"_s.arg(directory)}, {}}, call);
}

Result<void> Tools::ensureSlot(const QString& upstream, const Call& call)
{
    const QByteArray name = sqlLiteral(slotName(settings_.name).toUtf8());
    return nothing(psqlAt(upstream,
        "SELECT pg_create_physical_replication_slot(" + name +
            ", true) WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = " + name + ");\n",
        call));
}

} // namespace switchyard::node
