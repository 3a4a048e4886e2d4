#pragma once
// Logs as a test writes them.

#include "ui/services/log_port.h"

namespace switchyard::testing {

class ScriptedLogs : public ui::LogPort
{
    Q_OBJECT
public:
    using LogPort::LogPort;
    void follow(const QStringList& serviceIds) override;
    void save(
        const QString& path, const QVector<logs::LogRecord>& records, const logs::LogNames& names) override;

    /// One line of a service's only task, `ms` after the hour.
    static logs::LogRecord line(const QString& serviceId, std::int64_t ms, const QString& text);
    void write(const QVector<logs::LogRecord>& records) { Q_EMIT arrived(records); }

    QVector<QStringList> followed; ///< every choice so far
    QStringList saves;             ///< "PATH: N lines"
};

/// What the programs of a small stack say in a quiet quarter of an hour, with a warning and an error.
QVector<logs::LogRecord> sampleLog(const QStringList& serviceIds, std::int64_t endMs);

} // namespace switchyard::testing
