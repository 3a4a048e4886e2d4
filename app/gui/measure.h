#pragma once
// `switchyard --measure SECONDS`: how busy the UI thread was on live data, as one line of JSON, then quits.

#include "app/gui/busy_meter.h"

#include <QObject>

namespace switchyard {

class Measure : public QObject
{
    Q_OBJECT
public:
    /// Measures for `seconds` after a first second that belongs to the start, then prints
    /// {"longest_busy_ms","busy_over_16_ms","snapshots","resident_kb"} and quits the application.
    Measure(int seconds, QObject* parent);
    void onSnapshot() { ++snapshots_; }

private:
    void print() const;

    BusyMeter meter_;
    int snapshots_ = 0;
};

} // namespace switchyard
