#include "core/node/server.h"

#include "core/node/pause.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <csignal>
#include <libpq-fe.h>

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Result<void> Server::start(const QString& directory, const QStringList& options)
{
    Command command{{settings_.paths.programs + u"/postgres"_s, u"-D"_s, directory, u"-c"_s,
                        u"config_file=%1/postgresql.conf"_s.arg(settings_.paths.templates)},
        {}};
    for (const QString& option : options)
        command.arguments << u"-c"_s << option;
    const auto pid = processes_.start(command);
    if (!pid)
        return tl::unexpected(pid.error());
    pid_ = *pid;
    directory_ = directory;
    return {};
}

Result<void> Server::waitReady(const Call& call)
{
    while (!isReady()) {
        if (const auto status = ended())
            return fail(ErrorKind::Rejected, u"node.server_ended"_s,
                u"PostgreSQL %1 while starting; its own words stand above"_s.arg(status->text()));
        if (call.deadline.passed())
            return fail(ErrorKind::Timeout, u"node.server_slow"_s, u"PostgreSQL does not answer yet"_s);
        if (!pause(100ms, call.stop))
            return fail(ErrorKind::Cancelled, u"node.stopped"_s);
    }
    return {};
}

// As pg_ctl looks: the eighth line of postmaster.pid. Asking by connecting would fill the log with refusals.
bool Server::isReady() const
{
    QFile file(directory_ + u"/postmaster.pid"_s);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    return isReadyLockFile(file.readAll(), pid_);
}

bool isReadyLockFile(const QByteArray& text, pid_t pid)
{
    const QList<QByteArray> lines = text.split('\n');
    return lines.size() > 7 && lines[0] == QByteArray::number(pid) && lines[7].trimmed() == "ready";
}

std::optional<ExitStatus> Server::ended() const
{
    return processes_.ended(pid_);
}

bool Server::stop(std::chrono::seconds patience)
{
    if (pid_ == 0 || ended())
        return true;
    ::kill(pid_, SIGINT);
    if (processes_.wait(pid_, {Deadline::in(patience)}))
        return true;
    ::kill(pid_, SIGQUIT);
    (void)processes_.wait(pid_, {Deadline::in(10s)});
    return false;
}

void Server::stopAtOnce()
{
    const pid_t pid = pid_;
    if (pid == 0 || processes_.ended(pid))
        return;
    ::kill(pid, SIGQUIT);
    if (processes_.wait(pid, {Deadline::in(500ms)}))
        return;
    // A postmaster that does not even end at SIGQUIT (stopped, or in the kernel): then each of its processes.
    sweep();
    (void)processes_.wait(pid, {Deadline::in(10s)});
}

void Server::sweep()
{
    const QString program = QFileInfo(settings_.paths.programs + u"/postgres"_s).canonicalFilePath();
    for (const QString& entry : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        const pid_t other = entry.toInt();
        if (other > 1 && QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(other)) == program)
            ::kill(other, SIGKILL);
    }
}

void Server::reload()
{
    const pid_t pid = pid_;
    if (pid != 0 && !processes_.ended(pid))
        ::kill(pid, SIGHUP);
}

bool serverAnswers(const QString& socketDirectory)
{
    const QByteArray host = socketDirectory.toUtf8();
    const char* keywords[] = {"host", "user", "dbname", "connect_timeout", nullptr};
    const char* values[] = {host.constData(), "postgres", "postgres", "3", nullptr};
    return PQpingParams(keywords, values, 0) == PQPING_OK;
}

} // namespace switchyard::node
