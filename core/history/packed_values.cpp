#include "core/history/packed_values.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace switchyard {

namespace {

std::optional<PackedValues::Scaled> scaled(const std::vector<double>& values, double unitsPerOne)
{
    constexpr double most = std::numeric_limits<std::int32_t>::max();
    PackedValues::Scaled packed{{}, unitsPerOne};
    packed.units.reserve(values.size());
    for (const double value : values) {
        const double units = std::round(value * unitsPerOne);
        // Negative zero would come back as zero: equal as a number, and nothing here tells them apart.
        if (!(std::abs(units) <= most) || units / unitsPerOne != value)
            return std::nullopt;
        packed.units.push_back(static_cast<std::int32_t>(units));
    }
    return packed;
}

} // namespace

PackedValues::PackedValues(const std::vector<double>& values)
{
    if (values.empty() ||
        std::all_of(values.begin(), values.end(), [&](double v) { return v == values.front(); })) {
        storage_ = Constant{values.empty() ? 0 : values.front()};
        return;
    }
    for (const double unitsPerOne : {1.0, 1e3, 1e6}) {
        if (auto packed = scaled(values, unitsPerOne)) {
            storage_ = std::move(*packed);
            return;
        }
    }
    storage_ = Plain(values);
}

double PackedValues::at(std::size_t i) const
{
    if (const auto* constant = std::get_if<Constant>(&storage_))
        return constant->value;
    if (const auto* packed = std::get_if<Scaled>(&storage_))
        return packed->units[i] / packed->unitsPerOne;
    return std::get<Plain>(storage_)[i];
}

std::size_t PackedValues::bytes() const
{
    if (const auto* packed = std::get_if<Scaled>(&storage_))
        return packed->units.size() * sizeof(std::int32_t);
    if (const auto* plain = std::get_if<Plain>(&storage_))
        return plain->size() * sizeof(double);
    return 0;
}

} // namespace switchyard
