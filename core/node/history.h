#pragma once
// Whether a standby's history is part of a leader's: numbers of timelines alone do not say it, since two
// promotions can take the same number. Pure.

#include "core/node/peers.h"

namespace switchyard::node {

/// A line of a timeline's history file: that ancestor was left at this position (PostgreSQL source,
/// timeline.c).
struct TimelineEnd
{
    int timeline = 0;
    Lsn at;
    bool operator==(const TimelineEnd&) const = default;
};

/// Empty for text that is no history file. Comments are passed over.
std::optional<QVector<TimelineEnd>> parseHistory(const QByteArray& text);

enum class Kinship {
    Follows, ///< all that it replayed is part of the leader's history
    Forked,  ///< it replayed what the leader never had: rewind it
    Foreign, ///< the same timeline's number stands for another history: clone it
};

/// `leader` was asked after `own`, so that it can only have gone on. `history` is that of the leader's
/// timeline; `led` the timeline on which this member itself was writable last.
Kinship judgeKinship(
    const ServerFacts& own, const ServerFacts& leader, const QVector<TimelineEnd>& history, int led);

} // namespace switchyard::node
