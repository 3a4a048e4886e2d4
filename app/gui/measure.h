#pragma once
// `switchyard --measure SECONDS`: how busy the UI thread was on live data, as one line of JSON, then quits.

#include "app/gui/busy_meter.h"
#include "core/cluster/snapshot.h"

#include <QHash>
#include <QObject>

namespace switchyard {

class Measure : public QObject
{
    Q_OBJECT
public:
    /// Measures for `seconds` after a first second that belongs to the start, then prints
    /// {"longest_busy_ms","busy_over_16_ms","snapshots","resident_kb"} and, counted from the start on,
    /// "samples" (all gathers of all clusters) and "seconds", and quits the application.
    Measure(int seconds, QObject* parent);
    void onSnapshot(const QString& cluster, const SnapshotPtr& snapshot);

private:
    void print() const;

    BusyMeter meter_;
    std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
    int snapshots_ = 0;
    QHash<QString, std::uint64_t> samples_; ///< by cluster; the window may have seen fewer
};

} // namespace switchyard
