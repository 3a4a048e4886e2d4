#pragma once
// What the list of clusters says of each, as values: pure functions, so that a cluster nobody looks at is
// told as truthfully as the one that is shown.

#include "core/cluster/snapshot.h"
#include "ui/text/text.h"
#include "ui/widgets/state_mark.h"

#include <chrono>

namespace switchyard::ui {

/// One profile of this workstation, open or not.
struct ClusterEntry
{
    enum class Phase {
        Closed,  ///< nobody asks this cluster anything
        Opening, ///< asked for; what it needs (a password) is not there yet
        Open,    ///< observed
        Broken,  ///< cannot be opened; `trouble` says why
    };
    QString name;
    Phase phase = Phase::Closed;
    bool production = false;
    QString trouble;                          ///< one sentence
    SnapshotPtr snapshot;                     ///< the newest; null until the first
    std::chrono::milliseconds interval{1000}; ///< at which it is asked now
};

struct ClusterRow
{
    QString name; ///< key
    ClusterEntry::Phase phase = ClusterEntry::Phase::Closed;
    bool shown = false; ///< the one whose pages are seen
    bool production = false;
    Mark mark = Mark::Unknown;
    QString state;    ///< "Healthy"; a word beside the mark
    QString sentence; ///< one line
    QString age;      ///< "live, 0.4 s"; empty while nothing was read
    State ageState = State::Unknown;
    bool operator==(const ClusterRow&) const = default;
};

ClusterRow clusterRow(const ClusterEntry& entry, bool shown, const Instant& now);

/// The mark of a headline: what is unknown is never green.
Mark markOf(const text::Headline& headline);

/// "0.4 s", "14 s", "3 min": tenths while young, since nobody reads tenths of an hour.
QString briefAge(Duration age);

/// Open clusters that need somebody, besides the one that is shown.
struct OthersInTrouble
{
    QStringList names; ///< worst first
    State state = State::Warn;
    bool operator==(const OthersInTrouble&) const = default;
};
OthersInTrouble othersInTrouble(
    const QVector<ClusterEntry>& entries, const QString& shown, const Instant& now);

} // namespace switchyard::ui
