#pragma once
// What tasks take of a node, counted as Swarm's scheduler does: by what is reserved, not by what is used.

#include "core/docker/types.h"

namespace switchyard {

struct NodeUse
{
    int tasks = 0;
    std::int64_t reservedNanoCpus = 0;
    std::int64_t reservedMemoryBytes = 0;
    QVector<docker::Port> hostPorts; ///< published in host mode
    bool operator==(const NodeUse&) const = default;

    void add(const docker::Task& task);
    void add(const NodeUse& other);
};

/// Whether the task takes its place on its node: it has one, and has not ended there. A task that was told to
/// stop counts until it has.
bool holdsItsNode(const docker::Task& task);

/// The sum by node id.
QMap<QString, NodeUse> useByNode(const QVector<docker::Task>& tasks);

} // namespace switchyard
