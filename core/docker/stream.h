#pragma once
// Bytes to and from an engine, whatever carries them. Tests put their own here; the logic above stays the
// same.

#include "core/base/deadline.h"
#include "core/base/error.h"

#include <QByteArray>

#include <memory>

namespace switchyard::docker {

/// An open connection. Belongs to the thread that opened it; closed when destroyed.
class Stream
{
public:
    virtual ~Stream() = default;

    /// Sends all of `bytes`. Errors: as read().
    virtual Result<void> write(const QByteArray& bytes, const Call& call) = 0;
    /// Waits for at least one byte and returns what is there; empty when the connection ended and the
    /// transport knows no more than that. Errors: "engine.timeout", "engine.cancelled", and with
    /// connectionLost, when the transport does know why it ended: "engine.tls", "engine.denied",
    /// "engine.unreachable".
    virtual Result<QByteArray> read(const Call& call) = 0;
};

/// Opens connections to one engine.
class StreamFactory
{
public:
    virtual ~StreamFactory() = default;

    /// Connects under the deadline, TLS handshake included.
    virtual Result<std::unique_ptr<Stream>> open(const Call& call) = 0;
    /// What goes into the Host header: "docker" where no host is spoken to.
    virtual QByteArray host() const = 0;
};

} // namespace switchyard::docker
