#include "gate.h"

#include <cerrno>
#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace switchyard::test {

namespace {

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

void say(int socket, const char* bytes, ssize_t count)
{
    // What is forwarded here is small; a peer that is gone is noticed when it is read from.
    [[maybe_unused]] const auto sent = ::send(socket, bytes, static_cast<size_t>(count), MSG_NOSIGNAL);
}

} // namespace

Gate::Gate(Orders orders) : orders_(std::move(orders))
{
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 16) != 0 ||
        ::getsockname(listener_, generic, &size) != 0)
        throw std::runtime_error("cannot listen on loopback");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
}

Gate::~Gate()
{
    over_ = true;
    thread_.join();
    dropAll();
    ::close(listener_);
}

void Gate::order(const Orders& orders)
{
    const std::lock_guard lock(mutex_);
    orders_ = orders;
}

void Gate::dropAll()
{
    const std::lock_guard lock(mutex_);
    for (Link& link : links_)
        end(link);
    links_.clear();
}

void Gate::end(Link& link)
{
    for (int* socket : {&link.client, &link.server}) {
        if (*socket >= 0)
            ::close(*socket);
        *socket = -1;
    }
    link.over = true;
}

void Gate::serve()
{
    while (!over_) {
        std::vector<pollfd> polled{{listener_, POLLIN, 0}};
        {
            const std::lock_guard lock(mutex_);
            for (const Link& link : links_) {
                polled.push_back({link.client, POLLIN, 0});
                polled.push_back({orders_.holdAnswers ? -1 : link.server, POLLIN, 0});
            }
        }
        ::poll(polled.data(), polled.size(), 10); // the orders may change meanwhile
        const std::lock_guard lock(mutex_);
        const auto isReady = [&](int socket) {
            for (const pollfd& entry : polled) {
                if (socket >= 0 && entry.fd == socket && entry.revents != 0)
                    return true;
            }
            return false;
        };
        for (Link& link : links_) {
            if (isReady(link.client))
                fromClient(link);
            if (!link.over && isReady(link.server))
                fromServer(link);
        }
        links_.remove_if([](const Link& link) { return link.over; });
        if (polled.front().revents != 0)
            welcome();
    }
}

void Gate::welcome()
{
    Link link;
    link.client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    ++accepted_;
    if (orders_.forwardTo != 0) {
        link.server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_in address = loopback(orders_.forwardTo);
        if (::connect(link.server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            end(link);
    }
    if (!orders_.greeting.isEmpty())
        say(link.client, orders_.greeting.constData(), orders_.greeting.size());
    if (orders_.closeAfter && orders_.reply.isEmpty())
        end(link);
    links_.push_back(link);
}

void Gate::fromClient(Link& link)
{
    char buffer[65536];
    const ssize_t count = ::recv(link.client, buffer, sizeof buffer, MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN)
        return; // the number belonged to a connection that is gone
    if (count <= 0) {
        end(link);
        return;
    }
    if (link.server >= 0) {
        say(link.server, buffer, count);
        return;
    }
    if (orders_.reply.isEmpty() || link.replied)
        return;
    link.replied = true;
    say(link.client, orders_.reply.constData(), orders_.reply.size());
    if (orders_.closeAfter)
        end(link);
}

void Gate::fromServer(Link& link)
{
    char buffer[65536];
    ssize_t count = ::recv(link.server, buffer, sizeof buffer, MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN)
        return;
    const bool cut = orders_.answerBytes >= 0 && count >= orders_.answerBytes;
    if (cut)
        count = orders_.answerBytes;
    if (count > 0)
        say(link.client, buffer, count);
    if (count <= 0 || cut)
        end(link);
    else if (orders_.answerBytes >= 0)
        orders_.answerBytes -= count;
}

} // namespace switchyard::test
