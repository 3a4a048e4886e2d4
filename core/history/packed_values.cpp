#include "core/history/packed_values.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace switchyard {

namespace {

/// The largest whole number up to which a double counts in ones.
constexpr double countable = 9007199254740992.0;

struct Units
{
    std::vector<double> values;
    double smallest = 0, largest = 0;
    double unitsPerOne = 1;
};

/// The values as whole numbers of units; empty if that would not give the same numbers back.
std::optional<Units> inUnits(const std::vector<double>& values, double unitsPerOne)
{
    Units units{{}, countable, -countable, unitsPerOne};
    units.values.reserve(values.size());
    for (const double value : values) {
        const double whole = std::round(value * unitsPerOne);
        // Negative zero would come back as zero: equal as a number, and nothing here tells them apart.
        if (!(std::abs(whole) <= countable) || whole / unitsPerOne != value)
            return std::nullopt;
        units.values.push_back(whole);
        units.smallest = std::min(units.smallest, whole);
        units.largest = std::max(units.largest, whole);
    }
    return units;
}

template<typename Distance> PackedValues::Scaled<Distance> distancesOf(const Units& units)
{
    PackedValues::Scaled<Distance> packed{{}, units.smallest, units.unitsPerOne};
    packed.distances.reserve(units.values.size());
    for (const double value : units.values)
        packed.distances.push_back(static_cast<Distance>(value - units.smallest));
    return packed;
}

template<typename Distance> bool spans(const Units& units)
{
    return units.largest - units.smallest <= double{std::numeric_limits<Distance>::max()};
}

struct PackedValueAt
{
    std::size_t i;
    double operator()(const PackedValues::Constant& c) const { return c.value; }
    double operator()(const PackedValues::Plain& plain) const { return plain[i]; }
    template<typename Distance> double operator()(const PackedValues::Scaled<Distance>& s) const
    {
        return (s.smallest + static_cast<double>(s.distances[i])) / s.unitsPerOne;
    }
};

struct PackedValueBytes
{
    std::size_t operator()(const PackedValues::Constant&) const { return 0; }
    std::size_t operator()(const PackedValues::Plain& plain) const { return plain.size() * sizeof(double); }
    template<typename Distance> std::size_t operator()(const PackedValues::Scaled<Distance>& s) const
    {
        return s.distances.size() * sizeof(Distance);
    }
};

} // namespace

PackedValues::PackedValues(const std::vector<double>& values)
{
    if (values.empty() ||
        std::all_of(values.begin(), values.end(), [&](double v) { return v == values.front(); })) {
        storage_ = Constant{values.empty() ? 0 : values.front()};
        return;
    }
    for (const double unitsPerOne : {1.0, 1e3, 1e6}) {
        const auto units = inUnits(values, unitsPerOne);
        if (!units || !spans<std::uint32_t>(*units))
            continue;
        if (spans<std::uint8_t>(*units))
            storage_ = distancesOf<std::uint8_t>(*units);
        else if (spans<std::uint16_t>(*units))
            storage_ = distancesOf<std::uint16_t>(*units);
        else
            storage_ = distancesOf<std::uint32_t>(*units);
        return;
    }
    storage_ = Plain(values);
}

double PackedValues::at(std::size_t i) const
{
    return std::visit(PackedValueAt{i}, storage_);
}

std::size_t PackedValues::bytes() const
{
    return std::visit(PackedValueBytes{}, storage_);
}

} // namespace switchyard
