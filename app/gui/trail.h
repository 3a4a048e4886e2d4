#pragma once
// What this program leaves behind for the person who looks into it: the log, and a report if it crashes.

#include "core/cluster/snapshot.h"
#include "core/trace/crash_report.h"
#include "core/trace/log_file.h"
#include "core/trace/qt_messages.h"

#include <QHash>

namespace switchyard {

/// From its making to its end the program is logged and watched. UI thread; the log itself takes any.
class Trail
{
public:
    Trail(LogLevel least, const Clock& clock);
    ~Trail();

    LogFile& log() { return log_; }
    /// Logs what began and what ended since the snapshot of this cluster before.
    void follow(const SnapshotPtr& snapshot);

private:
    void began(const Finding& finding, const QString& cluster);
    void ended(const EndedFinding& over, const QString& cluster);

    CrashReporter crashes_;
    LogFile log_;
    QtMessages messages_;
    QHash<QString, SnapshotPtr> last_; ///< by cluster
};

} // namespace switchyard
