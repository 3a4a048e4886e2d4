#pragma once
// A timeline's history file: at which position each of its ancestors was left.

#include "core/base/lsn.h"

#include <QString>
#include <QVector>

namespace switchyard {

/// "Timeline 4 was left at 4/7A21F3C8 for the next one."
struct TimelineSwitch
{
    int timeline = 0;
    Lsn at;
    bool operator==(const TimelineSwitch&) const = default;
};

/// The lines of a NNNNNNNN.history file (timeline, position, reason; PostgreSQL 15 manual, 26.3.6), oldest
/// first. What is no such line is passed over, as the server does with comments.
QVector<TimelineSwitch> parseTimelineHistory(const QString& text);

} // namespace switchyard
