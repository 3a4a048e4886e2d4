#pragma once
// How long the UI thread was busy at a stretch: from the event dispatcher's waking to its going back to
// sleep.

#include <QObject>

#include <chrono>

namespace switchyard {

/// Lives on the UI thread, after the application object. What one turn of the event loop runs (paint,
/// snapshot, timers) counts as one stretch, since nothing else could be answered meanwhile.
class BusyMeter : public QObject
{
    Q_OBJECT
public:
    explicit BusyMeter(QObject* parent = nullptr);

    std::chrono::microseconds longest() const { return longest_; }
    int stretchesOver(std::chrono::microseconds limit) const;
    /// Forgets what was measured so far, for example the start of the program.
    void reset();

private:
    std::chrono::steady_clock::time_point awake_;
    std::chrono::microseconds longest_{0};
    QList<std::chrono::microseconds> notable_; ///< stretches of 8 ms and more
};

} // namespace switchyard
