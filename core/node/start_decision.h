#pragma once
// What a member does before its server runs: a pure function of its own disk, of who leads, and of what the
// others answered. A server always starts as a standby; who becomes writable is decided at the door
// (door_decision.h).

#include "core/node/peers.h"

#include <chrono>

namespace switchyard::node {

enum class StartAction {
    Wait,   ///< ask again; the reason says for what
    Found,  ///< make a new cluster (initdb)
    Clone,  ///< copy `upstream`
    Rewind, ///< go back to where `upstream`'s history parted from the own one, then follow it
    Start,  ///< start as a standby of `upstream`, or of whom it followed if that is empty
};

struct StartDecision
{
    StartAction action = StartAction::Wait;
    QString upstream;
    QString reason; ///< for the log: why
    bool operator==(const StartDecision&) const = default;
};

/// How a member gets back to a leader's history, each step dearer than the one before.
enum class RejoinStep { Follow, Rewind, Clone };

/// What a member knows before its server starts.
struct Self
{
    QString name;
    bool founder = false;
    DiskFacts disk;
    bool rewindUnfinished = false;        ///< its data directory is of no use
    int ledTimeline = 0;                  ///< on which it was writable last
    RejoinStep step = RejoinStep::Follow; ///< what an earlier attempt found to be needed
    bool leaseKnown = false;              ///< etcd says who leads
    QString leader;                       ///< who does; empty: nobody
    std::chrono::milliseconds waited{0};  ///< since its server ended, or since this supervisor began
};

/// How long a former primary leaves the lead to others before its own server is started again: it would only
/// compete with them.
constexpr std::chrono::seconds patienceForSuccessor{3};

/// How long etcd is given to say who leads before a server is started without knowing it.
constexpr std::chrono::seconds patienceForEtcd{2};

/// `peers` holds every other member, heard or not.
StartDecision decideStart(const Self& self, const QVector<Peer>& peers);

} // namespace switchyard::node
