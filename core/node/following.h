#pragma once
// What a standby's supervisor keeps right while it follows: whom it streams from, that it can, and that it
// keeps no slots that nobody uses.

#include "core/node/door.h"
#include "core/node/history.h"
#include "core/node/start_decision.h"

namespace switchyard::node {

/// What was seen of a standby that should stream from a leader that is writable.
struct FollowingFacts
{
    bool streaming = false;
    Kinship kinship = Kinship::Follows;
    std::chrono::milliseconds notKinFor{0}; ///< since when `kinship` is not Follows
    bool slotLost = false;                  ///< the leader has thrown away what this member needs
    std::chrono::milliseconds notStreamingFor{0};
};
/// After so long without a stream, though nothing is known to be in the way, the member is rewound.
constexpr std::chrono::seconds patienceForStream{20};
/// Follow: go on as it is.
RejoinStep judgeFollowing(const FollowingFacts& facts);

/// Belongs to one thread. Begins anew with each start of the server. A server is turned to a leader only when
/// all that it replayed is part of the leader's history: before that, it would acknowledge positions of
/// another history as if they were the leader's (seen: PostgreSQL counts it among the synchronous standbys).
class Following
{
public:
    Following(MemberParts parts, QString upstream);

    /// Every 200 ms or so, while another member holds the lease. Follow: all is well, or will be.
    RejoinStep tick(const QString& leader, const std::stop_token& stop);
    bool streaming() const { return streaming_; }
    /// Changes when it follows another one.
    const QString& upstream() const { return upstream_; }

private:
    void turnTo(const QString& leader, const std::stop_token& stop);
    RejoinStep stepFor(FollowingFacts& facts, const Peer& self, const Peer& leader);
    RejoinStep judge(const Peer& self, const Peer& leader, const std::stop_token& stop);
    void dropUnusedSlots(const std::stop_token& stop);

    MemberParts parts_;
    QString upstream_;
    bool turned_ = false; ///< the server was told to follow upstream_, and may
    bool streaming_ = false;
    std::chrono::milliseconds notStreamingSince_{0}, nextSlots_{0}, notKinSince_{0};
};

} // namespace switchyard::node
