#include "core/postgres/connection_options.h"

#include <cstdlib>
#include <libpq-fe.h>
#include <memory>

namespace switchyard::postgres {

namespace {

// A statement that nobody waits for any more ends by itself; an observer never queues behind a lock for long.
// JIT would compile for longer than these statements run.
constexpr auto observingOptions = "-c statement_timeout=5s -c lock_timeout=1s -c jit=off";

QByteArray repeated(const QByteArray& text, qsizetype times)
{
    QByteArray list = text;
    for (qsizetype i = 1; i < times; ++i)
        list += ',' + text;
    return list;
}

} // namespace

ConnectionOptions::ConnectionOptions(const Target& target, const QVector<QByteArray>& addresses)
{
    texts_.reserve(8); // values_ points into it: it must not move
    if (!addresses.isEmpty())
        add("hostaddr", QByteArrayList(addresses).join(','));
    // libpq wants as many names as addresses; it uses the name to verify the certificate and in its messages.
    add("host", repeated(target.host.toUtf8(), std::max<qsizetype>(1, addresses.size())));
    add("port", QByteArray::number(target.port));
    add("dbname", target.database.toUtf8());
    add("user", target.user.toUtf8());
    add("password", target.password.reveal().constData());
    // Without a password libpq would look for one itself; there can be no file below /dev/null.
    add("passfile", "/dev/null/none");
    add("sslmode", target.sslMode.toUtf8());
    add("application_name", target.applicationName.toUtf8());
    add("client_encoding", "UTF8");
    add("options", target.session == Session::Observing ? observingOptions : "");
    add("gssencmode", "disable");
    add("channel_binding", "prefer");
    add("target_session_attrs", "any");
    add("ssl_min_protocol_version", "TLSv1.2");
    add("connect_timeout", "0"); // the deadline is ours
    add("keepalives", "1");
    add("keepalives_idle", "5"); // seconds
    add("keepalives_interval", "2");
    add("keepalives_count", "3");
    add("tcp_user_timeout", "5000"); // milliseconds
    keywords_.push_back(nullptr);
    values_.push_back(nullptr);
}

void ConnectionOptions::add(const char* keyword, const char* value)
{
    keywords_.push_back(keyword);
    values_.push_back(value);
}

void ConnectionOptions::add(const char* keyword, const QByteArray& value)
{
    texts_.push_back(value);
    add(keyword, texts_.back().constData());
}

void ignoreLibpqEnvironment()
{
    // First those that PQconndefaults itself would follow, then those of no option of its own.
    for (const char* name :
        {"PGSERVICE", "PGSERVICEFILE", "PGSYSCONFDIR", "PGLOCALEDIR", "PGDATESTYLE", "PGTZ", "PGGEQO"})
        ::unsetenv(name);
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
        PQconndefaults(), &PQconninfoFree);
    for (const PQconninfoOption* option = options.get(); option && option->keyword; ++option) {
        if (option->envvar)
            ::unsetenv(option->envvar);
    }
}

} // namespace switchyard::postgres
