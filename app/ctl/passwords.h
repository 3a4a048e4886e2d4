#pragma once
// Passwords of a profile for a program in a terminal.

#include "core/base/secret_store.h"
#include "core/cluster/credentials.h"

namespace switchyard::ctl {

/// None for a passfile, which the observer reads itself. From the keychain if it answers within 5 s (runs an
/// event loop meanwhile); else, and for a profile that asks, from the person at the terminal. Errors of
/// SecretStore, or "password.no_terminal" when nobody can be asked.
Result<Passwords> passwordsFor(const ClusterProfile& profile, SecretStore& store);

/// Writes `prompt` to the terminal `fd` and reads one line from it without showing it; what the terminal
/// showed before it shows again afterwards, also when a signal ends the program. Empty when `fd` is no
/// terminal or ends.
std::optional<Secret> readHidden(int fd, const QByteArray& prompt);

} // namespace switchyard::ctl
