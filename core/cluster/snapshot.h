#pragma once
// The whole of what is known about one cluster at one moment: an immutable value that crosses threads.
// Three witnesses are kept apart here (Swarm, PostgreSQL, repmgr); `findings` says where they disagree.

#include "core/base/fact.h"
#include "core/base/lsn.h"
#include "core/cluster/node_use.h"
#include "core/cluster/supervisor.h"
#include "core/cluster/timeline_history.h"
#include "core/docker/types.h"

#include <QDateTime>
#include <QString>
#include <QVector>

#include <cstdint>
#include <memory>
#include <optional>

namespace switchyard {

// ---- Swarm
// -------------------------------------------------------------------------------------------------

struct SwarmFacts
{
    docker::EngineInfo engine;
    QVector<docker::Node> nodes;
    QVector<docker::Service> services; ///< those of this cluster, by label io.switchyard.cluster
    QVector<docker::Task> tasks;       ///< those of these services
    /// What tasks of all other services take of each node, by its id: not ours, but no room for ours either.
    QMap<QString, NodeUse> foreignUse{};
    bool operator==(const SwarmFacts&) const = default;

    const docker::Node* node(const QString& id) const;
    const docker::Service* service(const QString& id) const;
};

// ---- PostgreSQL
// --------------------------------------------------------------------------------------------

enum class Role { Unknown, Primary, Standby };

/// A row of pg_stat_replication: what a sender knows about one receiver. Lags are the server's write_lag,
/// flush_lag, replay_lag; empty when the server has none to tell (idle for a while).
struct Sender
{
    QString applicationName;
    QString clientAddress;
    QString state;     ///< "streaming", "catchup", "startup", "backup", "stopping"
    QString syncState; ///< "async", "potential", "sync", "quorum"
    std::optional<Lsn> sent, write, flush, replay;
    std::optional<Duration> writeLag, flushLag, replayLag;
    bool operator==(const Sender&) const = default;
};

/// pg_stat_wal_receiver
struct Receiver
{
    QString status;
    QString senderHost;
    quint16 senderPort = 0;
    QString slotName;
    int receivedTimeline = 0;
    std::optional<Lsn> written, flushed, latestEnd;
    QDateTime lastMessageAt;
    bool operator==(const Receiver&) const = default;
};

/// pg_replication_slots; `retainedBytes` counts from restart_lsn to the server's current position.
struct Slot
{
    QString name;
    QString type; ///< "physical" or "logical"
    bool active = false;
    QString walStatus; ///< "reserved", "extended", "unreserved", "lost"; empty when unknown
    std::optional<Lsn> restart;
    std::optional<std::int64_t> retainedBytes;
    std::optional<std::int64_t> safeBytes; ///< safe_wal_size: until the slot is lost; empty without a limit
    bool operator==(const Slot&) const = default;
};

struct Archiver
{
    bool enabled = false;
    std::int64_t archived = 0, failed = 0;
    QString lastFailedWal;
    QDateTime lastArchivedAt, lastFailedAt;
    std::optional<int> readyFiles; ///< segments waiting; empty when we may not look
    QDateTime readyCountedAt{};    ///< on the member's clock: they are not counted in every gather
    bool operator==(const Archiver&) const = default;
};

/// A row of repmgr.nodes, as this member's copy has it.
struct RepmgrNode
{
    int id = 0;
    QString name;
    QString type; ///< "primary", "standby", "witness"
    std::optional<int> upstreamId;
    bool active = false;
    int priority = 0;
    bool operator==(const RepmgrNode&) const = default;
};

struct Repmgr
{
    QVector<RepmgrNode> nodes;
    std::optional<int> localNodeId; ///< repmgr.get_local_node_id(), empty when repmgrd never ran
    bool daemonRunning = false;
    bool daemonPaused = false;
    bool operator==(const Repmgr&) const = default;
};

/// Everything one statement reads from one member, so that it is one moment on that member. What can only
/// change with the server's start, role, timeline, settings or our rights is read again when one of those
/// did.
struct MemberFacts
{
    QString serverVersion; ///< "15.18"
    QString systemIdentifier;
    bool inRecovery = false;
    bool readOnlyDefault = false; ///< default_transaction_read_only
    int timeline = 0;             ///< of a standby: max(checkpoint's, received), see docs/decisions
    QVector<TimelineSwitch> timelineHistory{}; ///< empty on timeline 1, and where we may not read the file
    std::optional<Lsn> insert, flush;      ///< primary: pg_current_wal_insert_lsn, pg_current_wal_flush_lsn
    std::optional<Lsn> received, replayed; ///< standby: pg_last_wal_receive_lsn, pg_last_wal_replay_lsn
    QDateTime lastReplayedTransactionAt;
    QString replayPause; ///< "not paused", "pause requested", "paused"; empty on a primary
    std::optional<Receiver> receiver;
    QVector<Sender> senders;
    QVector<Slot> replicationSlots;
    Archiver archiver;
    QVector<BaseBackup> backups{};          ///< copies that are being taken from this member
    std::optional<Supervisor> supervisor{}; ///< empty: not our stack's, or an older one
    std::optional<Repmgr> repmgr;           ///< empty: the extension is not in our database
    int connections = 0, maxConnections = 0;
    std::int64_t transactions = 0;              ///< xact_commit + xact_rollback of all databases, a counter
    std::optional<Duration> longestTransaction; ///< age of the oldest open transaction of a client
    QString synchronousStandbyNames;
    std::optional<std::int64_t> maxSlotKeepBytes; ///< max_slot_wal_keep_size; empty: no limit
    QDateTime startedAt;                          ///< pg_postmaster_start_time()
    QDateTime serverTime;                         ///< clock_timestamp() on the member
    bool canSeeAll = true; ///< false: we lack pg_monitor, some columns are empty for that reason

