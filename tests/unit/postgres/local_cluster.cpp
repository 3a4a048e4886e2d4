#include "local_cluster.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QThread>

#include <csignal>
#include <pwd.h>
#include <stdexcept>
#include <sys/stat.h>
#include <unistd.h>

namespace switchyard::test {

using namespace Qt::StringLiterals;

namespace {

const QString bin = u"/usr/lib/postgresql/15/bin/"_s;
const QString prefix = u"switchyard-pgtest-"_s;
constexpr int patienceMs = 30'000;

[[noreturn]] void giveUp(const QString& reason)
{
    throw std::runtime_error(reason.toStdString());
}

/// PostgreSQL refuses to run as root.
QStringList asServerUser(QStringList command, const QString& deathSignal = {})
{
    QStringList front;
    if (::geteuid() == 0)
        front << u"--reuid=postgres"_s << u"--regid=postgres"_s << u"--init-groups"_s;
    if (!deathSignal.isEmpty())
        front << u"--pdeathsig"_s << deathSignal;
    return front.isEmpty() ? command : QStringList{u"setpriv"_s} + front + command;
}

void giveToServerUser(const QString& path)
{
    if (::geteuid() != 0)
        return;
    const passwd* user = ::getpwnam("postgres");
    if (!user || ::chown(QFile::encodeName(path).constData(), user->pw_uid, user->pw_gid) != 0)
        giveUp(u"cannot give %1 to the user postgres"_s.arg(path));
}

void write(const QString& path, const QString& text, QIODevice::OpenMode mode = QIODevice::WriteOnly)
{
    QFile file(path);
    if (!file.open(mode) || file.write(text.toUtf8()) < 0)
        giveUp(u"cannot write "_s + path);
    file.close();
    ::chmod(QFile::encodeName(path).constData(), 0600);
    giveToServerUser(path);
}

QString tail(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll().right(2000)) : QString();
}

/// What a killed run has left: directories are named by the process that made them.
void removeLeftovers()
{
    QDir tmp(QDir::tempPath());
    for (const QString& name : tmp.entryList({prefix + u'*'}, QDir::Dirs)) {
        const int pid = name.sliced(prefix.size()).toInt();
        if (pid > 0 && ::kill(pid, 0) != 0)
            QDir(tmp.filePath(name)).removeRecursively();
    }
}

} // namespace

Server::~Server()
{
    stop(SIGQUIT);
}

void Server::run(const QString& stopSignal, const QStringList& command)
{
    const QStringList whole = asServerUser(command, stopSignal);
    process_ = std::make_unique<QProcess>();
    process_->setProcessChannelMode(QProcess::MergedChannels);
    process_->setStandardOutputFile(directory_ + u"/log"_s, QIODevice::Append);
    process_->setWorkingDirectory(directory_);
    process_->start(whole.first(), whole.sliced(1));
    if (!process_->waitForStarted(patienceMs))
        giveUp(u"cannot start "_s + whole.join(u' '));
}

