#pragma once
// Which version of the Engine API to speak: the newest that both sides know.

#include "core/base/error.h"

namespace switchyard::docker {

/// The version for the paths ("1.41"), from what the engine says it speaks at most. We know 1.40
/// (Docker 19.03) to 1.44, the oldest that the newest engines still take (Docker 29 refuses older ones); what
/// we read did not change between. "engine.too_old" below 1.40, "engine.garbage" for what is no version.
Result<QString> negotiateApiVersion(const QString& engineSpeaks);

} // namespace switchyard::docker
