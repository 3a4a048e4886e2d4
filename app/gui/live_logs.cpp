#include "app/gui/live_logs.h"

#include <utility>

namespace switchyard {

namespace {

constexpr std::chrono::milliseconds deliverEvery{100};
/// What a window that is behind lets wait; the oldest go first, as they would in the view.
constexpr qsizetype mostWaiting = 20'000;

} // namespace

LiveLogs::LiveLogs(logs::LogReader::MakeApi makeApi, const Clock& clock, QObject* parent)
    : LogPort(parent),
      reader_(std::move(makeApi), clock,
          [this](std::uint64_t choice, const QVector<logs::LogRecord>& records) { take(choice, records); })
{
    pace_.setSingleShot(true);
    pace_.setInterval(deliverEvery);
    connect(&pace_, &QTimer::timeout, this, &LiveLogs::deliver);
}

void LiveLogs::follow(const QStringList& serviceIds)
{
    const std::lock_guard lock(mutex_);
    choice_ = reader_.follow(serviceIds);
    waiting_.clear();
}

void LiveLogs::take(std::uint64_t choice, const QVector<logs::LogRecord>& records)
{
    bool first = false;
    {
        const std::lock_guard lock(mutex_);
        if (choice != choice_)
            return;
        first = waiting_.isEmpty();
        waiting_ += records;
        if (waiting_.size() > mostWaiting)
            waiting_.remove(0, waiting_.size() - mostWaiting + mostWaiting / 10);
    }
    if (first)
        QMetaObject::invokeMethod(
            this, [this] { pace_.start(); }, Qt::QueuedConnection);
}

void LiveLogs::deliver()
{
    QVector<logs::LogRecord> records;
    {
        const std::lock_guard lock(mutex_);
        records = std::exchange(waiting_, {});
    }
    if (!records.isEmpty())
        Q_EMIT arrived(records);
}

void LiveLogs::save(const QString& path, const QVector<logs::LogRecord>& records, const logs::LogNames& names)
{
    // One at a time: a second file waits for the first on its thread, not on this one.
    writer_ = std::jthread([this, path, records, names, before = std::move(writer_)]() mutable {
        if (before.joinable())
            before.join();
        const auto written = logs::writeLog(path, records, names);
        QMetaObject::invokeMethod(
            this,
            [this, path, written] {
                if (written)
                    Q_EMIT saved(path);
                else
                    Q_EMIT saveFailed(written.error());
            },
            Qt::QueuedConnection);
    });
}

} // namespace switchyard
