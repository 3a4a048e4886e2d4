#pragma once
// How fresh the window's data is: a pure function, so that "live" is decided in one place.

#include "core/cluster/snapshot.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace switchyard::ui {

struct Freshness
{
    State state = State::Unknown; ///< Ok: live; Warn: late; Bad: old
    QString word;                 ///< "live", "late", "old", "no answer"
    Duration age{};               ///< since the snapshot was begun
};
/// "no answer" when nothing in the snapshot is live. Else live up to twice the interval plus one second (the
/// deadline of a gather), late up to ten seconds more, then old.
Freshness freshness(const ClusterSnapshot& snapshot, const Instant& now, Duration interval);

/// The age from which a snapshot is old, whatever it says.
Duration oldAfter(Duration interval);

/// "every 1 s", or the oldest member or pooler that no longer answers: "pg3: 14 s old".
QString freshnessDetail(const ClusterSnapshot& snapshot, const Instant& now, Duration interval);

} // namespace switchyard::ui
