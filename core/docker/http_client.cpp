#include "core/docker/http_client.h"

#include "core/net/waiting.h"

namespace switchyard::docker {

using namespace Qt::StringLiterals;
using namespace net;

namespace {

// An answer that is no stream is refused when it is larger; so are error texts.
constexpr quint64 largestBody = 64 * 1024 * 1024;
constexpr qsizetype largestErrorBody = 64 * 1024;

Error lost(const QString& detail)
{
    return {ErrorKind::Unreachable, u"engine.unreachable"_s, detail, {}, true};
}

} // namespace

/// One request and its answer, over as many connections as it takes (at most two).
struct HttpClient::Exchange
{
    Exchange(const Sink& sinkOfStream, quint64 bodyLimit) : sink(sinkOfStream), limit(bodyLimit)
    {
        restart();
    }

    void restart()
    {
        reader = std::make_unique<HttpReader>(
            [this](QByteArrayView part) { take(part); }, HttpLimits{.bodyBytes = limit});
    }
    bool streaming() const { return sink && reader->header() && reader->header()->status == 200; }
    void take(QByteArrayView part)
    {
        if (!streaming()) {
            if (!sink || body.size() < largestErrorBody)
                body.append(part);
        } else if (!failure && next == Next::More) {
            if (auto result = sink(part))
                next = *result;
            else
                failure = result.error();
        }
    }
    bool over() const { return reader->done() || failure || next == Next::Enough; }

    const Sink& sink;
    quint64 limit;
    std::unique_ptr<HttpReader> reader;
    QByteArray body;
    std::optional<Error> failure;
    Next next = Next::More;
    bool* answered = nullptr;
    bool endedSilently = false; ///< lost before the first byte, for no reason that the transport knows
};

HttpClient::HttpClient(std::unique_ptr<StreamFactory> streams) : streams_(std::move(streams))
{
}

HttpClient::~HttpClient() = default;

Result<void> HttpClient::send(const QByteArray& target, Exchange& exchange, const Call& call)
{
    if (!stream_) {
        auto opened = streams_->open(call);
        if (!opened)
            return tl::unexpected(opened.error());
        stream_ = std::move(*opened);
        usedBefore_ = false;
    }
    exchange.restart();
    const QByteArray request = "GET " + target + " HTTP/1.1\r\nHost: " + streams_->host() +
                               "\r\nUser-Agent: switchyard/" SWITCHYARD_VERSION
                               "\r\nAccept: application/json\r\n\r\n";
    return stream_->write(request, call);
}

Result<void> HttpClient::receive(Exchange& exchange, const Call& call)
{
    HttpReader& reader = *exchange.reader;
    while (!exchange.over()) {
        auto bytes = stream_->read(call);
        if (!bytes) {
            exchange.endedSilently = bytes.error().connectionLost && usedBefore_ && !reader.started();
            return tl::unexpected(bytes.error());
        }
        if (bytes->isEmpty()) {
            exchange.endedSilently = !reader.started();
            if (reader.endOfStream())
                return {};
            return tl::unexpected(
                lost(exchange.endedSilently ? u"the connection was closed without an answer"_s
                                            : u"the connection was closed in the middle of the answer"_s));
        }
        if (auto fed = reader.feed(*bytes); !fed)
            return fed;
        if (exchange.answered)
            *exchange.answered = reader.header() != nullptr;
    }
    if (exchange.failure)
        return tl::unexpected(*exchange.failure);
    return {};
}

Result<void> HttpClient::run(const QByteArray& target, Exchange& exchange, const Call& call)
{
    Result<void> result;
    for (int attempt = 0; attempt < 2; ++attempt) {
        exchange.endedSilently = false;
        result = send(target, exchange, call);
        if (result)
            result = receive(exchange, call);
        // Anything but a whole answer leaves bytes under way that the next answer must not be mixed with.
        usedBefore_ = result && exchange.reader->reusable();
        if (!result && stream_)
            result.error().connectionLost = true;
        if (!usedBefore_)
            stream_.reset();
        if (!exchange.endedSilently)
            break;
    }
    return result;
}

Result<HttpAnswer> HttpClient::get(const QByteArray& target, const Call& call)
{
    const Sink none;
    Exchange exchange(none, largestBody);
    if (auto result = run(target, exchange, call); !result)
        return tl::unexpected(result.error());
    return HttpAnswer{*exchange.reader->header(), exchange.body};
}

Result<HttpAnswer> HttpClient::stream(
    const QByteArray& target, const Sink& sink, bool* answered, const Call& call)
{
    Exchange exchange(sink, 0);
    exchange.answered = answered;
    if (auto result = run(target, exchange, call); !result)
        return tl::unexpected(result.error());
    return HttpAnswer{*exchange.reader->header(), exchange.body};
}

} // namespace switchyard::docker
