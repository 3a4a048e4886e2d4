#pragma once
// The framing of one HTTP answer (RFC 9112), apart from any device: bytes in, header and body out. The
// parsing is Boost.Beast's.

#include "core/base/error.h"

#include <QByteArray>

#include <functional>
#include <memory>

namespace switchyard::net {

struct HttpHeader
{
    int status = 0;
    QByteArray apiVersion;  ///< Api-Version, empty if the peer sent none
    QByteArray contentType; ///< without parameters, lower case
};

struct HttpLimits
{
    quint32 headerBytes = 64 * 1024;      ///< also of a chunk's header and of the trailers
    quint64 bodyBytes = 64 * 1024 * 1024; ///< 0: none, for streams
};

/// Fed with what a connection delivers until done() or an error. All errors are ErrorKind::Protocol
/// "engine.garbage".
class HttpReader
{
public:
    using Body = std::function<void(QByteArrayView)>;

    /// `body` is given the body's bytes, framing removed, as they come.
    explicit HttpReader(Body body, HttpLimits limits = {});
    ~HttpReader();

    /// Interim answers (1xx) are read over.
    Result<void> feed(QByteArrayView bytes);
    /// The peer closed: true if that completes the answer (a body that lasts until the end), false if it cuts
    /// it.
    bool endOfStream();

    bool started() const; ///< any byte was seen
    bool done() const;
    const HttpHeader* header() const; ///< null until the final answer's header is complete
    /// After done(): the connection may carry another request. Not when there were bytes beyond the answer.
    bool reusable() const;

private:
    class Parser;
    Result<void> step(QByteArrayView& rest, bool& needsMore);
    Result<void> takeHeader();

    Body body_;
    HttpLimits limits_;
    std::unique_ptr<Parser> parser_;
    QByteArray pending_; ///< bytes that the parser could not use yet
    HttpHeader header_;
    bool headerTaken_ = false;
    bool started_ = false;
    bool greeted_ = false; ///< the answer begins as HTTP does
    int interimAnswers_ = 0;
};

} // namespace switchyard::net
