#pragma once
// How other threads wake a thread that waits in poll(2): an eventfd that becomes readable when rung.

#include <cstdint>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace switchyard::postgres {

/// ring() may be called on any thread; the rest belongs to the thread that waits. Without a descriptor (the
/// system has none left) ringing does nothing, and whoever waits must wake by itself now and then.
class WakeUp
{
public:
    WakeUp() : fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}
    ~WakeUp()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }
    WakeUp(const WakeUp&) = delete;
    WakeUp& operator=(const WakeUp&) = delete;

    bool works() const { return fd_ >= 0; }
    void ring() const
    {
        const std::uint64_t one = 1;
        // The only way to fail is a full counter, and then the descriptor is readable already.
        [[maybe_unused]] const auto written = ::write(fd_, &one, sizeof one);
    }
    void silence() const
    {
        std::uint64_t rings = 0;
        [[maybe_unused]] const auto got = ::read(fd_, &rings, sizeof rings);
    }
    pollfd waitsFor() const { return {fd_, POLLIN, 0}; }

private:
    int fd_;
};

} // namespace switchyard::postgres
