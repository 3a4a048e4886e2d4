#pragma once
// connect(2) under a deadline. Qt's own waitForConnected gives the attempt up when one wait ends, so it
// cannot be waited for in slices; and errno says more than its error codes.

#include "core/base/deadline.h"
#include "core/base/error.h"

#include <sys/socket.h>

#include <utility>

namespace switchyard::net {

/// A file descriptor that is closed unless it is released.
class Descriptor
{
public:
    explicit Descriptor(int fd = -1) : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(fd_, other.fd_);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();

    int get() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }

private:
    int fd_;
};

/// A connected, non-blocking, close-on-exec stream socket. Errors: "engine.denied" (EACCES, EPERM),
/// "engine.unreachable", "engine.timeout", "engine.cancelled"; `peer` names the other side in the detail.
Result<Descriptor> connectSocket(
    const sockaddr* address, socklen_t length, const QString& peer, const Call& call);

} // namespace switchyard::net
