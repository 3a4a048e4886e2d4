#pragma once
// TLS settings from an endpoint's PEM files.

#include "core/docker/endpoint.h"

#include <QSslConfiguration>

namespace switchyard::docker {

/// Verifies the peer against the files' authority and nothing else, shows the files' certificate, TLS 1.2 or
/// later. "engine.tls" with hint "tls.files" when a file cannot be read or used; never anything of a key in
/// the detail.
Result<QSslConfiguration> loadTls(const TlsFiles& files);

} // namespace switchyard::docker
