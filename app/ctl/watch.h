#pragma once
// Watching a cluster until somebody stops it.

#include "core/cluster/observer.h"

#include <functional>

namespace switchyard::ctl {

/// Blocks SIGINT and SIGTERM in this thread and all it starts, so that they end a watch and nothing else.
/// Call before any other thread exists.
class StopSignals
{
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;
    int descriptor() const { return descriptor_; } ///< readable as soon as one arrived

private:
    int descriptor_;
};

/// Hands snapshots to `print` on this thread as they come (only the newest if they come faster), until a stop
/// signal or until `print` returns false.
void watch(const ClusterProfile& profile, const ObserverParts& parts, const StopSignals& signals,
    const std::function<bool(const ClusterSnapshot&)>& print);

} // namespace switchyard::ctl
