#pragma once
// Real servers for tests: PostgreSQL 15 clusters and a PgBouncer of this machine, on free loopback ports, in
// a directory of their own, gone when the object is gone (or, if the program is killed, by their parent's
// death).

#include "core/postgres/types.h"

#include <QProcess>
#include <QString>

#include <memory>

namespace switchyard::test {

/// One running server process.
class Server
{
public:
    Server(QString directory, quint16 port) : directory_(std::move(directory)), port_(port) {}
    ~Server();

    QString directory() const { return directory_; }
    quint16 port() const { return port_; }
    qint64 pid() const { return process_ ? process_->processId() : 0; }
    void run(const QString& stopSignal, const QStringList& command);
    void stop(int signal);

private:
    QString directory_;
    quint16 port_;
    std::unique_ptr<QProcess> process_;
};

/// Throws std::runtime_error with the reason (and the server's log) when something does not come up within 30
/// s.
class LocalCluster
{
public:
    LocalCluster();
    ~LocalCluster();
    LocalCluster(const LocalCluster&) = delete;
    LocalCluster& operator=(const LocalCluster&) = delete;

    Server& startPrimary();
    /// Streams from the primary through the slot "sb1".
    Server& startStandby();
    /// For ever "starting up": it waits for an archive that never answers.
    Server& startStarting();
    /// Databases app (to the primary) and app_ro (to the standby, or else the primary). `more`: further ones
    /// that lead to the primary, each with its settings: "my-db", "sess pool_mode=session".
    Server& startPooler(const QStringList& more = {});
    void restartPrimary();

    Server& primary() const { return *primary_; }
    Server& standby() const { return *standby_; }
    Server& pooler() const { return *pooler_; }
    Server& starting() const { return *starting_; }

    /// Logs in over TCP with a password: "monitor" has pg_monitor, "plain" has nothing, "postgres" is
    /// superuser.
    postgres::Target target(
        const Server& server, const QString& user, const QString& database = QStringLiteral("repmgr")) const;
    /// The console: "admin" may do everything, "stats" may look.
    postgres::Target console(const QString& user = QStringLiteral("stats")) const;
    /// What psql prints, unaligned and without headers, as superuser through the local socket.
    QString psql(
        const Server& server, const QString& sql, const QString& database = QStringLiteral("repmgr")) const;
    /// What psql prints on PgBouncer's console, with headers.
    QString psqlConsole(const QString& command) const;
    /// True as soon as psql prints `expected`; false after 20 s.
    bool becomes(const Server& server, const QString& sql, const QString& expected) const;

    static QString password() { return QStringLiteral("gehe:im\\1"); }
    static quint16 freePort();

private:
    QString run(const QStringList& command) const;
    std::unique_ptr<Server> newServer(const QString& name, const QString& settings, bool fromTemplate);
    void runPostgres(Server& server);
    void waitUntilUp(const Server& server) const;

    QString root_;
    std::unique_ptr<Server> primary_, standby_, starting_, pooler_;
};

} // namespace switchyard::test
