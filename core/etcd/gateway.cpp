#include "core/etcd/gateway.h"

#include "core/net/http_reader.h"
#include "core/net/waiting.h"

#include <QJsonDocument>

#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>

namespace switchyard::etcd {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 largestAnswer = 4 * 1024 * 1024; // bytes; ours are below 100 kB

// The codes of the connection's own errors are other ones: here the kind says it.
Error translated(Error error)
{
    error.code = error.kind == ErrorKind::Cancelled  ? u"etcd.cancelled"_s
                 : error.kind == ErrorKind::Protocol ? u"etcd.garbage"_s
                                                     : u"etcd.unreachable"_s;
    error.connectionLost = true;
    return error;
}

Error lost(const QString& detail)
{
    return {ErrorKind::Unreachable, u"etcd.unreachable"_s, detail, {}, true};
}

/// What an answer with another status than 200 means (gRPC codes: 14 unavailable, 8 exhausted).
Error refusal(int status, const QJsonObject& object)
{
    const QString words =
        object.value(u"message").toString(object.value(u"error").toString(u"status %1"_s.arg(status)));
    const int code = object.value(u"code").toInt(-1);
    Error error{ErrorKind::Rejected, u"etcd.refused"_s, words, QString::number(code)};
    if (words.contains(u"no space"))
        error.code = u"etcd.no_space"_s;
    else if (code == 14 || code == 4 || words.contains(u"no leader") || words.contains(u"timed out"))
        error = {ErrorKind::Unreachable, u"etcd.no_quorum"_s, words, QString::number(code)};
    return error;
}

Result<QJsonObject> parsed(int status, const QByteArray& body)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(body, &problem);
    if (status == 200 && !document.isObject())
        return tl::unexpected(Error{ErrorKind::Protocol, u"etcd.garbage"_s,
            problem.error ? problem.errorString() : u"the answer is not an object"_s, {}, true});
    if (status != 200)
        return tl::unexpected(refusal(status, document.object()));
    return document.object();
}

/// Another endpoint may do better.
bool isTheEndpointsOwn(const Error& error)
{
    return error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::Timeout ||
           error.kind == ErrorKind::Protocol;
}

Result<void> awaitSocket(int fd, short events, const Call& call)
{
    for (;;) {
        if (auto stop = net::mustReturn(call, u"waiting for etcd"_s))
            return tl::unexpected(translated(std::move(*stop)));
        pollfd entry{fd, events, 0};
        if (::poll(&entry, 1, net::nextSliceMs(call)) > 0)
            return {};
    }
}

} // namespace

Result<QVector<Endpoint>> parseEndpoints(const QString& text)
{
    QVector<Endpoint> endpoints;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        const QStringList pieces = part.trimmed().split(u':');
        bool ok = pieces.size() == 1;
        const quint16 port = ok ? quint16(2379) : pieces.value(1).toUShort(&ok);
        if (!ok || port == 0 || pieces.size() > 2 || pieces.first().isEmpty())
            return fail(ErrorKind::BadInput, u"etcd.endpoints"_s, part);
        endpoints << Endpoint{pieces.first(), port};
    }
    return endpoints;
}

Gateway::Gateway(QVector<Endpoint> endpoints)
    : endpoints_(std::move(endpoints)), addresses_(endpoints_.size())
{
}

Result<void> Gateway::open(qsizetype endpoint, const Call& call)
{
    if (socket_.get() >= 0 && endpoint == current_)
        return {};
    socket_ = net::Descriptor();
    const Endpoint& where = endpoints_[endpoint];
    auto& known = addresses_[endpoint];
    if (known.empty()) {
        auto found = net::resolve(where.host, where.port, call);
        if (!found)
            return tl::unexpected(translated(found.error()));
        known = std::move(*found);
    }
    const net::SocketAddress address = known.front();
    auto socket = net::connectSocket(
        reinterpret_cast<const sockaddr*>(&address.storage), address.length, where.host, call);
    if (!socket) {
        known.clear(); // a container that came back has another address
        return tl::unexpected(translated(socket.error()));
    }
    socket_ = std::move(*socket);
    current_ = endpoint;
    return {};
}

Result<Gateway::Answer> Gateway::exchange(const QByteArray& request, const Call& call)
{
    qsizetype sent = 0;
    while (sent < request.size()) {
        if (const auto ready = awaitSocket(socket_.get(), POLLOUT, call); !ready)
            return tl::unexpected(ready.error());
        const auto n = ::send(socket_.get(), request.constData() + sent,
            static_cast<size_t>(request.size() - sent), MSG_NOSIGNAL);
        if (n < 0 && errno != EAGAIN && errno != EINTR)
            return tl::unexpected(lost(QString::fromLocal8Bit(std::strerror(errno))));
        sent += n > 0 ? n : 0;
    }
    return receive(call);
}

Result<Gateway::Answer> Gateway::receive(const Call& call)
{
    Answer answer;
    net::HttpReader reader(
        [&](QByteArrayView part) { answer.body.append(part); }, net::HttpLimits{.bodyBytes = largestAnswer});
    char buffer[8192];
    while (!reader.done()) {
        if (const auto ready = awaitSocket(socket_.get(), POLLIN, call); !ready)
            return tl::unexpected(ready.error());
        const auto n = ::recv(socket_.get(), buffer, sizeof buffer, 0);
        if (n < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (n <= 0 && !(n == 0 && reader.endOfStream()))
            return tl::unexpected(lost(u"the connection was closed"_s));
        if (n > 0) {
            if (const auto fed = reader.feed(QByteArrayView(buffer, n)); !fed)
                return tl::unexpected(translated(fed.error()));
        }
    }
    answer.status = reader.header()->status;
    if (!reader.reusable())
        socket_ = net::Descriptor();
    return answer;
}

Result<QJsonObject> Gateway::postTo(
    qsizetype endpoint, const QByteArray& path, const QJsonObject& body, const Call& call)
{
    if (const auto opened = open(endpoint, call); !opened)
        return tl::unexpected(opened.error());
    const QByteArray json = QJsonDocument(body).toJson(QJsonDocument::Compact);
    const QByteArray request =
        "POST " + path + " HTTP/1.1\r\nHost: " + endpoints_[endpoint].host.toUtf8() +
        "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(json.size()) +
        "\r\n\r\n" + json;
    const auto answer = exchange(request, call);
    if (!answer) {
        socket_ = net::Descriptor(); // a late answer must not be taken for the next one
        return tl::unexpected(answer.error());
    }
    return parsed(answer->status, answer->body);
}

Result<QJsonObject> Gateway::post(const QByteArray& path, const QJsonObject& body, const Call& call)
{
    if (endpoints_.isEmpty())
        return tl::unexpected(lost(u"there are no endpoints"_s));
    Result<QJsonObject> result = tl::unexpected(lost(u"no time was left"_s));
    const qsizetype first = current_;
    for (qsizetype i = 0; i < endpoints_.size() && !call.deadline.passed(); ++i) {
        const auto share = std::chrono::milliseconds(call.deadline.remainingMs()) / (endpoints_.size() - i);
        const qsizetype endpoint = (first + i) % endpoints_.size();
        result = postTo(endpoint, path, body, Call{call.deadline.within(share), call.stop});
        if (result || !isTheEndpointsOwn(result.error()))
            return result;
        socket_ = net::Descriptor();
        current_ = (endpoint + 1) % endpoints_.size();
    }
    return result;
}

} // namespace switchyard::etcd
