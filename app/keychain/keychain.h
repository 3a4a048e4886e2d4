#pragma once
// The desktop's keychain (Secret Service, KWallet) through QtKeychain, whose jobs need this thread's event
// loop.

#include "core/base/secret_store.h"

#include <QObject>

namespace QKeychain {
class Job;
}

namespace switchyard {

class Keychain : public QObject, public SecretStore
{
    Q_OBJECT
public:
    using QObject::QObject;
    void read(const QString& key, std::function<void(Result<Secret>)> got) override;
    void write(const QString& key, const Secret& secret, std::function<void(Result<void>)> done) override;
    void remove(const QString& key, std::function<void(Result<void>)> done) override;

private:
    template<typename Job> Job* makeJob(const QString& key);
};

} // namespace switchyard
