#pragma once
// What the connection dialog asks for, answered as a test says.

#include "ui/connect/connect_services.h"

#include <QStringList>

#include <optional>

namespace switchyard::testing {

class ScriptedServices : public ui::ConnectServices
{
    Q_OBJECT
public:
    void readOffers() override
    {
        ++offersAsked;
        Q_EMIT offersRead(offers);
    }
    void startTest(const ClusterProfile& profile, const Passwords& typed) override
    {
        tested = profile;
        passwords = typed;
    }
    void cancelTest() override
    {
        ++cancelled;
        Q_EMIT testEnded(false, true);
    }
    void save(const ClusterProfile& profile, const Passwords& typed) override
    {
        kept = profile;
        passwords = typed;
        if (refuseSaving)
            Q_EMIT saveFailed(*refuseSaving);
        else
            Q_EMIT saved(profile.name);
    }
    void remove(const QString& name) override
    {
        gone << name;
        Q_EMIT removed(name);
    }

    workstation::Offers offers;
    std::optional<Error> refuseSaving;
    int offersAsked = 0, cancelled = 0;
    std::optional<ClusterProfile> tested, kept;
    Passwords passwords;
    QStringList gone;
};

/// What a workstation of a DBA knows.
workstation::Offers sampleOffers();
/// A test in which pg3 is not reached, pg2 shows less, and a pooler refuses the login.
QVector<TestLine> sampleTroubledTest();
/// One in which everything works.
QVector<TestLine> sampleGoodTest();

} // namespace switchyard::testing
