#pragma once
// How every wait of this folder looks at the clock and at the stop token.

#include "core/base/deadline.h"
#include "core/base/error.h"

#include <optional>

namespace switchyard::net {

/// The longest single wait: a stop request is seen at the latest after this many milliseconds.
inline constexpr int waitSliceMs = 40;

/// The error with which a call must return now, or nothing if it may wait on. `during` says what was waited
/// for.
std::optional<Error> mustReturn(const Call& call, const QString& during);

/// Milliseconds for the next wait, at least 1.
int nextSliceMs(const Call& call);

} // namespace switchyard::net
