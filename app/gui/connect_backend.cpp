#include "app/gui/connect_backend.h"

#include "core/docker/engine.h"
#include "core/postgres/connector.h"

using namespace Qt::StringLiterals;

namespace switchyard {

ConnectBackend::ConnectBackend(const workstation::Places& places, PasswordDesk& passwords, const Clock& clock)
    : places_(places), passwords_(passwords), clock_(clock)
{
}

ConnectBackend::~ConnectBackend()
{
    for (std::jthread& test : tests_)
        test.request_stop();
}

void ConnectBackend::readOffers()
{
    // One reading at a time; another dialog gets the answer of the one that runs.
    if (offers_.joinable())
        return;
    offers_ = std::jthread([this] {
        auto offers = workstation::readOffers(places_);
        QMetaObject::invokeMethod(
            this,
            [this, offers = std::move(offers)] {
                offers_.join(); // it has ended but for its last instructions
                Q_EMIT offersRead(offers);
            },
            Qt::QueuedConnection);
    });
}

void ConnectBackend::startTest(const ClusterProfile& profile, const Passwords& passwords)
{
    cancelTest();
    testing_ = true;
    const int number = ++test_;
    const bool typed = !passwords.postgres.isEmpty();
    if (profile.passwordSource != PasswordSource::Keychain || typed)
        return runTest(profile, passwords);
    passwords_.look(profile, [this, number, profile](const Result<Passwords>& found) {
        // Without an entry the test says what the servers think of no password.
        if (testing_ && number == test_)
            runTest(profile, found.value_or(Passwords{}));
    });
}

void ConnectBackend::runTest(const ClusterProfile& profile, const Passwords& passwords)
{
    const int number = test_;
    const auto post = [this, number](auto action) {
        QMetaObject::invokeMethod(
            this,
            [this, number, action] {
                if (testing_ && number == test_)
                    action();
            },
            Qt::QueuedConnection);
    };
    tests_.emplace_back([this, profile, passwords, post](const std::stop_token& stop) {
        const ObserverParts parts{[&profile] { return docker::makeEngine(profile.engine); },
            postgres::makeLibpqConnector, clock_, {}};
        const bool passed = testConnection(
            profile, passwords, parts,
            [&](const TestLine& line) { post([this, line] { Q_EMIT testLine(line); }); }, stop);
        post([this, passed] {
            testing_ = false;
            Q_EMIT testEnded(passed, false);
        });
    });
    // Those before were asked to stop when this was asked for, and have long done so, but for one in a row.
    while (tests_.size() > 2)
        tests_.pop_front();
}

void ConnectBackend::cancelTest()
{
    if (!testing_)
        return;
    testing_ = false;
    if (!tests_.empty())
        tests_.back().request_stop();
    Q_EMIT testEnded(false, true);
}

void ConnectBackend::save(const ClusterProfile& profile, const Passwords& passwords)
{
    if (const auto written = saveProfile(profile); !written) {
        Q_EMIT saveFailed(written.error());
        return;
    }
    if (profile.passwordSource != PasswordSource::Keychain || passwords.postgres.isEmpty()) {
        Q_EMIT saved(profile.name);
        return;
    }
    passwords_.keep(profile.name, passwords, [this, name = profile.name](Result<void> kept) {
        if (kept)
            Q_EMIT saved(name);
        else
            Q_EMIT saveFailed(kept.error());
    });
}

void ConnectBackend::remove(const QString& name)
{
    const auto profile = loadProfile(name, UnknownFields::Ignore);
    if (const auto gone = removeProfile(name); !gone) {
        Q_EMIT saveFailed(gone.error());
        return;
    }
    // The profile is gone whatever the keychain says: an entry that stays opens nothing by itself.
    if (profile && profile->passwordSource == PasswordSource::Keychain)
        passwords_.forget(name, [](const Result<void>&) {});
    Q_EMIT removed(name);
}

} // namespace switchyard
