#pragma once
// The samples of a stretch of time as a table for other programs.

#include "core/history/history.h"
#include "ui/widgets/time_span.h"

#include <QIODevice>
#include <QVector>

#include <array>

namespace switchyard::ui {

/// The columns after time and member, in their order.
inline constexpr std::array<Metric, 7> csvMetrics{Metric::WriteLagSeconds, Metric::FlushLagSeconds,
    Metric::ReplayLagSeconds, Metric::WriteLagBytes, Metric::FlushLagBytes, Metric::ReplayLagBytes,
    Metric::WalBytesPerSecond};

struct CsvMember
{
    QString name;
    std::array<QVector<Bucket>, csvMetrics.size()> columns;
};

/// How many buckets of each line are asked of the history: every sample of a day for two standbys, and less
/// for many, so that a table stays within a few million values.
int csvBuckets(qsizetype members);
CsvMember csvMember(const History& history, const QString& name, const TimeSpan& span, int buckets);

/// Comma separated, quoted where needed (RFC 4180), times in UTC as ISO 8601 with milliseconds, units in the
/// names of columns. A row holds the highest values from its time to that of the member's next row; what was
/// not read is empty. False when the device failed: ask it why.
bool writeCsv(const QVector<CsvMember>& members, QIODevice& out);

} // namespace switchyard::ui
