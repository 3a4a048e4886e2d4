#include "app/gui/busy_meter.h"

#include <QAbstractEventDispatcher>
#include <QThread>

#include <algorithm>

namespace switchyard {

using std::chrono::microseconds;
using std::chrono::steady_clock;

BusyMeter::BusyMeter(QObject* parent) : QObject(parent), awake_(steady_clock::now())
{
    auto* dispatcher = thread()->eventDispatcher();
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] { awake_ = steady_clock::now(); });
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
        const auto busy = std::chrono::duration_cast<microseconds>(steady_clock::now() - awake_);
        longest_ = std::max(longest_, busy);
        if (busy >= microseconds(8000))
            notable_.append(busy);
    });
}

int BusyMeter::stretchesOver(microseconds limit) const
{
    return static_cast<int>(
        std::count_if(notable_.begin(), notable_.end(), [&](auto b) { return b > limit; }));
}

void BusyMeter::reset()
{
    longest_ = microseconds(0);
    notable_.clear();
    awake_ = steady_clock::now();
}

} // namespace switchyard
