#pragma once
// The bridge from the threads that read logs to the UI thread.

#include "core/logs/log_reader.h"
#include "ui/services/log_port.h"

#include <QTimer>

#include <mutex>
#include <thread>

namespace switchyard {

/// Lives on the UI thread. Lines are handed on at most ten times a second, however fast they come.
class LiveLogs : public ui::LogPort
{
    Q_OBJECT
public:
    LiveLogs(logs::LogReader::MakeApi makeApi, const Clock& clock, QObject* parent = nullptr);
    void follow(const QStringList& serviceIds) override;
    void save(
        const QString& path, const QVector<logs::LogRecord>& records, const logs::LogNames& names) override;

private:
    void take(std::uint64_t choice, const QVector<logs::LogRecord>& records);
    void deliver();

    std::mutex mutex_; ///< guards the two below
    QVector<logs::LogRecord> waiting_;
    std::uint64_t choice_ = 0; ///< what came for an earlier one is nobody's any more
    QTimer pace_;
    std::jthread writer_;
    logs::LogReader reader_; ///< last: its threads end before the rest goes
};

} // namespace switchyard
