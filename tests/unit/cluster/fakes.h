#pragma once
// A Swarm and databases that do as the test says, behind the real interfaces: what is faked is the transport.
// Any thread may change them while an observer asks.

#include "core/cluster/observer.h"
#include "core/docker/docker_api.h"
#include "core/postgres/connector.h"

#include <QStringList>

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>

namespace switchyard::fakes {

/// The answer to fullMemberSql(), and to briefMemberSql() too, that parses to (the fields that matter of)
/// `facts`.
QVector<postgres::Rows> rowsOf(const MemberFacts& facts);
/// The answer to poolerStatements() with one database that points at `host`.
QVector<postgres::Rows> poolRows(const QString& host);

/// What the engine does with a call.
enum class EngineMood { Answers, Hangs, Refuses, IsNoManager };

class FakeEngine
{
public:
    std::unique_ptr<docker::DockerApi> connect();

    void set(const SwarmFacts& facts);
    void set(EngineMood mood);
    void emitEvent(const docker::Event& event);
    int looks() const; ///< info calls so far

private:
    class Api;
    mutable std::mutex mutex_;
    mutable std::condition_variable_any changed_;
    SwarmFacts facts_;
    EngineMood mood_ = EngineMood::Answers;
    QVector<docker::Event> events_;
    int looks_ = 0;
};

class FakeDatabases
{
public:
    std::unique_ptr<postgres::Connector> connect();

    void set(const QString& hostPort, const MemberFacts& facts);
    void set(const QString& hostPort, const QVector<postgres::Rows>& rows);
    /// The server's own error, or with "pg.timeout" one that stays silent until the deadline.
    void fail(const QString& hostPort, ErrorKind kind, const QString& code);
    /// Only this password opens anything; empty: none is asked for.
    void requirePassword(const QByteArray& password);
    int rounds() const;

private:
    class AllServers;
    mutable std::mutex mutex_;
    mutable std::condition_variable_any changed_;
    std::map<QString, postgres::Answer> answers_;
    QByteArray password_;
    int rounds_ = 0;
};

/// Collects what an observer publishes.
class Snapshots
{
public:
    Observer::Sink sink();
    /// Waits for the first snapshot, of those that came after the last call, that fits; null after 10 s.
    SnapshotPtr waitFor(const std::function<bool(const ClusterSnapshot&)>& fits);
    SnapshotPtr next();
    QVector<SnapshotPtr> all() const;

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    QVector<SnapshotPtr> all_;
    qsizetype seen_ = 0;
};

} // namespace switchyard::fakes
