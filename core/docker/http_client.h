#pragma once
// GET requests over a stream that is kept open between them.

#include "core/docker/stream.h"
#include "core/net/http_reader.h"

namespace switchyard::docker {

struct HttpAnswer
{
    net::HttpHeader header;
    QByteArray body; ///< empty for a stream, whose body went to the sink
};

/// Belongs to one thread. Errors: those of Stream and of HttpReader, and "engine.unreachable" with
/// connectionLost for a connection that ended in the middle. After any error the connection is gone and the
/// next call opens a new one.
class HttpClient
{
public:
    explicit HttpClient(std::unique_ptr<StreamFactory> streams);
    ~HttpClient();

    /// The whole answer, whatever its status. A connection that is lost before the first byte of the answer
    /// is opened again once: GET may be repeated, and engines close idle connections when they like.
    Result<HttpAnswer> get(const QByteArray& target, const Call& call);

    /// What a stream's reader says to a part: go on, or enough.
    enum class Next { More, Enough };
    using Sink = std::function<Result<Next>(QByteArrayView)>;

    /// Hands on the body of a 200 answer as it comes, without a limit to its length; other answers are
    /// returned whole. The connection is not used again unless the body came to its end. `answered`, if not
    /// null, is set as soon as the header is there, so that the caller can tell a silent stream from a silent
    /// engine.
    Result<HttpAnswer> stream(const QByteArray& target, const Sink& sink, bool* answered, const Call& call);

private:
    struct Exchange;
    Result<void> send(const QByteArray& target, Exchange& exchange, const Call& call);
    Result<void> receive(Exchange& exchange, const Call& call);
    Result<void> run(const QByteArray& target, Exchange& exchange, const Call& call);

    std::unique_ptr<StreamFactory> streams_;
    std::unique_ptr<Stream> stream_;
    bool usedBefore_ = false; ///< stream_ has carried a whole answer
};

} // namespace switchyard::docker
