#pragma once
// What the Engine API tells about a Swarm, as plain values. Field names follow the API
// (Docker Engine API v1.41, https://docs.docker.com/engine/api/v1.41/).

#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QVector>

#include <cstdint>
#include <optional>

namespace switchyard::docker {

using Labels = QMap<QString, QString>;

/// What an image runs on or a node is: "linux", "x86_64". Names as whoever wrote them has them ("amd64" is
/// the same architecture).
struct Platform
{
    QString os;
    QString architecture;
    bool operator==(const Platform&) const = default;
};

/// GET /info and /version, what we need of it.
struct EngineInfo
{
    QString id;
    QString name;           ///< host name of the engine
    QString version;        ///< "20.10.24"
    QString apiVersion;     ///< the version negotiated for all further calls, "1.41"
    QString swarmNodeId;    ///< empty when not in a Swarm
    QString swarmState;     ///< LocalNodeState: "active", "inactive", "pending", "locked", "error"
    QString swarmError;     ///< Swarm.Error, for example "rpc error: … no leader"
    bool isManager = false; ///< Swarm.ControlAvailable
    bool operator==(const EngineInfo&) const = default;
};

struct Node
{
    QString id;
    QString hostname;
    QString address;      ///< Status.Addr, without a port
    QString state;        ///< Status.State: "ready", "down", "unknown", "disconnected"
    QString stateMessage; ///< Status.Message
    QString availability; ///< "active", "pause", "drain"
    bool manager = false;
    bool leader = false;
    QString managerReachability; ///< "reachable", "unreachable", "unknown"; empty on workers
    std::int64_t nanoCpus = 0;
    std::int64_t memoryBytes = 0;
    QString engineVersion;
    Labels labels;       ///< Spec.Labels
    Labels engineLabels; ///< Description.Engine.Labels: from the engine's own configuration
    Platform platform;
    bool operator==(const Node&) const = default;
};

struct Port
{
    quint16 target = 0;
    quint16 published = 0;
    QString protocol; ///< "tcp"
    QString mode;     ///< "host" or "ingress"
    bool operator==(const Port&) const = default;
};

struct Resources
{
    std::int64_t limitNanoCpus = 0; ///< 0: none
    std::int64_t limitMemoryBytes = 0;
    std::int64_t reservedNanoCpus = 0;
    std::int64_t reservedMemoryBytes = 0;
    bool operator==(const Resources&) const = default;
};

/// How a container is asked whether it is well. Swarm ends a task that fails it `retries` times in a row.
struct HealthCheck
{
    std::int64_t intervalNs = 0; ///< 0: the engine's default, 30 s
    std::int64_t startPeriodNs = 0;
    int retries = 0; ///< 0: the engine's default, 3
    bool operator==(const HealthCheck&) const = default;
};

struct Service
{
    QString id;
    std::uint64_t version = 0; ///< Version.Index, needed to update
    QString name;
    QString image;
    Labels labels;
    bool global = false;
    std::uint64_t replicas = 0;                ///< of a replicated service
    std::optional<std::uint64_t> runningTasks; ///< ServiceStatus (API >= 1.41)
    std::optional<std::uint64_t> desiredTasks; ///< ServiceStatus (API >= 1.41)
    QVector<Port> ports;
    QStringList constraints;
    Resources resources;
    std::int64_t stopGracePeriodNs = 0;
    QString updateState; ///< UpdateStatus.State, empty if never updated
    QString updateMessage;
    QDateTime updatedAt;                    ///< of the service's description
    std::optional<HealthCheck> healthCheck; ///< of the service; empty: what the image says, if anything
    std::uint64_t maxReplicasPerNode = 0;   ///< Placement.MaxReplicas; 0: no limit
    QVector<Platform> platforms;            ///< Placement.Platforms; empty: any
    bool operator==(const Service&) const = default;
};

struct Task
{
    QString id;
    QString serviceId;
    QString nodeId;
    int slot = 0;
    QString state; ///< Status.State: "running", "failed", "pending", …
    QString desiredState;
    QString message; ///< Status.Message
    QString error;   ///< Status.Err
    QString containerId;
    std::optional<int> exitCode;
    QDateTime createdAt;
    QDateTime statusAt; ///< Status.Timestamp
    QString image;
    Resources resources;     ///< what this task was made with; its service may have changed since
    QVector<Port> hostPorts; ///< Status.PortStatus: what it has taken on its node
    bool operator==(const Task&) const = default;
};

struct Config
{
    QString id;
    std::uint64_t version = 0;
    QString name;
    Labels labels;
    QByteArray data; ///< decoded
    QDateTime createdAt;
    bool operator==(const Config&) const = default;
};

struct Network
{
    QString id;
    QString name;
    QString driver;
    QString scope;
    Labels labels;
    bool attachable = false;
    bool internal = false;
    bool operator==(const Network&) const = default;
};

struct Event
{
    QString type;   ///< "node", "service", "container", …
    QString action; ///< "update", "die", …
    QString actorId;
    Labels attributes;
    std::int64_t timeNano = 0;
    bool operator==(const Event&) const = default;
};

struct LogLine
{
    enum class Stream { Stdin, Stdout, Stderr };
    Stream stream = Stream::Stdout;
    QDateTime at;    ///< from timestamps=1, invalid if the engine sent none
    Labels details;  ///< from details=1: com.docker.swarm.task.id, node.id, service.id
    QByteArray text; ///< without the line's end
    bool operator==(const LogLine&) const = default;
};

} // namespace switchyard::docker
