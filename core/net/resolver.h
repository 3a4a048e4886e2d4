#pragma once
// Host names to addresses under a deadline, which getaddrinfo(3) itself does not know.

#include "core/base/deadline.h"
#include "core/base/error.h"

#include <sys/socket.h>

#include <vector>

namespace switchyard::net {

struct SocketAddress
{
    sockaddr_storage storage{};
    socklen_t length = 0;
};

/// The addresses of `host` in the system's order of preference, with `port` set. Numeric addresses are taken
/// as they are; a name is asked for on a thread of its own, which is left behind if it does not answer in
/// time. Errors: "engine.unreachable" (no such host), "engine.timeout", "engine.cancelled".
Result<std::vector<SocketAddress>> resolve(const QString& host, quint16 port, const Call& call);

} // namespace switchyard::net