    bool writable() const { return !inRecovery && !readOnlyDefault; }
    Role role() const { return inRecovery ? Role::Standby : Role::Primary; }
    bool operator==(const MemberFacts&) const = default;
};

/// What joining the members' facts of one gather says about a standby's stream.
struct Stream
{
    QString upstream;       ///< name of the member that sends; empty if no member is known to
    bool connected = false; ///< both ends agree: the receiver is streaming and the sender shows it
    QString state;          ///< the sender's word, else the receiver's
    QString syncState;      ///< the sender's word
    std::optional<std::int64_t> writeLagBytes, flushLagBytes, replayLagBytes; ///< from LSNs of one gather
    std::optional<Duration> writeLag, flushLag, replayLag; ///< zero when there is nothing left to replay
    QString slotName;
    std::optional<std::int64_t> slotRetainedBytes;
    bool operator==(const Stream&) const = default;
};

struct Member
{
    QString name; ///< label io.switchyard.member, for example "pg1"
    QString serviceId;
    QString serviceName;
    QString nodeId; ///< Swarm node of the running (or last) task
    QString nodeName;
    QString host; ///< where we connect, after overrides
    quint16 port = 0;
    QString taskState; ///< of the newest task; empty when Swarm could not be asked
    QString taskError;
    QString image;
    QDateTime taskSince;
    int restarts = 0; ///< tasks of this service that ended, as far as the Swarm remembers
    Fact<MemberFacts> facts;
    std::optional<Stream> stream;   ///< of a standby whose facts are live
    std::optional<Rejoin> rejoin{}; ///< of a member whose facts are not live, if another one tells of it
    bool operator==(const Member&) const = default;

