#pragma once
// Sealed samples in little memory, without losing a bit: 24 h at 1 Hz for a big cluster must fit a
// workstation.

#include <cstddef>
#include <cstdint>
#include <variant>
#include <vector>

namespace switchyard {

/// A column of values that never changes again. A constant takes no memory; whole numbers, thousandths and
/// millionths (bytes, rates, seconds from microseconds) take 4 bytes each; what fits neither takes 8. Reading
/// gives exactly the numbers that were packed.
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
    struct Scaled
    {
        std::vector<std::int32_t> units;
        double unitsPerOne;
    };
    using Plain = std::vector<double>;
    /// For loops over many values: one decision per column instead of one per value.
    const std::variant<Constant, Scaled, Plain>& storage() const { return storage_; }

private:
    std::variant<Constant, Scaled, Plain> storage_ = Constant{0};
};

} // namespace switchyard
