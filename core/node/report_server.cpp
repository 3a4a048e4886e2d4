#include "core/node/report_server.h"

#include <cerrno>
#include <cstring>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

constexpr int tickMs = 100;
constexpr qsizetype maximumLine = 4096; // bytes; a report has about 150

int connectTo(const QString& host, quint16 port)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.toUtf8().constData(), QByteArray::number(port).constData(), &hints, &found) != 0)
        return -1;
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
    const int fd = ::socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd >= 0 && ::connect(fd, found->ai_addr, found->ai_addrlen) != 0 && errno != EINPROGRESS) {
        ::close(fd);
        return -1;
    }
    return fd;
}

/// Reads what there is; false when nothing more will come.
bool readMore(int fd, QByteArray& text)
{
    char buffer[1024];
    const auto n = ::recv(fd, buffer, sizeof buffer, 0);
    if (n > 0)
        text.append(buffer, n);
    const bool open = n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR));
    return open && text.size() < maximumLine && !text.endsWith('\n');
}

} // namespace

Result<void> ReportServer::start(quint16 port, const Report& report)
{
    set(report);
    const int yes = 1, no = 0;
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_addr = in6addr_any;
    address.sin6_port = htons(port);
    socket_ = ::socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket_ >= 0) {
        ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        ::setsockopt(socket_, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no);
    } else { // a kernel without IPv6
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        ::setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        address.sin6_family = AF_INET; // sockaddr_in begins alike, and any address is all zeroes in both
    }
    if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(socket_, 16) != 0)
        return fail(ErrorKind::Internal, u"node.report_port"_s,
            u"port %1: %2"_s.arg(port).arg(QString::fromLocal8Bit(std::strerror(errno))));
    thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
    return {};
}

void ReportServer::set(const Report& report)
{
    const std::lock_guard lock(mutex_);
    report_ = report;
}

quint16 ReportServer::port() const
{
    sockaddr_in6 address{}; // the port stands in the same place for both families
    socklen_t size = sizeof address;
    return ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0
               ? ntohs(address.sin6_port)
               : 0;
}

ReportServer::~ReportServer()
{
    if (thread_.joinable()) {
        thread_.request_stop();
        thread_.join();
    }
    if (socket_ >= 0)
        ::close(socket_);
}

QByteArray ReportServer::line()
{
    const std::lock_guard lock(mutex_);
    return formatReport(report_);
}

void ReportServer::serve(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        pollfd waiting{socket_, POLLIN, 0};
        if (::poll(&waiting, 1, tickMs) <= 0)
            continue;
        const int client = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (client < 0)
            continue;
        // A report fits into an empty socket's buffer, so this cannot block, whatever the other side does.
        const QByteArray text = line();
        [[maybe_unused]] const auto sent =
            ::send(client, text.constData(), static_cast<size_t>(text.size()), MSG_NOSIGNAL);
        ::close(client);
    }
}

QVector<std::optional<Report>> askReports(const QStringList& hosts, quint16 port, const Call& call)
{
    std::vector<pollfd> waiting;
    QVector<QByteArray> texts(hosts.size());
    for (const QString& host : hosts)
        waiting.push_back({call.stop.stop_requested() ? -1 : connectTo(host, port), POLLIN, 0});
    const auto anyLeft = [&] {
        return std::any_of(waiting.begin(), waiting.end(), [](const pollfd& p) { return p.fd >= 0; });
    };
    while (anyLeft() && !call.deadline.passed() && !call.stop.stop_requested()) {
        if (::poll(waiting.data(), waiting.size(), std::min(tickMs, call.deadline.remainingMs())) <= 0)
            continue;
        for (size_t i = 0; i < waiting.size(); ++i) {
            if (waiting[i].fd >= 0 && waiting[i].revents && !readMore(waiting[i].fd, texts[qsizetype(i)])) {
                ::close(waiting[i].fd);
                waiting[i].fd = -1; // poll passes over it
            }
        }
    }
    for (const pollfd& left : waiting) {
        if (left.fd >= 0)
            ::close(left.fd);
    }
    QVector<std::optional<Report>> reports;
    for (const QByteArray& text : texts)
        reports << parseReport(text);
    return reports;
}

} // namespace switchyard::node
