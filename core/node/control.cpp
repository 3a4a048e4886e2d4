#include "core/node/control.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int controlTickMs = 100;
constexpr qsizetype longestRequest = 1024; // bytes
// As long as a promotion or a stop of the server may take.
constexpr auto longestRequestTime = 110s;

std::optional<sockaddr_un> socketAddress(const QString& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    if (name.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return std::nullopt;
    std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
    return address;
}

/// Up to the end of the line, the connection, or the call.
QByteArray readLine(int fd, const Call& call)
{
    QByteArray line;
    while (!line.endsWith('\n') && line.size() < longestRequest && !call.deadline.passed() &&
           !call.stop.stop_requested()) {
        pollfd waiting{fd, POLLIN, 0};
        if (::poll(&waiting, 1, std::min(controlTickMs, call.deadline.remainingMs())) <= 0)
            continue;
        char buffer[512];
        const auto n = ::recv(fd, buffer, sizeof buffer, 0);
        if (n <= 0)
            break;
        line.append(buffer, n);
    }
    return line.endsWith('\n') ? line.chopped(1) : QByteArray();
}

void sendLine(int fd, const QString& text)
{
    const QByteArray line = QString(text).replace(u'\n', u' ').toUtf8() + '\n';
    [[maybe_unused]] const auto sent =
        ::send(fd, line.constData(), static_cast<size_t>(line.size()), MSG_NOSIGNAL);
}

} // namespace

QString controlSocket(const Paths& paths)
{
    return paths.run + u"/control"_s;
}

Result<void> Control::start(const QString& path)
{
    const auto address = socketAddress(path);
    socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    QFile::remove(path);
    if (!address || socket_ < 0 ||
        ::bind(socket_, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0 ||
        ::chmod(QFile::encodeName(path).constData(), 0600) != 0 || ::listen(socket_, 8) != 0)
        return fail(ErrorKind::Internal, u"node.control"_s,
            path + u": "_s + QString::fromLocal8Bit(std::strerror(errno)));
    thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
    return {};
}

Control::~Control()
{
    if (thread_.joinable()) {
        thread_.request_stop();
        thread_.join();
    }
    if (socket_ >= 0)
        ::close(socket_);
}

void Control::serve(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        pollfd waiting{socket_, POLLIN, 0};
        if (::poll(&waiting, 1, controlTickMs) <= 0)
            continue;
        const int client = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            continue;
        const QString line = QString::fromUtf8(readLine(client, {Deadline::in(2s), stop}));
        const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
        const Reply reply = words.isEmpty() ? Reply{false, u"an empty request"_s} : pass(words, stop);
        sendLine(client, (reply.done ? u"ok "_s : u"no "_s) + reply.text);
        ::close(client);
    }
}

Reply Control::pass(const QStringList& words, const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    waiting_ = words;
    taken_ = false;
    reply_.reset();
    changed_.notify_all();
    const auto deadline = std::chrono::steady_clock::now() + longestRequestTime;
    const bool answered = changed_.wait_until(lock, stop, deadline, [&] { return reply_.has_value(); });
    waiting_.reset();
    if (answered)
        return *reply_;
    return {false, stop.stop_requested() ? u"the supervisor is stopping"_s
                                         : u"the supervisor is busy; its status says with what"_s};
}

std::optional<QStringList> Control::take()
{
    const std::lock_guard lock(mutex_);
    if (!waiting_ || taken_)
        return std::nullopt;
    taken_ = true;
    return waiting_;
}

void Control::answer(const Reply& reply)
{
    const std::lock_guard lock(mutex_);
    if (waiting_ && taken_)
        reply_ = reply;
    changed_.notify_all();
}

bool Control::waitForRequest(std::chrono::milliseconds span, const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, stop, span, [&] { return waiting_ && !taken_; });
}

Result<Reply> askControl(const QString& path, const QStringList& words, const Call& call)
{
    const auto address = socketAddress(path);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (!address || fd < 0 ||
        ::connect(fd, reinterpret_cast<const sockaddr*>(&*address), sizeof *address) != 0) {
        if (fd >= 0)
            ::close(fd);
        return fail(ErrorKind::NotFound, u"node.not_running"_s, path);
    }
    sendLine(fd, words.join(u' '));
    const QString line = QString::fromUtf8(readLine(fd, call));
    ::close(fd);
    if (line.size() < 3)
        return fail(ErrorKind::Timeout, u"node.busy"_s, u"the supervisor did not answer"_s);
    return Reply{line.startsWith(u"ok "), line.mid(3)};
}

} // namespace switchyard::node
