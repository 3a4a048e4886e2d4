#pragma once
// The one door to being writable: whether this member may be promoted now. A pure function of what etcd and
// the members answered, asked twice: before the lease is taken (is it worth it?), and with the lease held,
// after the siblings were turned to this member (may it be done?).

#include "core/node/agreement.h"
#include "core/node/peers.h"

#include <chrono>

namespace switchyard::node {

enum class DoorVerdict {
    Promote,
    StandDown, ///< another member should do it; its name is in `better`
    Wait,      ///< look again; the reason says for what
    Refuse,    ///< a person has to look at it
};

struct DoorDecision
{
    DoorVerdict verdict = DoorVerdict::Wait;
    QString better;
    QString reason; ///< for the log: why
    bool operator==(const DoorDecision&) const = default;
};

struct DoorFacts
{
    Peer self;
    QVector<Peer> others; ///< every other member, heard or not
    Agreement agreement;
    std::chrono::milliseconds nobodyFor{0}; ///< since when nobody leads
    bool turned = false; ///< the lease is held, and the siblings were told to follow this member
    bool asked = false;  ///< a person or repmgrd wants this member; a tie goes to it
};

/// For how long a planned successor and a connected standby are waited for.
constexpr std::chrono::seconds patienceForBetter{3};
/// How long an unknown past (an etcd that was built anew) insists on hearing every member.
constexpr std::chrono::seconds patienceForUnknownPast{30};

DoorDecision decideDoor(const DoorFacts& facts);

/// `host` is this member's in any of its networks.
bool isHostOf(const QString& host, const QString& member);

} // namespace switchyard::node
