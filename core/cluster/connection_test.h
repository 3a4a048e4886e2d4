#pragma once
// Tries everything that observing a cluster needs, one step after the other, and says of each whether it
// works.

#include "core/cluster/credentials.h"
#include "core/cluster/observer.h"

#include <functional>
#include <stop_token>

namespace switchyard {

/// One line of the test. Lines of the same step and subject follow each other: Running, then what came of it.
struct TestLine
{
    enum class Step {
        Engine,  ///< something answers at the address, and it is an engine that we can talk to
        Manager, ///< it is a manager of a Swarm that has a leader
        Found,   ///< services of this cluster: members and poolers
        Login,   ///< subject: member; reached and logged in
        Rights,  ///< subject: member; what pg_monitor shows is seen
        Console, ///< subject: pooler; reached, logged in, it answers
    };
    enum class Outcome {
        Running,
        Passed,
        Warned,  ///< works, but less is seen than could be
        Failed,  ///< `error` says why
        Skipped, ///< not tried, because `after` failed
    };
    Step step{};
    QString subject;
    Outcome outcome = Outcome::Running;
    Error error;
    Step after{};                ///< of Skipped
    QMap<QString, QString> args; ///< values of the sentence, by name: see testConnection()
    bool operator==(const TestLine&) const = default;
};

using TestSink = std::function<void(const TestLine&)>;

/// Blocks the calling (worker) thread, at most about 10 s for the engine and 3 s for all databases together,
/// until all is tried or a stop is requested (what is running then gets no outcome). Returns whether nothing
/// failed. Args: Engine "endpoint", "name", "version", "api"; Manager "nodes", "managers"; Found "members",
/// "poolers" and, when there is none, "cluster" and "others" (the labels that other services have, comma
/// separated); Login and Console "address", "user", "version", "ms" (of all together), Login also "role"
/// ("primary", "standby"); Rights "user"; Console "databases".
bool testConnection(const ClusterProfile& profile, const Passwords& passwords, const ObserverParts& parts,
    const TestSink& sink, const std::stop_token& stop);

} // namespace switchyard
