#pragma once
// The three ways to an engine.

#include "core/docker/endpoint.h"
#include "core/docker/stream.h"

namespace switchyard::docker {

/// A unix socket of this machine. Errors of open(): "engine.denied" (no permission), "engine.unreachable".
std::unique_ptr<StreamFactory> makeUnixStreams(UnixEndpoint endpoint);
/// TCP, with TLS when the endpoint has certificate files: the engine's certificate must come from the given
/// authority and carry the endpoint's host name, and ours is shown. Errors: "engine.unreachable",
/// "engine.tls".
std::unique_ptr<StreamFactory> makeTcpStreams(TcpEndpoint endpoint);
/// One `ssh … docker system dial-stdio` process per connection, never asking for a password (BatchMode).
/// Errors: "engine.unreachable" or "engine.denied" with the last line that ssh wrote.
std::unique_ptr<StreamFactory> makeSshStreams(SshEndpoint endpoint);

std::unique_ptr<StreamFactory> makeStreams(const Endpoint& endpoint);

} // namespace switchyard::docker
