#pragma once
// Docker's own settings (docker/cli, cli/context/store and cli/config): contexts lie in
// contexts/meta/ID/meta.json below the configuration directory, their certificates in
// contexts/tls/ID/docker/.

#include "core/workstation/offers.h"

namespace switchyard::workstation {

/// The text of a meta.json; "workstation.garbage" for anything else. `tlsDirectory` is where its certificates
/// would be; `exists` says whether a file is there.
Result<EngineOffer> parseDockerContext(
    const QByteArray& json, const QString& tlsDirectory, const std::function<bool(const QString&)>& exists);

/// currentContext of a config.json; empty if it names none. "workstation.garbage" if it is no JSON object.
Result<QString> parseCurrentContext(const QByteArray& json);

/// What DOCKER_HOST, DOCKER_TLS_VERIFY and DOCKER_CERT_PATH say together; empty without DOCKER_HOST.
std::optional<EngineOffer> offerOfVariables(const QString& host, bool tlsVerify, const QString& certPath);

/// All of them. DOCKER_HOST goes before contexts, DOCKER_CONTEXT before the one that config.json calls
/// current.
void addDockerOffers(const Places& places, Offers& offers);

} // namespace switchyard::workstation
