#include "core/docker/engine_json.h"

#include "core/docker/json_reader.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace switchyard::docker {

using namespace Qt::StringLiterals;

namespace {

Result<QJsonDocument> parseDocument(const QByteArray& json)
{
    QJsonParseError error;
    auto document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return fail(ErrorKind::Protocol, u"engine.garbage"_s,
            u"not JSON: %1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
    return document;
}

template<typename T> Result<T> parseOne(const QByteArray& json, T (*read)(const JsonReader&))
{
    const auto document = parseDocument(json);
    if (!document)
        return tl::unexpected(document.error());
    JsonProblem problem;
    if (!document->isObject())
        problem.note({}, u"not an object"_s);
    T value = read(JsonReader(document->object(), {}, problem));
    if (problem.found())
        return tl::unexpected(problem.error());
    return value;
}

template<typename T> Result<QVector<T>> parseList(const QByteArray& json, T (*read)(const JsonReader&))
{
    const auto document = parseDocument(json);
    if (!document)
        return tl::unexpected(document.error());
    JsonProblem problem;
    if (!document->isArray())
        problem.note({}, u"not an array"_s);
    const QJsonArray array = document->array();
    QVector<T> values;
    values.reserve(array.size());
    for (qsizetype i = 0; i < array.size() && !problem.found(); ++i) {
        const QString path = u"[%1]"_s.arg(i);
        if (!array.at(i).isObject())
            problem.note(path, u"not an object"_s);
        values << read(JsonReader(array.at(i).toObject(), path, problem));
    }
    if (problem.found())
        return tl::unexpected(problem.error());
    return values;
}

EngineInfo readInfo(const JsonReader& json)
{
    const JsonReader swarm = json.object("Swarm"_L1);
    EngineInfo info;
    info.id = json.string("ID"_L1);
    info.name = json.string("Name"_L1);
    info.version = json.string("ServerVersion"_L1);
    info.swarmNodeId = swarm.string("NodeID"_L1);
    info.swarmState = swarm.string("LocalNodeState"_L1);
    info.swarmError = swarm.string("Error"_L1);
    info.isManager = swarm.boolean("ControlAvailable"_L1);
    return info;
}

QString withoutPort(const QString& address)
{
    if (address.startsWith(u'['))
        return address.sliced(1, std::max<qsizetype>(address.indexOf(u']'), 1) - 1);
    return address.count(u':') == 1 ? address.first(address.indexOf(u':')) : address;
}

// A manager that listens on all its addresses may be listed as 0.0.0.0; where the other managers reach it is
// then the address that is meant.
QString nodeAddress(const JsonReader& status, const JsonReader& manager)
{
    const QString address = status.string("Addr"_L1);
    const QString asManager = manager.string("Addr"_L1);
    const bool useless = address.isEmpty() || address == u"0.0.0.0" || address == u"::";
    return withoutPort(useless ? asManager : address);
}

Platform readPlatform(const JsonReader& json)
{
    return {json.string("OS"_L1), json.string("Architecture"_L1)};
}

Node readNode(const JsonReader& json)
{
    const JsonReader spec = json.object("Spec"_L1);
    const JsonReader description = json.object("Description"_L1);
    const JsonReader resources = description.object("Resources"_L1);
    const JsonReader status = json.object("Status"_L1);
    const JsonReader manager = json.object("ManagerStatus"_L1);
    Node node;
    node.id = json.id("ID"_L1);
    node.hostname = description.string("Hostname"_L1);
    node.address = nodeAddress(status, manager);
    node.state = status.string("State"_L1);
    node.stateMessage = status.string("Message"_L1);
    node.availability = spec.string("Availability"_L1);
    node.manager = spec.string("Role"_L1) == u"manager";
    node.leader = manager.boolean("Leader"_L1);
    node.managerReachability = manager.string("Reachability"_L1);
    node.nanoCpus = resources.integer("NanoCPUs"_L1);
    node.memoryBytes = resources.integer("MemoryBytes"_L1);
    node.engineVersion = description.object("Engine"_L1).string("EngineVersion"_L1);
    node.labels = spec.labels("Labels"_L1);
    node.engineLabels = description.object("Engine"_L1).labels("Labels"_L1);
    node.platform = readPlatform(description.object("Platform"_L1));
    return node;
}

QVector<Port> readPorts(const JsonReader& json)
{
    QVector<Port> ports;
    const auto entries = json.objects("Ports"_L1);
    for (const JsonReader& entry : entries) {
        const Port port{entry.port("TargetPort"_L1), entry.port("PublishedPort"_L1),
            entry.string("Protocol"_L1), entry.string("PublishMode"_L1)};
        // The status of a task has each port twice, for IPv4 and for IPv6.
        if (!ports.contains(port))
            ports << port;
    }
    return ports;
}

Resources readResources(const JsonReader& json)
{
    const JsonReader limits = json.object("Limits"_L1);
    const JsonReader reservations = json.object("Reservations"_L1);
    return {limits.integer("NanoCPUs"_L1), limits.integer("MemoryBytes"_L1),
        reservations.integer("NanoCPUs"_L1), reservations.integer("MemoryBytes"_L1)};
}

// A test of ["NONE"] switches off what the image brings; [] leaves it to the image.
std::optional<HealthCheck> readHealthCheck(const JsonReader& container)
{
    const JsonReader json = container.object("Healthcheck"_L1);
    const QStringList test = json.strings("Test"_L1);
    if (test.isEmpty() || test.first() == u"NONE")
        return std::nullopt;
    return HealthCheck{json.integer("Interval"_L1), json.integer("StartPeriod"_L1),
        static_cast<int>(json.integer("Retries"_L1))};
}

void readPlacement(const JsonReader& placement, Service& service)
{
    service.constraints = placement.strings("Constraints"_L1);
    service.maxReplicasPerNode = placement.count("MaxReplicas"_L1);
    const auto platforms = placement.objects("Platforms"_L1);
    for (const JsonReader& platform : platforms)
        service.platforms << readPlatform(platform);
}

void readMode(const JsonReader& mode, Service& service)
{
    service.global = mode.has("Global"_L1) || mode.has("GlobalJob"_L1);
    service.replicas = mode.has("ReplicatedJob"_L1)
                           ? mode.object("ReplicatedJob"_L1).count("TotalCompletions"_L1)
                           : mode.object("Replicated"_L1).count("Replicas"_L1);
}

Service readService(const JsonReader& json)
{
    const JsonReader spec = json.object("Spec"_L1);
    const JsonReader task = spec.object("TaskTemplate"_L1);
    const JsonReader container = task.object("ContainerSpec"_L1);
    const JsonReader status = json.object("ServiceStatus"_L1);
    const JsonReader update = json.object("UpdateStatus"_L1);
    Service service;
    service.id = json.id("ID"_L1);
    service.version = json.object("Version"_L1).count("Index"_L1);
    service.name = spec.id("Name"_L1);
    service.image = container.string("Image"_L1);
    service.labels = spec.labels("Labels"_L1);
    readMode(spec.object("Mode"_L1), service);
    service.runningTasks = status.optionalCount("RunningTasks"_L1);
    service.desiredTasks = status.optionalCount("DesiredTasks"_L1);
    // The endpoint knows the ports that the Swarm chose; until it has been set up there is only the wish.
    service.ports = readPorts(json.object("Endpoint"_L1));
    if (service.ports.isEmpty())
        service.ports = readPorts(spec.object("EndpointSpec"_L1));
    readPlacement(task.object("Placement"_L1), service);
    service.resources = readResources(task.object("Resources"_L1));
    service.stopGracePeriodNs = container.integer("StopGracePeriod"_L1);
    service.updateState = update.string("State"_L1);
    service.updateMessage = update.string("Message"_L1);
    service.updatedAt = json.time("UpdatedAt"_L1);
    service.healthCheck = readHealthCheck(container);
    return service;
}

// A running container has an ExitCode of 0 in the JSON too; it means something only once it has ended.
bool hasExited(const QString& state)
{
    return state == u"complete" || state == u"failed" || state == u"shutdown";
}

Task readTask(const JsonReader& json)
{
    const JsonReader status = json.object("Status"_L1);
    const JsonReader container = status.object("ContainerStatus"_L1);
    Task task;
    task.id = json.id("ID"_L1);
    task.serviceId = json.string("ServiceID"_L1);
    task.nodeId = json.string("NodeID"_L1);
    task.slot = static_cast<int>(json.integer("Slot"_L1));
    task.state = status.string("State"_L1);
    task.desiredState = json.string("DesiredState"_L1);
    task.message = status.string("Message"_L1);
    task.error = status.string("Err"_L1);
    task.containerId = container.string("ContainerID"_L1);
    const auto exitCode = static_cast<int>(container.integer("ExitCode"_L1));
    if (!task.containerId.isEmpty() && hasExited(task.state))
        task.exitCode = exitCode;
    task.createdAt = json.time("CreatedAt"_L1);
    task.statusAt = status.time("Timestamp"_L1);
    task.image = json.object("Spec"_L1).object("ContainerSpec"_L1).string("Image"_L1);
    task.resources = readResources(json.object("Spec"_L1).object("Resources"_L1));
    task.hostPorts = readPorts(status.object("PortStatus"_L1));
    return task;
}

Config readConfig(const JsonReader& json)
{
    const JsonReader spec = json.object("Spec"_L1);
    Config config;
    config.id = json.id("ID"_L1);
    config.version = json.object("Version"_L1).count("Index"_L1);
    config.name = spec.id("Name"_L1);
    config.labels = spec.labels("Labels"_L1);
    config.data = spec.base64("Data"_L1);
    config.createdAt = json.time("CreatedAt"_L1);
    return config;
}

Network readNetwork(const JsonReader& json)
{
    Network network;
    network.id = json.id("Id"_L1);
    network.name = json.id("Name"_L1);
    network.driver = json.string("Driver"_L1);
    network.scope = json.string("Scope"_L1);
    network.labels = json.labels("Labels"_L1);
    network.attachable = json.boolean("Attachable"_L1);
    network.internal = json.boolean("Internal"_L1);
    return network;
}

Event readEvent(const JsonReader& json)
{
    const JsonReader actor = json.object("Actor"_L1);
    Event event;
    event.type = json.id("Type"_L1);
    event.action = json.string("Action"_L1);
    event.actorId = actor.string("ID"_L1);
    event.attributes = actor.labels("Attributes"_L1);
    event.timeNano = json.integer("timeNano"_L1);
    return event;
}

QString readApiVersion(const JsonReader& json)
{
    return json.id("ApiVersion"_L1);
}

} // namespace

Result<EngineInfo> parseInfo(const QByteArray& json)
{
    return parseOne(json, readInfo);
}

Result<QVector<Node>> parseNodes(const QByteArray& json)
{
    return parseList(json, readNode);
}

Result<QVector<Service>> parseServices(const QByteArray& json)
{
    return parseList(json, readService);
}

Result<QVector<Task>> parseTasks(const QByteArray& json)
{
    return parseList(json, readTask);
}

Result<QVector<Config>> parseConfigs(const QByteArray& json)
{
    return parseList(json, readConfig);
}

Result<QVector<Network>> parseNetworks(const QByteArray& json)
{
    return parseList(json, readNetwork);
}

Result<Event> parseEvent(const QByteArray& json)
{
    return parseOne(json, readEvent);
}

Result<QString> parseApiVersion(const QByteArray& json)
{
    return parseOne(json, readApiVersion);
}

} // namespace switchyard::docker