    Role role() const; ///< Role::Unknown unless the facts are live
};

// ---- PgBouncer
// ---------------------------------------------------------------------------------------------

/// A row of SHOW DATABASES joined with SHOW POOLS (summed over users) and SHOW STATS of one pooler.
struct PoolDatabase
{
    QString name;
    QString targetHost;
    quint16 targetPort = 0;
    QString target;   ///< name of the member that the host stands for, else "host:port"
    QString poolMode; ///< "transaction", "session", "statement"
    int poolSize = 0;
    int currentConnections = 0;
    int maxConnections = 0; ///< 0: no limit
    bool paused = false;
    bool disabled = false;
    int clientsActive = 0, clientsWaiting = 0;
    int serversActive = 0, serversIdle = 0, serversUsed = 0, serversTested = 0, serversLogin = 0;
    Duration maxWait{};
    std::int64_t totalQueries = 0, totalTransactions = 0; ///< counters since the pooler began
    Duration totalQueryTime{}, totalTransactionTime{}, totalWaitTime{};
    bool operator==(const PoolDatabase&) const = default;
};

struct PoolerFacts
{
    QString version;
    QVector<PoolDatabase> databases; ///< without the "pgbouncer" console itself
    bool operator==(const PoolerFacts&) const = default;
};

struct Pooler
{
    QString name;
    QString serviceId, serviceName, nodeId, nodeName;
    QString host;
    quint16 port = 0;
    QString taskState, taskError, image;
    QDateTime taskSince;
    Fact<PoolerFacts> facts;
    bool operator==(const Pooler&) const = default;
};

// ---- Findings
// ----------------------------------------------------------------------------------------------

enum class Severity { Info, Warning, Error };

enum class FindingCode {
    EngineUnreachable,
    EngineNotManager,
    EngineNoQuorum,
    EngineProblem,
    NothingDiscovered,
    NodeDown,
    NodeDrained,
    ManagersDegraded,
    ServiceShort,
    TaskFailing,
    MemberUnreachable,
    MemberAuthFailed,
    MemberProblem,
    MemberLimitedRights,
    NoPrimary,
    TwoPrimaries,
    PrimaryReadOnly,
    SystemIdentifierDiffers,
    TimelineDiffers,
    StandbyNotStreaming,
    ReplayLagHigh,
    ReplayPaused,
    SlotInactive,
    SlotRetains,
    SlotLost,
    ArchiverFailing,
    ArchiverBacklog,
    SyncNotSatisfied,
    RepmgrMissing,
    RepmgrDisagrees,
    RepmgrdNotRunning,
    RepmgrdPaused,
    PoolerUnreachable,
    PoolerAuthFailed,
    PoolerProblem,
    PoolerWrongTarget,
    PoolPaused,
    ClientsWaiting,
    ConnectionsNearLimit,
    ClockSkew,
    EtcdNoMajority,
    EtcdLost,
    EtcdSlow,
    EtcdFull,
    CommitsUnprotected,
    FailoverLimited,
    MemberRejoining,
};

/// One thing that is wrong (or worth knowing), without a sentence: ui/text makes those.
/// `args` are the values of the sentence, by name ("member", "bytes", "limit_bytes", "error", …).
struct Finding
{
    FindingCode code{};
    Severity severity = Severity::Info;
    QString subject; ///< name of the node, service, member, pooler or "pooler/database"
    QMap<QString, QString> args;
    QVector<int> causes; ///< indexes in the same list of what this follows from; empty: a cause itself
    WallTime since{};    ///< first gather in a row that had it
    bool operator==(const Finding&) const = default;
};

// ---- The snapshot
// ------------------------------------------------------------------------------------------

struct ClusterSnapshot
{
    QString cluster; ///< the profile's name
    std::uint64_t generation = 0;
    Instant observedAt;    ///< when the gather began
    Duration gatherTook{}; ///< until the last member answered or the deadline passed
    Fact<SwarmFacts> swarm;
    QVector<Member> members;   ///< by name
    QVector<Pooler> poolers;   ///< by name
    QVector<Finding> findings; ///< causes before their symptoms, then by severity

    /// The one live, writable member; null when there is none or more than one.
    const Member* primary() const;
    const Member* member(const QString& name) const;
    bool operator==(const ClusterSnapshot&) const = default;
};

using SnapshotPtr = std::shared_ptr<const ClusterSnapshot>;

} // namespace switchyard
