#pragma once
// One order for both outputs.

#include <QString>
#include <QVector>

#include <algorithm>

namespace switchyard::ctl {

/// Nodes or services by name: the engine's own order changes from call to call.
template<typename T> QVector<T> byName(QVector<T> items, QString T::*name)
{
    std::sort(items.begin(), items.end(), [name](const T& a, const T& b) { return a.*name < b.*name; });
    return items;
}

} // namespace switchyard::ctl
