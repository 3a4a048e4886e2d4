#pragma once
// How much memory histories may take, and what they give up first: old detail, never the last minutes and
// never a spike.

#include <cstddef>
#include <cstdint>

namespace switchyard {

/// Shared by all histories of a process, which divide it evenly. Belongs to one thread, as they do.
class HistoryBudget
{
public:
    explicit HistoryBudget(std::size_t bytes) : bytes_(bytes) {}
    void join() { ++users_; }
    void leave() { --users_; }
    std::size_t share() const { return users_ > 1 ? bytes_ / users_ : bytes_; } ///< of one history, in bytes

private:
    std::size_t bytes_;
    std::size_t users_ = 0;
};

/// How far back each resolution reaches, in ms before the newest sample.
struct Horizons
{
    std::int64_t samplesMs = 0; ///< every sample as it was taken
    std::int64_t minutesMs = 0; ///< one bucket a minute
    std::int64_t allMs = 0;     ///< one bucket for ten minutes; what is older is forgotten
    bool operator==(const Horizons&) const = default;
};

/// Memory as it presses: `part` is 1 when there is plenty (samples of a day, minutes of a week) and falls to
/// `leastPart` (samples of a quarter of an hour, minutes of six hours). Ten-minute buckets stay in any case.
Horizons horizonsFor(double part, std::int64_t retentionMs);
inline constexpr double leastPart = 1.0 / 96;
/// The part for the next while, when what is kept takes `bytes` of `share`. Falls fast and rises slowly, with
/// room between, so that it does not swing.
double fittedPart(double part, std::size_t bytes, std::size_t share);

} // namespace switchyard
