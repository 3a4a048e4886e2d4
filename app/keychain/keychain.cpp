#include "app/keychain/keychain.h"

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

const QString keychainService = QStringLiteral("switchyard");

Result<void> outcome(const QKeychain::Job& job)
{
    const QString said = job.errorString();
    switch (job.error()) {
    case QKeychain::NoError: return {};
    case QKeychain::EntryNotFound: return fail(ErrorKind::NotFound, u"keychain.no_entry"_s);
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied: return fail(ErrorKind::Rejected, u"keychain.denied"_s, said);
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented: return fail(ErrorKind::NotFound, u"keychain.none"_s, said);
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError: break;
    }
    return fail(ErrorKind::Internal, u"keychain.error"_s, said);
}

} // namespace

/// Deletes itself when it has finished; its answer is dropped when we went before.
template<typename Job> Job* Keychain::makeJob(const QString& key)
{
    auto* job = new Job(keychainService, this);
    job->setInsecureFallback(false);
    job->setKey(key);
    return job;
}

void Keychain::read(const QString& key, std::function<void(Result<Secret>)> got)
{
    auto* job = makeJob<QKeychain::ReadPasswordJob>(key);
    connect(job, &QKeychain::Job::finished, this,
        [job, got = std::move(got)] { got(outcome(*job).map([job] { return Secret(job->binaryData()); })); });
    job->start();
}

void Keychain::write(const QString& key, const Secret& secret, std::function<void(Result<void>)> done)
{
    auto* job = makeJob<QKeychain::WritePasswordJob>(key);
    job->setBinaryData(secret.reveal());
    connect(job, &QKeychain::Job::finished, this, [job, done = std::move(done)] { done(outcome(*job)); });
    job->start();
}

void Keychain::remove(const QString& key, std::function<void(Result<void>)> done)
{
    auto* job = makeJob<QKeychain::DeletePasswordJob>(key);
    connect(job, &QKeychain::Job::finished, this, [job, done = std::move(done)] {
        const auto result = outcome(*job);
        const bool gone = result || result.error().code == u"keychain.no_entry";
        done(gone ? Result<void>{} : result);
    });
    job->start();
}

} // namespace switchyard
