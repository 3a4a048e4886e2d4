#pragma once
// The passwords that the Swarm gave this container.

#include "core/base/error.h"
#include "core/base/secret.h"
#include "core/node/settings.h"

namespace switchyard::node {

/// /run/secrets/<name>, without the line's end. NotFound "node.secret" if there is no such file or nothing in
/// it; the detail names the file, never its content.
Result<Secret> readSecret(const Paths& paths, const QString& name);

} // namespace switchyard::node
