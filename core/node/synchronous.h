#pragma once
// Which standbys commits wait for, and in which order that is changed so that etcd never promises less than
// the server keeps. Pure.

#include "core/node/agreement.h"

#include <chrono>

namespace switchyard::node {

/// How long a standby that is gone stays among those that commits may wait for.
constexpr std::chrono::seconds patienceForStandby{5};

/// The standbys that should be waited for: those that stream, or did so a moment ago. If none does, those of
/// now stay: commits wait until one is back, or a person degrades the cluster. `lastStreaming` holds, by
/// name, when each was last seen to stream.
QStringList wantedStandbys(const QStringList& all, const QStringList& now,
    const QMap<QString, std::chrono::milliseconds>& lastStreaming, std::chrono::milliseconds at);

/// What has to be claimed while the server still goes by `now` or already by `wanted`.
Claim coveringClaim(const Claim& now, const Claim& wanted);

} // namespace switchyard::node
