#pragma once
// The parts that the views of json_output.h are made of. Not for use outside this folder.

#include "core/cluster/snapshot.h"

#include <QJsonArray>
#include <QJsonObject>

namespace switchyard::ctl {

QJsonValue textOrNull(const QString& text);
QJsonValue millisecondsOrNull(const std::optional<Duration>& value);
QJsonValue numberOrNull(const std::optional<std::int64_t>& value);
QJsonValue isoTime(WallTime at);
QJsonValue isoTimeOrNull(const std::optional<Instant>& at);

/// "cluster", "observed_at", "primary": how every view begins.
QJsonObject head(const ClusterSnapshot& snapshot);
QJsonObject memberJson(const Member& member);
QJsonObject poolerJson(const Pooler& pooler);
/// Null when the Swarm was not read in this look.
QJsonValue nodesOf(const ClusterSnapshot& snapshot);
QJsonValue servicesOf(const ClusterSnapshot& snapshot);
QJsonArray findingsOf(const ClusterSnapshot& snapshot);

} // namespace switchyard::ctl
