#pragma once
// What pictures and tests of the topology page need beside the sample snapshots.

#include "core/cluster/snapshot.h"
#include "core/history/history.h"

namespace switchyard::samples {

/// The clock of the samples, which a test sets.
class SettableClock : public Clock
{
public:
    explicit SettableClock(Instant at) : at_(at) {}
    Instant now() const override { return at_; }
    void advance(Duration by)
    {
        at_.wall += by;
        at_.steady += by;
    }

private:
    Instant at_;
};

/// Ten minutes of one sample a second for every member and pooler of the snapshot, ending at `until`.
History filledHistory(const ClusterSnapshot& snapshot, WallTime until);

/// The same cluster after nothing answered for 14 s.
ClusterSnapshot nothingAnswers(const ClusterSnapshot& snapshot);

} // namespace switchyard::samples
