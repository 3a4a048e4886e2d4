#pragma once
// What the other members answered: their supervisors (about their disks), and their PostgreSQL (about
// itself).

#include "core/base/lsn.h"
#include "core/node/disk.h"
#include "core/postgres/connector.h"

#include <QVector>

namespace switchyard::node {

/// What a supervisor is doing with its PostgreSQL; a pooler's is Waiting, Pooling or Stopping.
enum class Phase { Waiting, Founding, Cloning, Rewinding, Starting, Primary, Standby, Pooling, Stopping };
QString phaseName(Phase phase);

/// What a supervisor tells whoever connects to its port on the administration network: one line of JSON, no
/// secret.
struct Report
{
    QString member;
    Phase phase = Phase::Waiting;
    DiskFacts disk;
    QString detail; ///< why it is in that phase; cut to a length that a report has room for
    bool operator==(const Report&) const = default;
};
constexpr quint16 reportPort = 7433;
QByteArray formatReport(const Report& report);
/// Empty for anything that is not a whole report.
std::optional<Report> parseReport(const QByteArray& line);

/// What a member's PostgreSQL said over SQL.
struct ServerFacts
{
    bool inRecovery = false;
    QString systemIdentifier;
    int timeline = 0;         ///< the newest it knows: checkpoint's or received
    bool streaming = false;   ///< of a standby: its WAL receiver is connected
    Lsn position;             ///< received or replayed, whichever is further; of a primary: written
    Lsn replayed;             ///< of a standby
    QString upstream;         ///< of a standby: the host that its WAL receiver talks to, or tries to
    int replayLagSeconds = 0; ///< of a standby: age of the newest replayed commit; 0 when all is replayed
    bool operator==(const ServerFacts&) const = default;
};
QByteArray serverFactsSql();
/// Empty when it did not answer, or answered something else.
std::optional<ServerFacts> parseServerFacts(const postgres::Answer& answer);

struct Peer
{
    QString name;
    std::optional<Report> report;      ///< empty: its supervisor did not answer
    std::optional<ServerFacts> server; ///< empty: its PostgreSQL did not answer
    bool operator==(const Peer&) const = default;

    bool writable() const { return server && !server->inRecovery; }
    bool heard() const { return report || server; }
};

/// The one to follow among those that answered: writable, and of the newest timeline. Null if there is none,
/// or if two writable ones share the newest timeline: then none is more right than the other.
const Peer* leaderAmong(const QVector<Peer>& peers);

} // namespace switchyard::node
