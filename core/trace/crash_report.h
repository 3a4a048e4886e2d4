#pragma once
// What is left of a crash: a text that a person can read and send.

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QVector>

namespace switchyard {

/// While it lives, a deadly signal (SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT) first writes
/// DIRECTORY/crash-<time>-<pid>.txt: version, signal, moment, backtrace, the last log lines; then the signal
/// ends the program as it does without. The handler calls only async-signal-safe functions (signal-safety(7);
/// backtrace(3) is, once it ran before) and has a stack of its own on the thread that made it. One at a time.
class CrashReporter
{
public:
    CrashReporter(const QString& directory, const QString& version);
    ~CrashReporter();
    CrashReporter(const CrashReporter&) = delete;
    CrashReporter& operator=(const CrashReporter&) = delete;

    /// Keeps the line for a report; the last 40 are kept, up to 300 bytes of each. Any thread.
    static void remember(const QByteArray& line);
};

struct CrashReport
{
    QString path;
    QDateTime at;
};
/// Those that earlier runs left in `directory`, the newest first.
QVector<CrashReport> crashReports(const QString& directory);

} // namespace switchyard
