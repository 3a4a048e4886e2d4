#pragma once
// The grid on which samples become buckets: it stands still while a chart scrolls, so that a spike does not
// change its shape from one redraw to the next.

#include <cstdint>

namespace switchyard {

inline constexpr std::int64_t minuteCellMs = 60'000, tenMinuteCellMs = 600'000;

/// The cell of a grid through 0 that holds `at`; works for times before 1970 too.
inline std::int64_t cellOf(std::int64_t at, std::int64_t width)
{
    return at / width - (at % width != 0 && (at < 0) != (width < 0) ? 1 : 0);
}

/// The width of a grid of which at most `most` (2 or more) cells touch [from, to]. From a minute on a
/// multiple of a minute, from ten minutes on of ten: then buckets that were kept from older samples fit whole
/// into it, and nobody has to read the samples.
std::int64_t gridWidth(std::int64_t from, std::int64_t to, std::int64_t most);

} // namespace switchyard
