#include "core/history/grid.h"

#include <algorithm>

namespace switchyard {

namespace {

std::int64_t ceilTo(std::int64_t value, std::int64_t unit)
{
    return (value + unit - 1) / unit * unit;
}

std::int64_t fitting(std::int64_t width)
{
    if (width > tenMinuteCellMs)
        return ceilTo(width, tenMinuteCellMs);
    return width > minuteCellMs ? ceilTo(width, minuteCellMs) : std::max<std::int64_t>(1, width);
}

} // namespace

std::int64_t gridWidth(std::int64_t from, std::int64_t to, std::int64_t most)
{
    const std::int64_t span = to - from + 1;
    const std::int64_t width = fitting((span + most - 1) / most);
    const bool fits = cellOf(to, width) - cellOf(from, width) + 1 <= most;
    return fits ? width : fitting((span + most - 2) / (most - 1));
}

} // namespace switchyard
