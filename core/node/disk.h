#pragma once
// What a member's own disk says about it, before PostgreSQL runs.

#include "core/base/lsn.h"
#include "core/node/settings.h"

namespace switchyard::node {

/// Empty: nothing, or only what an unfinished founding or cloning left. Foreign: something that is not a
/// whole PostgreSQL 15 data directory, which is never touched.
enum class DiskKind { Empty, Data, Foreign };

struct DiskFacts
{
    DiskKind kind = DiskKind::Empty;
    QString systemIdentifier; ///< of Data
    int timeline = 0;         ///< of Data: the latest checkpoint's
    bool standby = false;     ///< of Data: standby.signal is there, so it can only come up read-only
    QString state;            ///< of Data: pg_control's words, "shut down", "in production", …
    Lsn checkpoint;           ///< of Data: where the latest one stands
    QString problem;          ///< of Foreign: what is wrong with it
    bool operator==(const DiskFacts&) const = default;
};

/// From the output of `pg_controldata` (with LC_ALL=C). Foreign if a line that is needed is missing.
DiskFacts parseControlData(const QByteArray& output, bool standbySignal);

/// PostgreSQL starts as a standby exactly when this file is in its data directory.
QString standbySignal(const QString& dataDirectory);

/// Creates standby.signal and syncs it and its directory: from then on, whoever starts this data directory
/// can only get a read-only server.
Result<void> markStandby(const QString& dataDirectory);

/// Replaces a file whole and durably, readable by its owner only.
Result<void> writeDurably(const QString& path, const QByteArray& content);

/// Makes a finished `newData()` the data directory, durably and at one stroke; one that was there before
/// becomes `newData()`, to be removed.
Result<void> adoptNewData(const Paths& paths);

/// The last timeline on which this data directory was writable; 0 if it never was. Kept beside the directory.
int ledTimeline(const Paths& paths);
Result<void> rememberLed(const Paths& paths, int timeline);
void forgetLed(const Paths& paths);

/// While this file is there, pg_rewind has not finished: what lies in the data directory is of no use.
QString rewindMark(const Paths& paths);

} // namespace switchyard::node
