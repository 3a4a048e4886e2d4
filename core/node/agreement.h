#pragma once
// What the members of a cluster agree on through etcd: the keys below /switchyard/CLUSTER/, and their values.
// Pure.
//
//   leader        who may be writable; lives under the leader's lease
//   claims        whose answers are needed to know that nothing acknowledged is missing
//   system        the system identifier of the cluster's data
//   handover      who shall lead next (a planned switchover); lives for some seconds
//   mode          "asynchronous" when a person turned waiting for standbys off
//   members/NAME  where NAME's server stopped

#include "core/base/lsn.h"
#include "core/etcd/client.h"

#include <QStringList>

namespace switchyard::node {

/// One leader, and the standbys of which `quorum` had to have a commit before it was acknowledged. Quorum 0:
/// commits waited for nobody.
struct Claim
{
    QString leader;
    QStringList standbys;
    int quorum = 1;
    bool operator==(const Claim&) const = default;
};

/// Where and how a member's server stopped.
struct StopNote
{
    QString member;
    bool clean = false; ///< a whole shutdown, whose checkpoint stands at `checkpoint`
    Lsn checkpoint;
    int timeline = 0;
    bool operator==(const StopNote&) const = default;
};

struct Agreement
{
    QString leader; ///< empty: nobody
    qint64 leaderLease = 0;
    QVector<Claim> claims;    ///< more than one while a promotion is under way
    QString systemIdentifier; ///< empty: not known yet
    QString handoverTo;
    bool asynchronous = false;
    QMap<QString, StopNote> stops;
    bool operator==(const Agreement&) const = default;
};

struct Keys
{
    explicit Keys(const QString& cluster) : root("/switchyard/" + cluster.toUtf8() + '/') {}
    QByteArray root;
    QByteArray leader() const { return root + "leader"; }
    QByteArray claims() const { return root + "claims"; }
    QByteArray system() const { return root + "system"; }
    QByteArray handover() const { return root + "handover"; }
    QByteArray mode() const { return root + "mode"; }
    QByteArray member(const QString& name) const { return root + "members/" + name.toUtf8(); }
};

QByteArray formatClaims(const QVector<Claim>& claims);
QByteArray formatStop(const StopNote& note);

/// Protocol "node.agreement" for a value that cannot be understood: then nothing may be concluded.
Result<Agreement> parseAgreement(const Keys& keys, const QMap<QByteArray, etcd::Value>& values);

} // namespace switchyard::node
