#pragma once
// Where the thresholds of a cluster are kept between two runs of the window.

#include "core/cluster/lag_limits.h"

class QSettings;

namespace switchyard::ui {

/// What cannot be read as a threshold counts as not set.
LagLimits readLagLimits(QSettings& settings, const QString& cluster);
void writeLagLimits(QSettings& settings, const QString& cluster, const LagLimits& limits);

} // namespace switchyard::ui
