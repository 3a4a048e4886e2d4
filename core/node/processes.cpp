#include "core/node/processes.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ;

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

class FileDescriptor
{
public:
    explicit FileDescriptor(int fd) : fd_(fd) {}
    FileDescriptor(const FileDescriptor&) = delete;
    FileDescriptor& operator=(const FileDescriptor&) = delete;
    ~FileDescriptor()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }
    int get() const { return fd_; }

private:
    int fd_;
};

// In memory, so that neither side ever waits for the other to read.
int memoryFile(const char* name, const QByteArray& content)
{
    const int fd = ::memfd_create(name, MFD_CLOEXEC);
    if (fd < 0)
        return fd;
    qsizetype at = 0;
    while (at < content.size()) {
        const auto n = ::write(fd, content.constData() + at, static_cast<size_t>(content.size() - at));
        if (n <= 0)
            break;
        at += n;
    }
    ::lseek(fd, 0, SEEK_SET);
    return fd;
}

QByteArray contentOf(int fd)
{
    const off_t size = ::lseek(fd, 0, SEEK_END);
    QByteArray content(size > 0 ? static_cast<qsizetype>(size) : 0, Qt::Uninitialized);
    const auto n = ::pread(fd, content.data(), static_cast<size_t>(content.size()), 0);
    content.truncate(n < 0 ? 0 : n);
    return content;
}

/// What a program said about its failure: its lines that speak of an error, else its last ones.
QString reasonIn(const QByteArray& text)
{
    const QList<QByteArray> lines = text.trimmed().split('\n');
    QByteArrayList errors;
    for (const QByteArray& line : lines) {
        if (line.contains("ERROR:") || line.contains("error:") || line.contains("FATAL:"))
            errors << line.trimmed();
    }
    constexpr qsizetype enough = 3;
    const QByteArrayList chosen = errors.isEmpty() ? lines.mid(std::max<qsizetype>(0, lines.size() - enough))
                                                   : QByteArrayList(errors.mid(0, enough));
    return QString::fromUtf8(chosen.join(" / "));
}

std::vector<char*> pointers(const QByteArrayList& texts)
{
    std::vector<char*> list;
    for (const QByteArray& text : texts)
        list.push_back(const_cast<char*>(text.constData())); // exec's old signature; nothing is changed
    list.push_back(nullptr);
    return list;
}

} // namespace

QString ExitStatus::text() const
{
    return signal ? u"was ended by signal %1"_s.arg(signal) : u"ended with code %1"_s.arg(code);
}

Result<pid_t> Processes::spawn(const Command& command, int output)
{
    const FileDescriptor input(command.input.isEmpty() ? -1 : memoryFile("switchyard-input", command.input));
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    if (input.get() >= 0)
        posix_spawn_file_actions_adddup2(&actions, input.get(), 0);
    else
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", 0, 0);
    if (output >= 0) {
        posix_spawn_file_actions_adddup2(&actions, output, 1);
        posix_spawn_file_actions_adddup2(&actions, output, 2);
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);

    QByteArrayList arguments, variables;
    for (const QString& argument : command.arguments)
        arguments << argument.toUtf8();
    for (char** variable = environ; *variable; ++variable)
        variables << *variable;
    for (auto it = environment_.begin(); it != environment_.end(); ++it)
        variables << it.key() + '=' + it.value();

    pid_t pid = 0;
    int error = 0;
    {
        // Held until the child stands in the list, so that it cannot be reaped as a stranger before.
        const std::lock_guard lock(mutex_);
        error = ::posix_spawn(&pid, arguments.value(0).constData(), &actions, &attributes,
            pointers(arguments).data(), pointers(variables).data());
        if (error == 0)
            children_.insert(pid, std::nullopt);
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0)
        return fail(ErrorKind::Internal, u"process.start"_s,
            command.arguments.value(0) + u": "_s + QString::fromLocal8Bit(std::strerror(error)));
    return pid;
}

Result<pid_t> Processes::start(const Command& command)
{
    return spawn(command, -1);
}

std::optional<ExitStatus> Processes::ended(pid_t pid)
{
    const std::lock_guard lock(mutex_);
    return children_.value(pid, ExitStatus{});
}

Result<ExitStatus> Processes::wait(pid_t pid, const Call& call)
{
    std::unique_lock lock(mutex_);
    const bool done = changed_.wait_until(
        lock, call.stop, call.deadline.at(), [&] { return children_.value(pid, ExitStatus{}).has_value(); });
    if (done)
        return *children_.value(pid, ExitStatus{});
    return call.stop.stop_requested() ? fail(ErrorKind::Cancelled, u"process.cancelled"_s)
                                      : fail(ErrorKind::Timeout, u"process.timeout"_s);
}

bool Processes::waitForAny(std::chrono::milliseconds span, const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    const quint64 before = endings_;
    return changed_.wait_for(lock, stop, span, [&] { return endings_ != before; });
}

Result<QByteArray> Processes::run(const Command& command, const Call& call)
{
    const FileDescriptor output(memoryFile("switchyard-output", {}));
    const auto pid = spawn(command, output.get());
    if (!pid)
        return tl::unexpected(pid.error());
    const auto status = wait(*pid, call);
    if (!status) {
        end(*pid);
        Error error = status.error();
        error.detail = command.arguments.value(0) + u": "_s + reasonIn(contentOf(output.get()));
        return tl::unexpected(error);
    }
    {
        const std::lock_guard lock(mutex_);
        children_.remove(*pid);
    }
    if (!status->ok())
        return fail(ErrorKind::Rejected, u"process.failed"_s,
            u"%1 %2: %3"_s.arg(
                command.arguments.value(0), status->text(), reasonIn(contentOf(output.get()))));
    return contentOf(output.get());
}

void Processes::end(pid_t pid)
{
    using namespace std::chrono_literals;
    ::kill(pid, SIGTERM);
    if (!wait(pid, {Deadline::in(5s)}))
        ::kill(pid, SIGKILL);
    (void)wait(pid, {Deadline::in(5s)});
}

void Processes::reap()
{
    const std::lock_guard lock(mutex_);
    int status = 0;
    for (pid_t pid = 0; (pid = ::waitpid(-1, &status, WNOHANG)) > 0;) {
        const auto child = children_.find(pid);
        if (child == children_.end())
            continue;
        ++endings_;
        *child = WIFSIGNALED(status) ? ExitStatus{0, WTERMSIG(status)} : ExitStatus{WEXITSTATUS(status), 0};
    }
    changed_.notify_all();
}

} // namespace switchyard::node
