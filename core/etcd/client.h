#pragma once
// What Switchyard asks of etcd 3.4: leases, and single keys under them. Blocking, with deadline and stop.

#include "core/etcd/gateway.h"

#include <QMap>

#include <optional>

namespace switchyard::etcd {

struct Value
{
    QByteArray bytes;
    qint64 lease = 0;       ///< 0: none, it stays
    qint64 modRevision = 0; ///< of its last change
    bool operator==(const Value&) const = default;
};

/// What one etcd says about itself.
struct EndpointStatus
{
    QString version;
    qint64 databaseBytes = 0;
    bool isLeader = false;
    bool hasLeader = false;
};

/// Belongs to one thread. Errors: those of Gateway, and "etcd.garbage" for an answer that lacks what it must
/// have.
class Client
{
public:
    explicit Client(QVector<Endpoint> endpoints) : gateway_(std::move(endpoints)) {}

    /// A lease for so long. Its time begins when etcd grants it, which is after the call began.
    Result<qint64> grantLease(std::chrono::seconds timeToLive, const Call& call);
    /// The seconds that it lives from now on. NotFound "etcd.lease_gone" when it is over.
    Result<std::chrono::seconds> keepAlive(qint64 lease, const Call& call);
    /// Ends it now, with all its keys. One that is over already is no error.
    Result<void> revokeLease(qint64 lease, const Call& call);

    /// Linearised: what a majority agrees on. Nothing: there is no such key.
    Result<std::optional<Value>> get(const QByteArray& key, const Call& call);
    /// All keys that begin so, as of one revision.
    Result<QMap<QByteArray, Value>> list(const QByteArray& prefix, const Call& call);
    Result<void> put(const QByteArray& key, const QByteArray& value, qint64 lease, const Call& call);
    Result<void> remove(const QByteArray& key, const Call& call);
    /// Makes the key if there is none, atomically. What stands there afterwards: ours exactly when its lease
    /// is the given one, which also tells it after an answer was lost.
    Result<Value> createIfAbsent(
        const QByteArray& key, const QByteArray& value, qint64 lease, const Call& call);

    /// Puts `key` (without a lease) if `guard` is there under this lease, atomically. False: it is not.
    Result<bool> putWhile(const QByteArray& guard, qint64 guardLease, const QByteArray& key,
        const QByteArray& value, const Call& call);

    qsizetype endpointCount() const { return gateway_.endpoints().size(); }
    Result<EndpointStatus> status(qsizetype endpoint, const Call& call);
    /// Whether any etcd has raised the alarm that its database is full.
    Result<bool> isFull(const Call& call);

private:
    Gateway gateway_;
};

} // namespace switchyard::etcd
