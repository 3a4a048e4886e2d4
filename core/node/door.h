#pragma once
// The one door to being writable, the doing of it: takes the lease, turns the siblings, looks again,
// promotes.

#include "core/node/door_decision.h"
#include "core/node/lease.h"
#include "core/node/member_probe.h"
#include "core/node/server.h"
#include "core/node/sql.h"

namespace switchyard::node {

/// What the parts of a member's supervisor work with; it owns them and they live as long.
struct MemberParts
{
    const Settings& settings;
    Log& log;
    Server& server;
    Lease& lease;
    Sql& sql;
    MemberProbe& probe;
};

class Door
{
public:
    explicit Door(MemberParts parts) : parts_(parts) {}

    /// Promotes this member's server if it may be. Promote: it is writable, and holds the lease. Anything
    /// else: it is a standby as before, and the lease is not held. Blocks for some seconds at most.
    DoorDecision tryPromote(bool asked, const std::stop_token& stop);
    /// What all members answer now, this one first.
    DoorFacts gather(const std::stop_token& stop);

private:
    DoorDecision holding(DoorFacts facts, const std::stop_token& stop);
    void tellSiblings(const QStringList& siblings, const std::stop_token& stop);
    DoorDecision turnSiblings(DoorFacts& facts, const std::stop_token& stop);
    Result<void> promote(const DoorFacts& facts, const std::stop_token& stop);
    Result<void> claim(const QVector<Claim>& claims, const std::stop_token& stop);
    Result<void> writeMetadata(const std::stop_token& stop);
    Claim ownClaim(const Agreement& agreement) const;
    MemberParts parts_;
};

/// Whether commits are to wait for a standby.
bool isSynchronous(const Settings& settings, const Agreement& agreement);

} // namespace switchyard::node
