#include "app/ctl/watch.h"

#include <cerrno>
#include <csignal>
#include <mutex>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace switchyard::ctl {

namespace {

/// The newest snapshot, left by the observer's thread for ours.
class Mailbox
{
public:
    Mailbox() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    ~Mailbox() { close(descriptor_); }
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    int descriptor() const { return descriptor_; }
    void put(SnapshotPtr snapshot)
    {
        {
            const std::lock_guard lock(mutex_);
            newest_ = std::move(snapshot);
        }
        eventfd_write(descriptor_, 1);
    }
    SnapshotPtr take()
    {
        eventfd_t seen = 0;
        eventfd_read(descriptor_, &seen);
        const std::lock_guard lock(mutex_);
        return std::exchange(newest_, nullptr);
    }

private:
    int descriptor_;
    std::mutex mutex_;
    SnapshotPtr newest_;
};

} // namespace

StopSignals::StopSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    descriptor_ = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

StopSignals::~StopSignals()
{
    close(descriptor_);
}

void watch(const ClusterProfile& profile, const ObserverParts& parts, const StopSignals& signals,
    const std::function<bool(const ClusterSnapshot&)>& print)
{
    Mailbox mailbox;
    Observer observer(profile, parts, [&mailbox](SnapshotPtr snapshot) { mailbox.put(std::move(snapshot)); });
    observer.start();
    for (;;) {
        pollfd waiting[] = {{signals.descriptor(), POLLIN, 0}, {mailbox.descriptor(), POLLIN, 0}};
        if (poll(waiting, 2, -1) < 0 && errno != EINTR)
            return;
        if (waiting[0].revents != 0)
            return;
        const SnapshotPtr snapshot = mailbox.take();
        if (snapshot && !print(*snapshot))
            return;
    }
}

} // namespace switchyard::ctl
