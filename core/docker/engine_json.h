#pragma once
// The engine's answers as typed objects (Docker Engine API v1.40 to v1.44). Pure: bytes in, values out.
// Errors are "engine.garbage" with the path of the field.

#include "core/base/error.h"
#include "core/docker/types.h"

namespace switchyard::docker {

/// GET /info; `apiVersion` is the caller's to fill in.
Result<EngineInfo> parseInfo(const QByteArray& json);
Result<QVector<Node>> parseNodes(const QByteArray& json);
Result<QVector<Service>> parseServices(const QByteArray& json);
Result<QVector<Task>> parseTasks(const QByteArray& json);
Result<QVector<Config>> parseConfigs(const QByteArray& json);
Result<QVector<Network>> parseNetworks(const QByteArray& json);
/// One object of GET /events.
Result<Event> parseEvent(const QByteArray& json);
/// ApiVersion of GET /version.
Result<QString> parseApiVersion(const QByteArray& json);

} // namespace switchyard::docker
