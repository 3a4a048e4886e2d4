#pragma once
// What the page lists, as values: pure functions of a snapshot, a filter and the time.

#include "core/cluster/snapshot.h"
#include "ui/widgets/state_mark.h"

#include <QString>
#include <QVector>

namespace switchyard::ui {

struct FindingLine
{
    enum class Kind {
        Section,  ///< a heading: cannot be chosen
        Now,      ///< holds
        Unjudged, ///< held when what it is about was last read
        Ended,    ///< is over
    };
    Kind kind = Kind::Now;
    QString key;   ///< the same from snapshot to snapshot
    int depth = 0; ///< 0: a cause; what follows from it stands below it, one deeper for each step
    Mark mark = Mark::Unknown;
    QString title, meaning;
    QString severity; ///< the word
    Finding finding;
    Instant ended; ///< Kind::Ended
    bool operator==(const FindingLine&) const = default;
};

struct FindingFilter
{
    std::optional<Severity> severity; ///< only these
    QString words;                    ///< in the subject, the title or the meaning, in any case
};

/// Causes with what follows from each below it, then what cannot be judged now, then what ended. A cause
/// stays while something that follows from it passes the filter.
QVector<FindingLine> findingLines(const ClusterSnapshot& snapshot, const FindingFilter& filter);

/// The two lines of the column "Since": {"13:02:17", "41 s ago"}; of what ended {"ended 3 min ago", "lasted
/// 41 s"}.
struct FindingTimes
{
    QString first, second;
    bool operator==(const FindingTimes&) const = default;
};
FindingTimes findingTimes(const FindingLine& line, const Instant& now);

/// "1 error, 3 warnings, 1 not judged now", without what there is none of; empty without findings.
QString findingTotals(const ClusterSnapshot& snapshot);

} // namespace switchyard::ui
