#pragma once
// Where the services page gets logs from: handed in by app/, scripted by tests.

#include "core/logs/log_file.h"
#include "core/logs/log_record.h"

#include <QObject>
#include <QStringList>

namespace switchyard::ui {

/// Lives on the UI thread; none of its calls waits.
class LogPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Ends what was followed, and follows these services from their last lines on; none: nothing. What
    /// arrives from now on belongs to them.
    virtual void follow(const QStringList& serviceIds) = 0;
    /// Writes a file on a thread of its own; saved() or saveFailed() follows.
    virtual void save(
        const QString& path, const QVector<logs::LogRecord>& records, const logs::LogNames& names) = 0;

Q_SIGNALS:
    void arrived(const QVector<switchyard::logs::LogRecord>& records);
    void saved(const QString& path);
    void saveFailed(const switchyard::Error& error);
};

} // namespace switchyard::ui
