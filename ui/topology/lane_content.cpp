#include "ui/topology/lane_content.h"

#include "ui/text/text.h"

#include <QCoreApplication>
#include <QLocale>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

struct LaneWords
{
    Q_DECLARE_TR_FUNCTIONS(TopologyLane)
};

QString placeOf(const docker::Node& node)
{
    const QString region = node.labels.value(u"io.switchyard.region"_s);
    const QString rack = node.labels.value(u"io.switchyard.rack"_s);
    if (region.isEmpty() && rack.isEmpty())
        return node.address;
    if (rack.isEmpty())
        return region;
    const QString words = LaneWords::tr("rack %1").arg(rack);
    return region.isEmpty() ? words : region + u", "_s + words;
}

void fillBadge(LaneContent& c, const ClusterSnapshot& snapshot, const docker::Node& node, Instant now)
{
    c.badge = nodeRole(node);
    if (node.state == "down"_L1 || node.state == "disconnected"_L1) {
        c.down = true;
        c.badgeState = State::Bad;
        const auto at = since(snapshot, FindingCode::NodeDown, node.hostname);
        const auto span = at ? std::chrono::duration_cast<Duration>(now.wall - *at) : Duration::zero();
        c.badge = at ? LaneWords::tr("Down for %1")
                           .arg(text::duration(std::chrono::floor<std::chrono::seconds>(span)))
                     : LaneWords::tr("Down");
    } else if (node.state != "ready"_L1) {
        c.badge = LaneWords::tr("Unknown");
    } else if (node.availability == "drain"_L1) {
        c.badge = LaneWords::tr("Drained");
        c.badgeState = State::Warn;
    } else if (node.availability == "pause"_L1) {
        c.badge = LaneWords::tr("Paused");
        c.badgeState = State::Warn;
    }
}

} // namespace

QString nodeRole(const docker::Node& node)
{
    return node.leader    ? LaneWords::tr("Swarm leader")
           : node.manager ? LaneWords::tr("Manager")
                          : LaneWords::tr("Worker");
}

LaneContent laneContent(const ClusterSnapshot& snapshot, const GraphLane& lane, Instant now)
{
    LaneContent c;
    c.name = lane.name.isEmpty() ? LaneWords::tr("Not placed") : lane.name;
    const docker::Node* node = nodeOf(snapshot, lane.key);
    c.mark = nodeMark(snapshot, node);
    if (!node) {
        c.place =
            lane.name.isEmpty() ? LaneWords::tr("no node runs these") : LaneWords::tr("Swarm does not tell");
        return c;
    }
    c.place = placeOf(*node);
    if (!snapshot.swarm.isKnown()) {
        c.badge = LaneWords::tr("unknown");
        return c;
    }
    fillBadge(c, snapshot, *node, now);
    if (node->nanoCpus > 0)
        c.footer << (node->nanoCpus == 1'000'000'000
                         ? LaneWords::tr("1 CPU")
                         : LaneWords::tr("%1 CPUs").arg(
                               static_cast<double>(node->nanoCpus) / 1e9, 0, 'g', 4));
    if (node->memoryBytes > 0)
        c.footer << LaneWords::tr("%1 RAM").arg(text::bytes(node->memoryBytes));
    if (!node->engineVersion.isEmpty())
        c.footer << LaneWords::tr("Engine %1").arg(node->engineVersion.section(u'+', 0, 0));
    return c;
}

QString LaneContent::accessibleDescription() const
{
    QStringList parts{place, badge};
    parts += footer;
    parts.removeAll(QString());
    return parts.join(", "_L1);
}

} // namespace switchyard::ui::topology
