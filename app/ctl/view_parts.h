#pragma once
// What the views of views.h share. Not for use outside this folder.

#include "app/ctl/table.h"
#include "core/cluster/snapshot.h"

#include <QCoreApplication>

namespace switchyard::ctl {

/// The translation context of the terminal's words.
class ViewWords
{
    Q_DECLARE_TR_FUNCTIONS(switchyard::ctl::Views)
};

/// Two lines: the cluster with its state in a sentence, and when that was seen.
QString headText(const ClusterSnapshot& snapshot, const Paint& paint);
/// "unknown, seen 14 s ago", or "unknown, not read".
QString unknownText(const ClusterSnapshot& snapshot, const std::optional<Instant>& seen);
/// "12 ms / 392 B", with "unknown" for what was not told.
QString lagWords(const std::optional<Duration>& time, const std::optional<std::int64_t>& bytes);
/// "streaming, quorum", "catchup, async", "disconnected".
QString streamState(const Member& member);
Tone streamTone(const Member& member);
/// The members that a pooler's databases for writing lead to, without repeats.
QString writesTo(const PoolerFacts& facts);

QString findingsText(const ClusterSnapshot& snapshot, const Paint& paint);
QString swarmLine(const ClusterSnapshot& snapshot, const Paint& paint);

} // namespace switchyard::ctl
