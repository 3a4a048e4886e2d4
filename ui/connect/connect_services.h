#pragma once
// What the connection dialog asks for: all of it takes time, so that answers come by signals.

#include "core/cluster/connection_test.h"
#include "core/workstation/offers.h"

#include <QObject>

namespace switchyard::ui {

/// UI thread. Every call returns at once.
class ConnectServices : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// offersRead() follows.
    virtual void readOffers() = 0;
    /// Lines follow by testLine(), then testEnded(). A test that runs is cancelled first. Of a profile whose
    /// passwords are in the keychain, empty ones are looked up there.
    virtual void startTest(const ClusterProfile& profile, const Passwords& passwords) = 0;
    virtual void cancelTest() = 0; ///< testEnded() follows if one runs
    /// saved() or saveFailed() follows. Passwords that are not empty are put into the keychain if the profile
    /// says so.
    virtual void save(const ClusterProfile& profile, const Passwords& passwords) = 0;
    /// removed() or saveFailed() follows. The cluster is closed first; its passwords leave the keychain.
    virtual void remove(const QString& name) = 0;

Q_SIGNALS:
    void offersRead(const switchyard::workstation::Offers& offers);
    void testLine(const switchyard::TestLine& line);
    void testEnded(bool passed, bool cancelled);
    void saved(const QString& name);
    void removed(const QString& name);
    void saveFailed(const switchyard::Error& error);
};

} // namespace switchyard::ui
