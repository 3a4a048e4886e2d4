#pragma once
// Findings as plain text, for a ticket or a chat: all that the page says, without the page.

#include "ui/findings/finding_lines.h"

namespace switchyard::ui {

/// One finding: severity and title, since when, what it means, what to do, the evidence; indented by its
/// depth.
QString findingAsText(const FindingLine& line, const Instant& now);
/// All lines under a first line with the cluster and the moment of the snapshot.
QString findingsAsText(
    const ClusterSnapshot& snapshot, const QVector<FindingLine>& lines, const Instant& now);

} // namespace switchyard::ui
