#pragma once
// Sealed samples in little memory, without losing a bit: days of a big cluster must fit a workstation.

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

namespace switchyard {

/// A column of values that never changes again. A constant takes no memory; whole numbers, thousandths and
/// millionths (bytes, rates, seconds from microseconds) are kept as the distance from the smallest, in 1, 2
/// or 4 bytes; what fits neither takes 8. Reading gives exactly the numbers that were packed.
class PackedValues
{
public:
    PackedValues() = default;
    explicit PackedValues(const std::vector<double>& values);

    double at(std::size_t i) const;
    std::size_t bytes() const; ///< heap memory, about

    struct Constant
    {
        double value;
    };
    template<typename Distance> struct Scaled
    {
        std::vector<Distance> distances;
        double smallest;    ///< in units
        double unitsPerOne; ///< the value is (smallest + distance) / unitsPerOne
    };
    using Plain = std::vector<double>;

private:
    std::variant<Constant, Scaled<std::uint8_t>, Scaled<std::uint16_t>, Scaled<std::uint32_t>, Plain>
        storage_ = Constant{0};
};

} // namespace switchyard
