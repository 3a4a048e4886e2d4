#include "core/docker/streams.h"

namespace switchyard::docker {

std::unique_ptr<StreamFactory> makeStreams(const Endpoint& endpoint)
{
    if (const auto* local = std::get_if<UnixEndpoint>(&endpoint))
        return makeUnixStreams(*local);
    if (const auto* tcp = std::get_if<TcpEndpoint>(&endpoint))
        return makeTcpStreams(*tcp);
    return makeSshStreams(std::get<SshEndpoint>(endpoint));
}

} // namespace switchyard::docker
