#include "core/node/lease.h"

#include "core/node/boot_clock.h"
#include "core/node/pause.h"

namespace switchyard::node {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto lookAtEtcdEvery = 200ms;
constexpr auto oneLook = 1200ms; // for up to three endpoints
constexpr auto clockEvery = 20ms;

} // namespace

Lease::Lease(LeaseSettings settings, Log& log, std::function<void()> fence)
    : settings_(std::move(settings)), keys_(settings_.cluster), log_(log), fence_(std::move(fence)),
      client_(settings_.endpoints)
{
}

Lease::~Lease()
{
    for (std::jthread* thread : {&looker_, &clockWatcher_}) {
        thread->request_stop();
        if (thread->joinable())
            thread->join();
    }
}

void Lease::start()
{
    looker_ = std::jthread([this](const std::stop_token& stop) { look(stop); });
    clockWatcher_ = std::jthread([this](const std::stop_token& stop) { watchClock(stop); });
}

LeaseView Lease::view() const
{
    const std::lock_guard lock(mutex_);
    LeaseView view = view_;
    view.mine = held_ != 0 && bootNow() < view_.validUntil;
    return view;
}

bool Lease::mine() const
{
    const std::lock_guard lock(mutex_);
    return held_ != 0 && bootNow() < view_.validUntil;
}

// Nothing but the clock: whatever the network or etcd do, this is looked at; also first of all when a
// container thaws.
void Lease::watchClock(const std::stop_token& stop)
{
    while (pause(clockEvery, stop)) {
        bool over = false;
        {
            const std::lock_guard lock(mutex_);
            over = held_ != 0 && bootNow() >= view_.validUntil;
        }
        if (over)
            loseIt(u"the right to lead could not be renewed in time"_s);
    }
}

void Lease::loseIt(const QString& why)
{
    {
        const std::lock_guard lock(mutex_);
        if (held_ == 0)
            return;
        held_ = 0;
    }
    fence_(); // first the deed, then the word
    {
        const std::lock_guard lock(mutex_);
        taking_ = 0; // if etcd still has it, nobody needs to wait until it is over there, too
    }
    log_.say(u"%1: PostgreSQL was stopped at once"_s.arg(why));
}

void Lease::look(const std::stop_token& stop)
{
    etcd::Client client(settings_.endpoints);
    auto lastRenewal = bootNow();
    while (!stop.stop_requested()) {
        bool held = false;
        {
            const std::lock_guard lock(mutex_);
            held = held_ != 0;
        }
        const auto renewEvery =
            std::chrono::duration_cast<std::chrono::milliseconds>(settings_.timeToLive) / 6;
        if (held && bootNow() - lastRenewal >= renewEvery) {
            renew(client, stop);
            lastRenewal = bootNow();
        }
        lookOnce(client, stop);
        pause(lookAtEtcdEvery, stop);
    }
}

void Lease::renew(etcd::Client& client, const std::stop_token& stop)
{
    qint64 lease = 0;
    {
        const std::lock_guard lock(mutex_);
        lease = held_;
    }
    if (lease == 0)
        return;
    const auto began = bootNow();
    const auto left = client.keepAlive(lease, {Deadline::in(oneLook), stop});
    if (!left && left.error().kind == ErrorKind::NotFound)
        return loseIt(u"etcd says that the right to lead is over"_s);
    if (!left)
        return log_.sayOnce(
            u"the right to lead is not renewed: %1 (%2)"_s.arg(left.error().code, left.error().detail));
    const std::lock_guard lock(mutex_);
    if (held_ == lease)
        view_.validUntil =
            began + std::min<std::chrono::milliseconds>(*left, settings_.timeToLive) - settings_.margin;
}

void Lease::lookOnce(etcd::Client& client, const std::stop_token& stop)
{
    const auto began = bootNow();
    note(client.list(keys_.root, {Deadline::in(oneLook), stop}), began);
    dropStale(client, stop);
}

