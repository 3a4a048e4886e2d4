#include "core/net/posix_connect.h"

#include "core/net/waiting.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace switchyard::net {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> refused(int error, const QString& peer)
{
    const QString detail = peer + u": "_s + QString::fromLocal8Bit(std::strerror(error));
    if (error == EACCES || error == EPERM)
        return fail(ErrorKind::Rejected, u"engine.denied"_s, detail);
    return fail(ErrorKind::Unreachable, u"engine.unreachable"_s, detail);
}

// 0 once connected, else the errno of the attempt; nothing while it is under way.
std::optional<int> pollConnected(int fd, int timeoutMs)
{
    pollfd entry{fd, POLLOUT, 0};
    if (::poll(&entry, 1, timeoutMs) <= 0)
        return std::nullopt;
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
        return errno;
    return error;
}

} // namespace

Descriptor::~Descriptor()
{
    if (fd_ >= 0)
        ::close(fd_);
}

Result<Descriptor> connectSocket(
    const sockaddr* address, socklen_t length, const QString& peer, const Call& call)
{
    Descriptor socket(::socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (socket.get() < 0)
        return refused(errno, peer);
    for (;;) {
        if (auto stop = mustReturn(call, u"connecting to "_s + peer))
            return tl::unexpected(std::move(*stop));
        if (::connect(socket.get(), address, length) == 0)
            return socket;
        if (errno == EINTR)
            continue;
        if (errno == EINPROGRESS || errno == EALREADY)
            break;
        if (errno != EAGAIN)
            return refused(errno, peer);
        // A unix socket whose queue of waiting connections is full: nothing to poll for, so look again later.
        ::poll(nullptr, 0, nextSliceMs(call));
    }
    for (;;) {
        if (auto stop = mustReturn(call, u"connecting to "_s + peer))
            return tl::unexpected(std::move(*stop));
        const auto outcome = pollConnected(socket.get(), nextSliceMs(call));
        if (outcome && *outcome != 0)
            return refused(*outcome, peer);
        if (outcome)
            return socket;
    }
}

} // namespace switchyard::net
