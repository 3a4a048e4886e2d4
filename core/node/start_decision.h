#pragma once
// How a member's PostgreSQL may start: a pure function of its own disk and of what the others answered.
//
// The rule behind the table: a member comes up writable only if it was the primary, nobody else is or could
// have become it, and enough members were heard to know that. Everything else comes up read-only or waits.
// What cannot be told apart (two primaries of one timeline, a newer history whose primary is not seen) waits
// for a person.

#include "core/node/peers.h"

#include <chrono>

namespace switchyard::node {

enum class StartAction {
    Wait,         ///< ask again; the reason says for what
    Found,        ///< make a new cluster (initdb)
    Clone,        ///< copy `upstream` into an empty disk
    StartStandby, ///< start read-only; follow `upstream`, or whom it followed if that is empty
    StartPrimary, ///< start as it was: writable
};

struct StartDecision
{
    StartAction action = StartAction::Wait;
    QString upstream;
    QString reason; ///< for the log: why
    bool operator==(const StartDecision&) const = default;
};

/// What a member knows about itself before it starts.
struct Self
{
    QString name;
    bool founder = false;
    DiskFacts disk;
    bool allowedByPerson = false;        ///< `switchyard-node allow-primary` was run in this container
    std::chrono::milliseconds waited{0}; ///< since this start began
};

/// How long a former primary insists on hearing every member, before a majority is enough. Longer than a
/// container takes to come back on another member's node after a cold start of everything.
constexpr std::chrono::seconds patienceForAll{30};

/// `peers` holds every other member, heard or not.
StartDecision decideStart(const Self& self, const QVector<Peer>& peers);

} // namespace switchyard::node
