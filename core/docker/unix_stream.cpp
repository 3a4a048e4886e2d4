#include "core/docker/device_stream.h"
#include "core/docker/streams.h"
#include "core/net/posix_connect.h"

#include <QLocalSocket>

#include <sys/un.h>

#include <cstring>

namespace switchyard::docker {

using namespace Qt::StringLiterals;
using namespace net;

namespace {

class UnixStream final : public DeviceStream
{
public:
    bool adopt(Descriptor& descriptor) { return socket_.setSocketDescriptor(descriptor.release()); }

protected:
    QIODevice& device() override { return socket_; }
    bool ended() override { return socket_.state() != QLocalSocket::ConnectedState; }
    std::optional<Error> endReason(const Call&) override { return std::nullopt; }

private:
    QLocalSocket socket_;
};

class UnixStreams final : public StreamFactory
{
public:
    explicit UnixStreams(UnixEndpoint endpoint) : endpoint_(std::move(endpoint)) {}
    QByteArray host() const override { return "docker"; }

    Result<std::unique_ptr<Stream>> open(const Call& call) override
    {
        const QByteArray path = endpoint_.path.toUtf8();
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (path.isEmpty() || path.size() >= static_cast<qsizetype>(sizeof address.sun_path))
            return fail(ErrorKind::BadInput, u"endpoint.path"_s, endpoint_.path);
        std::memcpy(address.sun_path, path.constData(), static_cast<size_t>(path.size()));
        auto descriptor =
            connectSocket(reinterpret_cast<const sockaddr*>(&address), sizeof address, endpoint_.path, call);
        if (!descriptor)
            return tl::unexpected(descriptor.error());
        auto stream = std::make_unique<UnixStream>();
        if (!stream->adopt(*descriptor))
            return fail(ErrorKind::Internal, u"engine.unreachable"_s, endpoint_.path);
        return stream;
    }

private:
    UnixEndpoint endpoint_;
};

} // namespace

std::unique_ptr<StreamFactory> makeUnixStreams(UnixEndpoint endpoint)
{
    return std::make_unique<UnixStreams>(std::move(endpoint));
}

} // namespace switchyard::docker
