#pragma once
// Lines of several logs merged by time, in bounded memory.

#include "core/logs/log_record.h"

#include <functional>

namespace switchyard::logs {

/// What changes, as a model has to announce it: each is called with the change still to be made, and makes it
/// by calling `apply`.
struct BufferHooks
{
    std::function<void(qsizetype first, qsizetype count, const std::function<void()>& apply)> insert;
    std::function<void(qsizetype count, const std::function<void()>& apply)> removeFront;
};

/// For a buffer that nobody shows.
BufferHooks unannounced();

class LogBuffer
{
public:
    /// Records kept, at least 1, and characters in them. Beyond either the oldest go, some at a time.
    LogBuffer(qsizetype limit, qsizetype characterLimit) : limit_(limit), characterLimit_(characterLimit) {}

    /// Takes records in any order. Each goes behind those of the same time, so that what one source wrote
    /// within a millisecond keeps its order.
    void merge(QVector<LogRecord> fresh, const BufferHooks& hooks);
    void clear();

    qsizetype size() const { return records_.size(); }
    const LogRecord& at(qsizetype index) const { return records_.at(index); }
    const QVector<LogRecord>& records() const { return records_; }
    std::int64_t dropped() const { return dropped_; } ///< for want of room, since the last clear()

private:
    void insert(qsizetype at, const QVector<LogRecord>& run, const BufferHooks& hooks);
    void makeRoom(const BufferHooks& hooks);

    qsizetype limit_, characterLimit_;
    qsizetype characters_ = 0;
    QVector<LogRecord> records_;
    std::int64_t dropped_ = 0;
};

/// Indexes of the records whose text has `needle`, ignoring case; none for an empty needle.
QVector<qsizetype> findAll(const QVector<LogRecord>& records, const QString& needle);

} // namespace switchyard::logs
