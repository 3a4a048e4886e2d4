#pragma once
// The supervisor's log: one line per decision, on standard output, for `docker service logs`.

#include <QString>

#include <mutex>

namespace switchyard::node {

/// Thread-safe. Lines look like "2026-03-01 10:00:00.123 UTC [switchyard pg1] text".
class Log
{
public:
    explicit Log(QString name, int fileDescriptor = 1) : name_(std::move(name)), fd_(fileDescriptor) {}
    void say(const QString& text);
    /// The same, unless the last line said through here was the same: for what is found again at each look.
    void sayOnce(const QString& text);

private:
    void write(const QString& text);
    QString name_;
    int fd_;
    std::mutex mutex_;
    QString last_;
};

} // namespace switchyard::node
