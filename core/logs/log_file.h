#pragma once
// A log as a text file.

#include "core/logs/log_record.h"

#include <functional>

namespace switchyard::logs {

/// "2026-11-23 22:35:47.123Z pg1.1 ERROR:  relation …", UTC, one line each. `name` names a record's source. Marks
/// of loss and gaps stand in brackets, as `words` says them.
QString lineOf(const LogRecord& record, const QString& name, const QString& words);

/// Writes lines of UTF-8 into a new file that takes the place of an old one only once it is whole. Blocks:
/// for a worker thread. "log.write" with the operating system's words.
Result<void> writeLines(const QString& path, const QStringList& lines);

} // namespace switchyard::logs
