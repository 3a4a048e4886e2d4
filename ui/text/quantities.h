#pragma once
// The way back from words to values: what people write into fields.

#include "core/base/clock.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace switchyard::text {

/// "80 ms", "0.9 s", "2 min", "1 h"; a bare number counts seconds. Empty for anything else, and for less than
/// nothing or more than a year.
std::optional<Duration> parseDuration(const QString& words);
/// "512 B", "16 MB", "1.5 GB"; by thousands, as everywhere here; a bare number counts bytes. Empty for
/// anything else, and for less than nothing or more than a petabyte.
std::optional<std::int64_t> parseBytes(const QString& words);

} // namespace switchyard::text
