#pragma once
// A connected socket, with TLS spoken over it or plain.

#include "core/docker/device_stream.h"
#include "core/net/posix_connect.h"

#include <QSslSocket>

namespace switchyard::docker {

/// What the peer told us of a refusal, kept because the socket's own error says less.
struct TlsAlert
{
    QSsl::AlertType type;
    QString description;
};

class TcpStream final : public DeviceStream
{
public:
    TcpStream();

    bool adopt(Descriptor& descriptor) { return socket_.setSocketDescriptor(descriptor.release()); }
    /// Speaks TLS from here on; `host` is the name that the engine's certificate must carry.
    Result<void> encrypt(const QSslConfiguration& configuration, const QString& host, const Call& call);

protected:
    QIODevice& device() override { return socket_; }
    bool ended() override;
    qint64 unsent() override { return socket_.bytesToWrite() + socket_.encryptedBytesToWrite(); }
    std::optional<Error> endReason(const Call& call) override;

private:
    /// "engine.tls" in words that say which side refused.
    Error tlsError() const;

    std::optional<TlsAlert> alert_;
    QSslSocket socket_;
};

} // namespace switchyard::docker
