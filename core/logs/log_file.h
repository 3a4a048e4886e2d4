#pragma once
// A log as text: for files and for the clipboard.

#include "core/logs/log_record.h"

#include <QHash>

namespace switchyard::logs {

/// Names of what records carry as ids.
struct LogNames
{
    QHash<QString, QString> services;
    QHash<QString, QString> tasks; ///< where the service's name alone does not tell them apart
};

/// The task's name, else the service's, else the beginning of its id.
QString nameOf(const LogRecord& record, const LogNames& names);

/// "2026-11-23 22:35:47.123Z pg1 ERROR:  relation …", UTC. Marks of losses and gaps stand in brackets.
QString lineOf(const LogRecord& record, const LogNames& names);

/// Writes a line of UTF-8 per record into a new file that takes the place of an old one only once it is
/// whole. Blocks: for a worker thread. "log.write" with the path and the operating system's words.
Result<void> writeLog(const QString& path, const QVector<LogRecord>& records, const LogNames& names);

} // namespace switchyard::logs
