#pragma once
// Where an engine listens: unix:///path, tcp://host:port (with TLS client certificates),
// ssh://[user@]host[:port].

#include "core/base/error.h"

#include <QString>

#include <optional>
#include <variant>

namespace switchyard::docker {

/// Paths of PEM files, as DOCKER_CERT_PATH has them (ca.pem, cert.pem, key.pem).
struct TlsFiles
{
    QString ca, certificate, key;
    bool operator==(const TlsFiles&) const = default;
};

struct UnixEndpoint
{
    QString path;
    bool operator==(const UnixEndpoint&) const = default;
};

struct TcpEndpoint
{
    QString host;
    quint16 port = 2376;
    std::optional<TlsFiles> tls; ///< empty: plain TCP, which ui/text warns about
    bool operator==(const TcpEndpoint&) const = default;
};

/// Reached as Docker's own CLI does: `ssh … docker system dial-stdio`.
struct SshEndpoint
{
    QString user; ///< empty: what ~/.ssh/config says
    QString host;
    quint16 port = 0; ///< 0: what ~/.ssh/config says
    bool operator==(const SshEndpoint&) const = default;
};

using Endpoint = std::variant<UnixEndpoint, TcpEndpoint, SshEndpoint>;

/// "endpoint.scheme", "endpoint.host", "endpoint.port", "endpoint.path" with BadInput for what is not one.
Result<Endpoint> parseEndpoint(const QString& url, const std::optional<TlsFiles>& tls = {});
QString formatEndpoint(const Endpoint& endpoint);

} // namespace switchyard::docker
