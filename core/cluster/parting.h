#pragma once
// Where the histories of two members part, if they do.

#include "core/cluster/snapshot.h"

namespace switchyard {

struct Parting
{
    enum class Kind {
        Same,    ///< one timeline
        Behind,  ///< another timeline, but what it has is all in the other's past: it can follow
        Parted,  ///< it has what the other never had, or both have: it must be rewound or cloned
        Unknown, ///< different timelines, and neither history could be read
    };
    Kind kind = Kind::Same;
    std::optional<Lsn> at;  ///< where they part; empty: unknown
    int commonTimeline = 0; ///< the last that both were on; 0: unknown
    bool operator==(const Parting&) const = default;
};

/// Of two members of one cluster (the same system identifier). A member's history counts as known on timeline
/// 1, which has none, and where its file could be read; one of the two is enough if it knows the other's
/// timeline.
Parting partingOf(const MemberFacts& member, const MemberFacts& other);

} // namespace switchyard
