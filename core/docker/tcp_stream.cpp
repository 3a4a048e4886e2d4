#include "core/docker/streams.h"
#include "core/docker/tls_files.h"
#include "core/docker/tls_stream.h"
#include "core/net/posix_connect.h"
#include "core/net/resolver.h"

namespace switchyard::docker {

using namespace Qt::StringLiterals;
using namespace net;

namespace {

class TcpStreams final : public StreamFactory
{
public:
    explicit TcpStreams(TcpEndpoint endpoint) : endpoint_(std::move(endpoint)) {}

    QByteArray host() const override { return address().toUtf8(); }
    Result<std::unique_ptr<Stream>> open(const Call& call) override;

private:
    QString address() const { return formatEndpoint(endpoint_).sliced(qsizetype{6}); } // without "tcp://"
    Result<Descriptor> connect(const Call& call) const;

    TcpEndpoint endpoint_;
};

Result<Descriptor> TcpStreams::connect(const Call& call) const
{
    const auto addresses = resolve(endpoint_.host, endpoint_.port, call);
    if (!addresses)
        return tl::unexpected(addresses.error());
    Result<Descriptor> result = fail(ErrorKind::Unreachable, u"engine.unreachable"_s, endpoint_.host);
    for (size_t i = 0; i < addresses->size(); ++i) {
        // Each address gets its share of the time that is left, so that one that never answers hides no
        // other.
        const auto share = std::chrono::milliseconds(call.deadline.remainingMs()) / (addresses->size() - i);
        const auto& each = (*addresses)[i];
        result = connectSocket(reinterpret_cast<const sockaddr*>(&each.storage), each.length, address(),
            Call{call.deadline.within(share), call.stop});
        if (result || result.error().kind == ErrorKind::Cancelled)
            break;
    }
    return result;
}

Result<std::unique_ptr<Stream>> TcpStreams::open(const Call& call)
{
    // Files first: what is wrong on our side is said without troubling the engine.
    std::optional<QSslConfiguration> configuration;
    if (endpoint_.tls) {
        auto loaded = loadTls(*endpoint_.tls);
        if (!loaded)
            return tl::unexpected(loaded.error());
        configuration = std::move(*loaded);
    }
    auto descriptor = connect(call);
    if (!descriptor)
        return tl::unexpected(descriptor.error());
    auto stream = std::make_unique<TcpStream>();
    if (!stream->adopt(*descriptor))
        return fail(ErrorKind::Internal, u"engine.unreachable"_s, address());
    if (configuration) {
        if (auto encrypted = stream->encrypt(*configuration, endpoint_.host, call); !encrypted)
            return tl::unexpected(encrypted.error());
    }
    return stream;
}

} // namespace

std::unique_ptr<StreamFactory> makeTcpStreams(TcpEndpoint endpoint)
{
    return std::make_unique<TcpStreams>(std::move(endpoint));
}

} // namespace switchyard::docker
