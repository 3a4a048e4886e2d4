#pragma once
// What of a snapshot decides where things stand on the canvas: lanes, cards, links, and nothing that changes
// every second. Two snapshots with equal graphs have equal geometry, which is what the canvas caches by.

#include "core/cluster/snapshot.h"

#include <QString>
#include <QVector>

namespace switchyard::ui::topology {

enum class CardKind { Pooler, Member };

/// A Swarm node that runs something of this cluster; lanes are in order of region, then name.
struct GraphLane
{
    QString key;  ///< the node's id; its name, or nothing, where Swarm did not tell
    QString name; ///< host name; empty: what stands here is placed nowhere yet
    QString region;
    bool operator==(const GraphLane&) const = default;
};

struct GraphCard
{
    CardKind kind{};
    QString name;
    int lane = 0;
    int depth =
        0; ///< of a member: 0 leads, 1 streams from a leader (or from nobody known), 2 from such a one, …
    bool operator==(const GraphCard&) const = default;
};

enum class LinkKind { Stream, Pool };

/// A stream from its sender to its receiver, or a pooler's server connections to a member. A "stream" between
/// two that lead is where they parted: from the one on the newest timeline to each other.
struct GraphLink
{
    LinkKind kind{};
    int from = 0, to = 0; ///< indexes of cards
    bool operator==(const GraphLink&) const = default;
};

struct Graph
{
    QVector<GraphLane> lanes;
    QVector<GraphCard> cards; ///< poolers, then members, each in order of their names
    QVector<GraphLink> links;
    bool operator==(const Graph&) const = default;

    int card(CardKind kind, const QString& name) const; ///< -1 if there is none
};

Graph graphOf(const ClusterSnapshot& snapshot);

/// The member that `member` streams from, or streamed from when it was last seen: the joined stream's word,
/// else its last receiver's host, else repmgr's metadata, else the only member that leads. Empty for one that
/// leads.
QString upstreamOf(const ClusterSnapshot& snapshot, const Member& member);

/// Whether the member leads, or led when it was last seen: decides its tier, never its state.
bool leadsOrLed(const Member& member);

/// Members that the pooler's writing databases point to (a database named "…_ro" is for reads and draws no
/// link).
QStringList writeTargets(const Pooler& pooler);

/// "node2" before "node10".
bool naturalLess(const QString& a, const QString& b);

} // namespace switchyard::ui::topology
