#pragma once
// Where passwords are kept between starts, as an interface: the desktop's keychain, or a test's.

#include "core/base/error.h"
#include "core/base/secret.h"

#include <functional>

namespace switchyard {

/// Asked on the UI thread, answers there too, and never waits: a locked keychain may take minutes, until a
/// person unlocks it, or for ever. Each call has one answer, or none when the store goes first. Errors:
/// "keychain.none" (no keychain on this desktop), "keychain.denied" (it stayed locked, or a person said no),
/// "keychain.no_entry", "keychain.error".
class SecretStore
{
public:
    virtual ~SecretStore() = default;
    virtual void read(const QString& key, std::function<void(Result<Secret>)> got) = 0;
    virtual void write(const QString& key, const Secret& secret, std::function<void(Result<void>)> done) = 0;
    /// What is not there counts as removed.
    virtual void remove(const QString& key, std::function<void(Result<void>)> done) = 0;
};

} // namespace switchyard
