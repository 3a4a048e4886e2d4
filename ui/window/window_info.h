#pragma once
// What the window is told once, and what it may ask of the observer.

#include "core/cluster/lag_limits.h"

#include <QString>

#include <chrono>
#include <functional>

namespace switchyard::ui {

struct WindowInfo
{
    QString clusterName;
    QString endpoint;     ///< "unix:///run/…", "tcp://node1:2376"
    QString operatorName; ///< "dba@desk-14"
    std::chrono::milliseconds interval{1000};
    std::chrono::milliseconds hiddenInterval{5000}; ///< while nobody looks: a fifth of the questions will do
    bool production = false;
};

/// All may be called from the UI thread at any time and must return at once.
struct ObserverControl
{
    std::function<void()> refreshNow;
    std::function<void(std::chrono::milliseconds)> setInterval;
    std::function<void(const LagLimits&)> setLagLimits; ///< what findings judge lag by
};

} // namespace switchyard::ui