void Lease::note(const Result<QMap<QByteArray, etcd::Value>>& seen, std::chrono::milliseconds began)
{
    const auto agreement = seen ? parseAgreement(keys_, *seen) : tl::unexpected(seen.error());
    bool lost = false;
    {
        const std::lock_guard lock(mutex_);
        view_.latency = bootNow() - began;
        if (held_ != 0 && began <= heldSince_)
            return; // what it saw is from before the lease was taken
        view_.known = agreement.has_value();
        view_.problem = agreement ? QString() : agreement.error().code + u": "_s + agreement.error().detail;
        if (agreement) {
            view_.agreement = *agreement;
            lost = held_ != 0 && agreement->leaderLease != held_;
        }
        if (!agreement || !agreement->leader.isEmpty())
            view_.nobodySince.reset();
        else if (!view_.nobodySince)
            view_.nobodySince = bootNow();
    }
    if (lost)
        loseIt(
            u"etcd says that %1 leads"_s.arg(agreement->leader.isEmpty() ? u"nobody"_s : agreement->leader));
}

// A lease of this member that this supervisor does not hold is one that it lost, or that of an earlier
// container. The server is gone (it was stopped; and the volume's lock is ours), so nobody needs to wait
// until the lease is over.
void Lease::dropStale(etcd::Client& client, const std::stop_token& stop)
{
    qint64 stale = 0;
    {
        const std::lock_guard lock(mutex_);
        const Agreement& agreement = view_.agreement;
        if (view_.known && agreement.leader == settings_.member && agreement.leaderLease != held_ &&
            agreement.leaderLease != taking_)
            stale = agreement.leaderLease;
    }
    if (stale == 0)
        return;
    if (client.revokeLease(stale, {Deadline::in(oneLook), stop}))
        log_.say(u"gave back the right to lead that this member had before"_s);
}

Result<void> Lease::take(const Call& call)
{
    const std::lock_guard clientLock(clientMutex_);
    const auto began = bootNow();
    const auto lease = client_.grantLease(settings_.timeToLive, call);
    if (!lease)
        return tl::unexpected(lease.error());
    {
        const std::lock_guard lock(mutex_);
        taking_ = *lease;
    }
    const auto value = client_.createIfAbsent(keys_.leader(), settings_.member.toUtf8(), *lease, call);
    const bool ours = value && value->lease == *lease;
    {
        const std::lock_guard lock(mutex_);
        if (ours) {
            held_ = *lease;
            heldSince_ = bootNow();
            view_.validUntil = began + settings_.timeToLive - settings_.margin;
            view_.agreement.leader = settings_.member;
            view_.agreement.leaderLease = *lease;
            view_.nobodySince.reset();
        }
    }
    if (!ours)
        (void)client_.revokeLease(*lease, call); // if this is lost, too, the lease ends by itself
    if (!value)
        return tl::unexpected(value.error());
    if (!ours)
        return fail(ErrorKind::Rejected, u"lease.held"_s, QString::fromUtf8(value->bytes));
    return {};
}

void Lease::giveBack(const std::optional<StopNote>& stopNote, const Call& call)
{
    const std::lock_guard clientLock(clientMutex_);
    qint64 lease = 0;
    {
        const std::lock_guard lock(mutex_);
        lease = std::exchange(held_, 0);
        taking_ = lease; // not stale: it is on its way back
    }
    if (lease == 0)
        return;
    if (stopNote)
        (void)client_.putWhile(
            keys_.leader(), lease, keys_.member(stopNote->member), formatStop(*stopNote), call);
    if (const auto done = client_.revokeLease(lease, call); !done)
        log_.say(u"the right to lead could not be given back (%1); it ends by itself in %2 s"_s
                     .arg(done.error().detail)
                     .arg(settings_.timeToLive.count()));
}

Result<bool> Lease::putAsLeader(const QByteArray& key, const QByteArray& value, const Call& call)
{
    const std::lock_guard clientLock(clientMutex_);
    qint64 lease = 0;
    {
        const std::lock_guard lock(mutex_);
        lease = held_;
    }
    return lease == 0 ? Result<bool>(false) : client_.putWhile(keys_.leader(), lease, key, value, call);
}

Result<void> Lease::put(
    const QByteArray& key, const QByteArray& value, std::chrono::seconds lives, const Call& call)
{
    const std::lock_guard clientLock(clientMutex_);
    qint64 lease = 0;
    if (lives.count() > 0) {
        const auto granted = client_.grantLease(lives, call);
        if (!granted)
            return tl::unexpected(granted.error());
        lease = *granted;
    }
    return client_.put(key, value, lease, call);
}

Result<void> Lease::remove(const QByteArray& key, const Call& call)
{
    const std::lock_guard clientLock(clientMutex_);
    return client_.remove(key, call);
}

} // namespace switchyard::node