void Server::stop(int signal)
{
    if (!process_ || process_->state() == QProcess::NotRunning)
        return;
    ::kill(static_cast<pid_t>(process_->processId()), signal);
    if (!process_->waitForFinished(10'000)) {
        process_->kill();
        process_->waitForFinished(10'000);
    }
}

LocalCluster::LocalCluster()
{
    removeLeftovers();
    root_ = QDir::tempPath() + u'/' + prefix + QString::number(QCoreApplication::applicationPid());
    if (!QDir().mkpath(root_))
        giveUp(u"cannot make "_s + root_);
    ::chmod(QFile::encodeName(root_).constData(), 0700);
    giveToServerUser(root_);
    write(root_ + u"/password"_s, password());
    run({u"openssl"_s, u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
        u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s, u"-subj"_s, u"/CN=somebody.else"_s, u"-keyout"_s,
        root_ + u"/key"_s, u"-out"_s, root_ + u"/certificate"_s});
    run({bin + u"initdb"_s, u"--no-sync"_s, u"--no-locale"_s, u"-E"_s, u"UTF8"_s, u"-U"_s, u"postgres"_s,
        u"--auth-local=trust"_s, u"--auth-host=scram-sha-256"_s, u"--pwfile"_s, root_ + u"/password"_s,
        u"-D"_s, root_ + u"/template"_s});
}

LocalCluster::~LocalCluster()
{
    pooler_.reset();
    starting_.reset();
    standby_.reset();
    primary_.reset();
    QDir(root_).removeRecursively();
}

std::unique_ptr<Server> LocalCluster::newServer(
    const QString& name, const QString& settings, bool fromTemplate)
{
    auto server = std::make_unique<Server>(root_ + u'/' + name, freePort());
    if (fromTemplate)
        run({u"cp"_s, u"-a"_s, root_ + u"/template"_s, server->directory()});
    else
        run({bin + u"pg_basebackup"_s, u"--no-sync"_s, u"-R"_s, u"-C"_s, u"-S"_s, name, u"-c"_s, u"fast"_s,
            u"-U"_s, u"postgres"_s, u"-h"_s, root_, u"-p"_s, QString::number(primary_->port()), u"-D"_s,
            server->directory()});
    write(server->directory() + u"/postgresql.conf"_s,
        u"\nport = %1\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '%2'\ncluster_name = '%3'\n"
        u"fsync = off\nwal_level = logical\nshared_buffers = 16MB\nwal_retrieve_retry_interval = 100ms\n"
        u"autovacuum = off\nlog_min_messages = warning\n%4\n"_s.arg(server->port())
            .arg(root_, name, settings),
        QIODevice::Append);
    return server;
}

void LocalCluster::runPostgres(Server& server)
{
    server.run(u"QUIT"_s, {bin + u"postgres"_s, u"-D"_s, server.directory()});
}

void LocalCluster::waitUntilUp(const Server& server) const
{
    QProcess probe;
    const QDeadlineTimer patience(patienceMs);
    do {
        probe.start(
            bin + u"pg_isready"_s, {u"-q"_s, u"-h"_s, root_, u"-p"_s, QString::number(server.port())});
        if (probe.waitForFinished(patienceMs) && probe.exitCode() == 0)
            return;
        QThread::msleep(20);
    } while (!patience.hasExpired());
    giveUp(u"PostgreSQL did not come up: "_s + tail(server.directory() + u"/log"_s));
}

Server& LocalCluster::startPrimary()
{
    primary_ = newServer(u"pg1"_s,
        u"ssl = on\nssl_cert_file = '%1/certificate'\nssl_key_file = '%1/key'\n"
        u"shared_preload_libraries = 'repmgr'\narchive_mode = on\narchive_command = '/bin/false'\n"
        u"max_slot_wal_keep_size = 1GB\nmax_connections = 60\n"_s.arg(root_),
        true);
    runPostgres(*primary_);
    waitUntilUp(*primary_);
    const QString login = u" LOGIN PASSWORD '%1'"_s.arg(password());
    psql(*primary_, u"CREATE DATABASE repmgr;\nCREATE DATABASE bare"_s, u"postgres"_s);
    psql(*primary_,
        u"CREATE EXTENSION repmgr; CREATE ROLE monitor%1 IN ROLE pg_monitor; CREATE ROLE plain%1;"
        u"GRANT USAGE ON SCHEMA repmgr TO monitor; GRANT SELECT ON ALL TABLES IN SCHEMA repmgr TO monitor;"_s
            .arg(login));
    return *primary_;
}

Server& LocalCluster::startStandby()
{
    standby_ = newServer(u"sb1"_s, {}, false);
    runPostgres(*standby_);
    waitUntilUp(*standby_);
    if (!becomes(*primary_, u"SELECT state FROM pg_stat_replication"_s, u"streaming"_s))
        giveUp(u"the standby does not stream: "_s + tail(standby_->directory() + u"/log"_s));
    return *standby_;
}

Server& LocalCluster::startStarting()
{
    starting_ = newServer(u"starting"_s, u"restore_command = 'exec sleep 600'\n"_s, true);
    write(starting_->directory() + u"/standby.signal"_s, {});
    runPostgres(*starting_);
    return *starting_;
}

Server& LocalCluster::startPooler(const QStringList& more)
{
    pooler_ = std::make_unique<Server>(root_ + u"/pooler"_s, freePort());
    QDir().mkpath(pooler_->directory());
    giveToServerUser(pooler_->directory());
    QString users;
    for (const auto& user : {u"admin"_s, u"stats"_s, u"postgres"_s, u"monitor"_s, u"plain"_s})
        users += u"\"%1\" \"%2\"\n"_s.arg(user, password());
    write(pooler_->directory() + u"/users"_s, users);
    const quint16 readPort = standby_ ? standby_->port() : primary_->port();
    QString others;
    for (const QString& database : more)
        others += u"%1 = host=127.0.0.1 port=%2 dbname=repmgr %3\n"_s.arg(database.section(u' ', 0, 0))
                      .arg(primary_->port())
                      .arg(database.section(u' ', 1));
    write(pooler_->directory() + u"/ini"_s,
        u"[databases]\n"_s + others +
            u"app = host=127.0.0.1 port=%1 dbname=repmgr pool_size=7\n"
            u"app_ro = host=127.0.0.1 port=%2 dbname=repmgr max_db_connections=9\n[pgbouncer]\nlisten_addr = "
            u"127.0.0.1\n"
            u"listen_port = %3\nunix_socket_dir = %4\nauth_type = scram-sha-256\nauth_file = %4/users\n"
            u"admin_users = admin\nstats_users = stats\npool_mode = transaction\nmax_client_conn = 100\n"_s
                .arg(primary_->port())
                .arg(readPort)
                .arg(pooler_->port())
                .arg(pooler_->directory()));
    pooler_->run(u"TERM"_s, {u"/usr/sbin/pgbouncer"_s, pooler_->directory() + u"/ini"_s});
    const QDeadlineTimer patience(patienceMs);
    QProcess probe;
    do {
        probe.start(bin + u"pg_isready"_s,
            {u"-q"_s, u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(pooler_->port())});
        if (probe.waitForFinished(patienceMs) && probe.exitCode() == 0)
            return *pooler_;
        QThread::msleep(20);
    } while (!patience.hasExpired());
    giveUp(u"PgBouncer did not come up: "_s + tail(pooler_->directory() + u"/log"_s));
}

void LocalCluster::restartPrimary()
{
    primary_->stop(SIGQUIT);
    runPostgres(*primary_);
    waitUntilUp(*primary_);
}

postgres::Target LocalCluster::target(
    const Server& server, const QString& user, const QString& database) const
{
    return {.host = u"127.0.0.1"_s,
        .port = server.port(),
        .database = database,
        .user = user,
        .password = Secret(password().toUtf8())};
}

postgres::Target LocalCluster::console(const QString& user) const
{
    return target(*pooler_, user, u"pgbouncer"_s);
}

QString LocalCluster::psql(const Server& server, const QString& sql, const QString& database) const
{
    QStringList command{bin + u"psql"_s, u"-XqAt"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-h"_s, root_, u"-p"_s,
        QString::number(server.port()), u"-U"_s, u"postgres"_s, u"-d"_s, database};
    for (const QString& statement : sql.split(u";\n"_s))
        command << u"-c"_s << statement;
    return run(command).trimmed();
}

QString LocalCluster::psqlConsole(const QString& command) const
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PGPASSWORD"_s, password());
    process.setProcessEnvironment(environment);
    process.start(
        bin + u"psql"_s, {u"-XqA"_s, u"-h"_s, u"127.0.0.1"_s, u"-p"_s, QString::number(pooler_->port()),
                             u"-U"_s, u"admin"_s, u"-d"_s, u"pgbouncer"_s, u"-c"_s, command});
    if (!process.waitForFinished(patienceMs) || process.exitCode() != 0)
        giveUp(command + u": "_s + QString::fromUtf8(process.readAllStandardError()));
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

bool LocalCluster::becomes(const Server& server, const QString& sql, const QString& expected) const
{
    const QDeadlineTimer patience(20'000);
    do {
        if (psql(server, sql) == expected)
            return true;
        QThread::msleep(20);
    } while (!patience.hasExpired());
    return false;
}

QString LocalCluster::run(const QStringList& command) const
{
    const QStringList whole = asServerUser(command);
    QProcess process;
    process.setWorkingDirectory(QDir::rootPath());
    process.start(whole.first(), whole.sliced(1));
    if (!process.waitForFinished(patienceMs) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        giveUp(command.join(u' ') + u": "_s + QString::fromUtf8(process.readAllStandardError()));
    return QString::fromUtf8(process.readAllStandardOutput());
}

quint16 LocalCluster::freePort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost, 0))
        giveUp(u"no free port"_s);
    return server.serverPort();
}

} // namespace switchyard::test
