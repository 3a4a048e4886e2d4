#pragma once
// A snapshot as JSON for programs. What is unknown is null, never its last value; times are ISO 8601 in UTC
// with milliseconds, quantities end in their unit. Keys are only ever added.

#include "app/ctl/options.h"
#include "core/cluster/snapshot.h"

#include <QJsonObject>

namespace switchyard::ctl {

QJsonObject statusJson(const ClusterSnapshot& snapshot);
QJsonObject topologyJson(const ClusterSnapshot& snapshot);
QJsonObject poolsJson(const ClusterSnapshot& snapshot);
QJsonObject nodesJson(const ClusterSnapshot& snapshot);
QJsonObject lagJson(const ClusterSnapshot& snapshot);
/// The one that `command` names; `command` must be one that looks at a cluster.
QJsonObject jsonFor(Command command, const ClusterSnapshot& snapshot);

} // namespace switchyard::ctl
