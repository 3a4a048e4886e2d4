#pragma once
// What a snapshot adds to the history: values of live facts, and rates from counters.

#include "core/history/history.h"

#include <QDateTime>

#include <optional>
#include <utility>

namespace switchyard {

/// Makes rates of counters. A counter that goes back, or whose server began anew, was reset: no rate for that
/// step.
class RateMeter
{
public:
    struct Reading
    {
        double value = 0;
        SteadyTime at{};
        QDateTime epoch; ///< since when it counts; invalid if nobody says
    };
    struct Step
    {
        double change = 0;
        double seconds = 0; ///< of steady time: a wall clock that jumps changes no rate
    };
    /// The change since the reading before of the same name; empty for the first one and after a reset.
    std::optional<Step> step(const QString& name, const Reading& reading);

private:
    QHash<QString, Reading> last_;
};

using Samples = QVector<std::pair<SeriesKey, double>>;

/// The samples of one snapshot: only live facts, streams and pools; a value that is empty is left out.
Samples samplesOf(const ClusterSnapshot& snapshot, RateMeter& rates);

} // namespace switchyard
