#pragma once
// From where on a standby is too far behind. One truth: findings judge by these values, and the replication
// page draws, colours and edits the same ones.

#include "core/base/clock.h"

#include <QMap>
#include <QString>

#include <cstdint>

namespace switchyard {

struct LagLimit
{
    std::int64_t bytes = 16'000'000;
    Duration time = std::chrono::seconds(10);
    bool operator==(const LagLimit&) const = default;
};

struct LagLimits
{
    LagLimit all;                      ///< the default suits a cluster in one region
    QMap<QString, LagLimit> ofStandby; ///< exceptions, by name: a standby far away may lag more
    LagLimit of(const QString& standby) const { return ofStandby.value(standby, all); }
    bool operator==(const LagLimits&) const = default;
};

} // namespace switchyard
