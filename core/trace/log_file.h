#pragma once
// The log of one program: lines with time, level and topic in a file that does not grow without end.

#include "core/base/clock.h"

#include <QString>

#include <functional>
#include <mutex>
#include <optional>

namespace switchyard {

enum class LogLevel { Debug, Info, Warning, Error };
QString logLevelName(LogLevel level); ///< "debug", "info", "warning", "error"
std::optional<LogLevel> logLevelNamed(QStringView name);

/// $XDG_STATE_HOME/switchyard, or ~/.local/state/switchyard (XDG Base Directory Specification 0.8).
QString stateDirectory();

/// `text` in one line and without what looks like a secret: passwords in key=value, JSON and URLs, SCRAM
/// verifiers, bearer tokens. A net below the rule that no secret is logged in the first place.
QString forLog(const QString& text);

struct LogFileParts
{
    QString directory; ///< made if it is not there, for its owner alone
    LogLevel least = LogLevel::Info;
    std::int64_t mostBytes =
        1'000'000; ///< then the file becomes switchyard.log.1, and that one .2, up to `kept`
    int kept = 3;
};

/// "2026-11-23T13:02:31.042Z warning observer: …". Several programs may write to the same file. Without a
/// file (a full disk, no rights) lines are dropped, and path() is empty: logging never stops the program.
class LogFile
{
public:
    /// `clock` outlives it. `also` gets every line that is written, without its end, on the writer's thread.
    LogFile(const LogFileParts& parts, const Clock& clock, std::function<void(const QByteArray&)> also = {});
    ~LogFile();
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;

    /// Any thread; one write(2), no sync.
    void write(LogLevel level, const QString& topic, const QString& message);
    QString path() const { return path_; }

private:
    bool openFile();
    void rotate();

    const LogFileParts parts_;
    const Clock& clock_;
    const std::function<void(const QByteArray&)> also_;
    QString path_;
    std::mutex mutex_; ///< guards the file
    int file_ = -1;
};

} // namespace switchyard
