#pragma once
// What the inspector says of a service or a node: pure functions of a snapshot.

#include "core/cluster/snapshot.h"
#include "ui/widgets/key_values.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/text_run.h"

#include <optional>

namespace switchyard::ui {

/// A mark and words that wrap.
struct MarkedLine
{
    Mark mark = Mark::Info;
    TextRuns words;
    bool operator==(const MarkedLine&) const = default;
};

struct ServiceSection
{
    QString title;
    QString aside; ///< quiet words at the right of the title
    QVector<MarkedLine> lines;
    QVector<KeyValue> facts;
    bool operator==(const ServiceSection&) const = default;
};

struct ServiceInspection
{
    Mark mark = Mark::Unknown;
    QString name;
    TextRuns sentence;
    QVector<ServiceSection> sections;
    std::optional<Instant> seenAt;
    bool live = false;
    bool operator==(const ServiceInspection&) const = default;
};

/// Empty name: the Swarm has no such service or node (any more), or was never read. now: for "3 min ago".
ServiceInspection inspectService(
    const ClusterSnapshot& snapshot, const QString& serviceId, const QDateTime& now);
ServiceInspection inspectNode(const ClusterSnapshot& snapshot, const QString& nodeId, const QDateTime& now);

} // namespace switchyard::ui
