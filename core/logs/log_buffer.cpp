#include "core/logs/log_buffer.h"

#include <algorithm>

namespace switchyard::logs {

namespace {

bool earlier(const LogRecord& one, const LogRecord& other)
{
    return one.atMs < other.atMs;
}

} // namespace

BufferHooks unannounced()
{
    return {[](qsizetype, qsizetype, const auto& apply) { apply(); },
        [](qsizetype, const auto& apply) { apply(); }};
}

void LogBuffer::merge(QVector<LogRecord> fresh, const BufferHooks& hooks)
{
    std::stable_sort(fresh.begin(), fresh.end(), earlier);
    // More than all the room there is: only the newest of them can stay.
    if (fresh.size() > limit_) {
        dropped_ += fresh.size() - limit_;
        fresh.remove(0, fresh.size() - limit_);
    }
    qsizetype next = 0;
    while (next < fresh.size()) {
        const auto place = std::upper_bound(records_.cbegin(), records_.cend(), fresh[next], earlier);
        const qsizetype at = place - records_.cbegin();
        qsizetype end = next + 1;
        while (end < fresh.size() && (place == records_.cend() || fresh[end].atMs < place->atMs))
            ++end;
        insert(at, fresh.mid(next, end - next), hooks);
        next = end;
    }
    makeRoom(hooks);
}

void LogBuffer::insert(qsizetype at, const QVector<LogRecord>& run, const BufferHooks& hooks)
{
    for (const LogRecord& record : run)
        characters_ += record.text.size();
    hooks.insert(at, run.size(), [&] {
        if (at == records_.size()) {
            records_ += run;
            return;
        }
        records_.insert(at, run.size(), LogRecord());
        std::copy(run.cbegin(), run.cend(), records_.begin() + at);
    });
}

void LogBuffer::makeRoom(const BufferHooks& hooks)
{
    if (records_.size() <= limit_ && characters_ <= characterLimit_)
        return;
    // A twentieth more than needed: moving all that stays for each line that comes would cost more than the
    // line.
    const qsizetype least = std::max<qsizetype>(0, records_.size() - limit_) + limit_ / 20;
    qsizetype count = 0;
    while (count < records_.size() - 1 && (count < least || characters_ > characterLimit_))
        characters_ -= records_[count++].text.size();
    if (count == 0)
        return; // one line longer than all the room there is
    hooks.removeFront(count, [&] { records_.remove(0, count); });
    dropped_ += count;
}

void LogBuffer::clear()
{
    records_.clear();
    characters_ = 0;
    dropped_ = 0;
}

QVector<qsizetype> findAll(const QVector<LogRecord>& records, const QString& needle)
{
    QVector<qsizetype> found;
    if (needle.isEmpty())
        return found;
    for (qsizetype i = 0; i < records.size(); ++i) {
        if (records[i].text.contains(needle, Qt::CaseInsensitive))
            found << i;
    }
    return found;
}

} // namespace switchyard::logs
