#pragma once
// What an engine's refusal means: HTTP status and message to our codes.

#include "core/base/error.h"

namespace switchyard::docker {

/// The error for an answer whose status is not 2xx. `body` is {"message": "…"} from an engine, anything from
/// a proxy. The statuses and words are those of Docker Engine API v1.40 to v1.44.
Error engineError(int status, const QByteArray& body);

} // namespace switchyard::docker
