#include "core/net/resolver.h"

#include "core/net/waiting.h"

#include <netdb.h>

#include <condition_variable>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>

namespace switchyard::net {

using namespace Qt::StringLiterals;

namespace {

struct Lookup
{
    int code = 0;
    std::vector<SocketAddress> addresses;
};

Lookup lookUp(const QByteArray& host, const QByteArray& port, int flags)
{
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    wanted.ai_flags = flags | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    Lookup result;
    result.code = ::getaddrinfo(host.constData(), port.constData(), &wanted, &found);
    for (const addrinfo* each = found; each; each = each->ai_next) {
        SocketAddress address;
        address.length = each->ai_addrlen;
        std::memcpy(&address.storage, each->ai_addr, each->ai_addrlen);
        result.addresses.push_back(address);
    }
    if (found)
        ::freeaddrinfo(found);
    return result;
}

// Shared with the thread that asks, which may outlive the call.
struct Pending
{
    std::mutex mutex;
    std::condition_variable answered;
    std::optional<Lookup> answer;
};

} // namespace

Result<std::vector<SocketAddress>> resolve(const QString& host, quint16 port, const Call& call)
{
    const QByteArray name = host.toUtf8();
    const QByteArray service = QByteArray::number(port);
    if (Lookup numeric = lookUp(name, service, AI_NUMERICHOST); numeric.code == 0)
        return std::move(numeric.addresses);

    const auto pending = std::make_shared<Pending>();
    std::thread([pending, name, service] {
        Lookup answer = lookUp(name, service, 0);
        const std::lock_guard lock(pending->mutex);
        pending->answer = std::move(answer);
        pending->answered.notify_one();
    }).detach();

    std::unique_lock lock(pending->mutex);
    while (!pending->answer) {
        if (auto stop = mustReturn(call, u"looking up "_s + host))
            return tl::unexpected(std::move(*stop));
        pending->answered.wait_for(lock, std::chrono::milliseconds(nextSliceMs(call)));
    }
    if (pending->answer->code != 0)
        return fail(ErrorKind::Unreachable, u"engine.unreachable"_s,
            host + u": "_s + QString::fromLocal8Bit(::gai_strerror(pending->answer->code)));
    return std::move(pending->answer->addresses);
}

} // namespace switchyard::net
