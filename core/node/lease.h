#pragma once
// The exclusive right to be writable: a key in etcd under a lease. One thread looks at etcd and renews;
// another only looks at the clock, and stops the server before the lease can be over.

#include "core/node/agreement.h"
#include "core/node/log.h"

#include <functional>
#include <mutex>
#include <thread>

namespace switchyard::node {

/// So long before its lease is over, a leader is stopped at the latest. Longer than an immediate stop takes.
constexpr std::chrono::milliseconds leaseMargin{1000};

struct LeaseSettings
{
    QVector<etcd::Endpoint> endpoints;
    QString cluster;
    QString member;
    /// etcd gives the lease to another member at the earliest so long after the last renewal was sent.
    std::chrono::seconds timeToLive{5};
    std::chrono::milliseconds margin = leaseMargin;
};

/// What was seen in etcd at the last look.
struct LeaseView
{
    bool known = false; ///< the last look succeeded, and was understood
    QString problem;    ///< why it is not known
    Agreement agreement;
    bool mine = false; ///< this supervisor holds the lease, and its time is not over
    /// Since when nobody is seen to hold it (bootNow); empty if somebody does, or it is not known.
    std::optional<std::chrono::milliseconds> nobodySince;
    std::chrono::milliseconds validUntil{0}; ///< of mine: when the server will be stopped (bootNow)
    std::chrono::milliseconds latency{0};    ///< how long the last look took
};

/// Thread-safe.
class Lease
{
public:
    /// `fence` stops the server at once and returns when no process of it is left; it is called on a thread
    /// of this object when the time of a held lease is over, or when etcd says that it is not ours any more.
    Lease(LeaseSettings settings, Log& log, std::function<void()> fence);
    ~Lease();
    void start();

    LeaseView view() const;
    bool mine() const;
    /// Takes the lease. Rejected "lease.held" with the holder in `detail`; errors of etcd otherwise.
    /// Afterwards `view()` says so at once.
    Result<void> take(const Call& call);
    /// Gives it back: the server has stopped, or was never made writable. The note, if any, is there before
    /// others can see that nobody leads.
    void giveBack(const std::optional<StopNote>& note, const Call& call);

    /// For the values beside it, which only the leader may write: false if it is not the leader any more.
    Result<bool> putAsLeader(const QByteArray& key, const QByteArray& value, const Call& call);
    Result<void> put(
        const QByteArray& key, const QByteArray& value, std::chrono::seconds lives, const Call& call);
    Result<void> remove(const QByteArray& key, const Call& call);
    const Keys& keys() const { return keys_; }

private:
    void look(const std::stop_token& stop);
    void watchClock(const std::stop_token& stop);
    void lookOnce(etcd::Client& client, const std::stop_token& stop);
    void renew(etcd::Client& client, const std::stop_token& stop);
    void note(const Result<QMap<QByteArray, etcd::Value>>& seen, std::chrono::milliseconds began);
    void dropStale(etcd::Client& client, const std::stop_token& stop);
    void loseIt(const QString& why);

    const LeaseSettings settings_;
    const Keys keys_;
    Log& log_;
    std::function<void()> fence_;
    mutable std::mutex mutex_; ///< of view_ and held_
    LeaseView view_;
    qint64 held_ = 0;   ///< the lease that is ours; 0: none
    qint64 taking_ = 0; ///< the lease that was tried for last: not one of an earlier container
    std::chrono::milliseconds heldSince_{0}; ///< a look that began earlier says nothing about held_
    std::mutex clientMutex_; ///< of client_, which the callers of take, giveBack and put share
    etcd::Client client_;
    std::jthread looker_, clockWatcher_;
};

} // namespace switchyard::node
