#pragma once
// What the connection dialog asks for, done: files and servers on worker threads, the keychain by its jobs.

#include "app/gui/passwords.h"
#include "ui/connect/connect_services.h"

#include <thread>

namespace switchyard {

class ConnectBackend : public ui::ConnectServices
{
    Q_OBJECT
public:
    /// All outlive this.
    ConnectBackend(const workstation::Places& places, PasswordDesk& passwords, const Clock& clock);
    ~ConnectBackend() override;

    void readOffers() override;
    void startTest(const ClusterProfile& profile, const Passwords& passwords) override;
    void cancelTest() override;
    void save(const ClusterProfile& profile, const Passwords& passwords) override;
    void remove(const QString& name) override;

private:
    void runTest(const ClusterProfile& profile, const Passwords& passwords);

    workstation::Places places_;
    PasswordDesk& passwords_;
    const Clock& clock_;
    std::jthread offers_;
    std::list<std::jthread> tests_; ///< the last is the one that counts; the others were asked to stop
    int test_ = 0;                  ///< number of the test that counts; answers of others are dropped
    bool testing_ = false;
};

} // namespace switchyard
