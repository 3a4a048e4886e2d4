#include "core/trace/log_file.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

constexpr qsizetype longestMessage = 4000;

QByteArray lineOf(WallTime at, LogLevel level, const QString& topic, const QString& message)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    const QString time = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
    return (time + u' ' + logLevelName(level) + u' ' + topic + u": "_s + forLog(message)).toUtf8();
}

} // namespace

QString logLevelName(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug: return u"debug"_s;
    case LogLevel::Info: return u"info"_s;
    case LogLevel::Warning: return u"warning"_s;
    case LogLevel::Error: return u"error"_s;
    }
    return {};
}

std::optional<LogLevel> logLevelNamed(QStringView name)
{
    for (const LogLevel level : {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error}) {
        if (logLevelName(level) == name)
            return level;
    }
    return std::nullopt;
}

QString stateDirectory()
{
    const QString home = qEnvironmentVariable("XDG_STATE_HOME");
    // The specification: a path that is not absolute is to be ignored.
    const QString base = QDir::isAbsolutePath(home) ? home : QDir::homePath() + u"/.local/state"_s;
    return base + u"/switchyard"_s;
}

QString forLog(const QString& text)
{
    // What follows a word for a secret: in quotes (also JSON's), or up to the next blank or separator.
    static const QRegularExpression named(
        uR"((\b\w*(?:password|passwd|passphrase|pwd|secret|token|private_key)\w*["']?\s*[=:]\s*)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s,;&}]+))"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression inUrl(uR"((\w+://[^\s/:@]*:)[^\s/]+@)"_s);
    static const QRegularExpression scram(uR"(SCRAM-SHA-256\$[^\s"']+)"_s);
    static const QRegularExpression md5(uR"(\bmd5[0-9a-f]{32}\b)"_s);
    static const QRegularExpression bearer(
        uR"(\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]{8,})"_s, QRegularExpression::CaseInsensitiveOption);
    QString out = text.left(longestMessage).simplified();
    out.replace(inUrl, u"\\1***@"_s);
    out.replace(named, u"\\1***"_s);
    out.replace(scram, u"SCRAM-SHA-256$***"_s);
    out.replace(md5, u"md5***"_s);
    out.replace(bearer, u"\\1 ***"_s);
    return out;
}

LogFile::LogFile(const LogFileParts& parts, const Clock& clock, std::function<void(const QByteArray&)> also)
    : parts_(parts), clock_(clock), also_(std::move(also))
{
    QDir().mkpath(QFileInfo(parts.directory).path());
    ::mkdir(QFile::encodeName(parts.directory).constData(), 0700);
    path_ = parts.directory + u"/switchyard.log"_s;
    if (!openFile())
        path_.clear();
}

LogFile::~LogFile()
{
    if (file_ >= 0)
        ::close(file_);
}

bool LogFile::openFile()
{
    if (file_ >= 0)
        ::close(file_);
    file_ = ::open(QFile::encodeName(path_).constData(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    return file_ >= 0;
}

/// Another program may have done it a moment ago: then the path is another file than ours already.
void LogFile::rotate()
{
    struct stat ours
    {
    }, named{};
    ::fstat(file_, &ours);
    const bool same =
        ::stat(QFile::encodeName(path_).constData(), &named) == 0 && ours.st_ino == named.st_ino;
    for (int i = parts_.kept - 1; same && i >= 0; --i) {
        const QString from = i == 0 ? path_ : path_ + u'.' + QString::number(i);
        const QString to = path_ + u'.' + QString::number(i + 1);
        ::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData());
    }
    openFile();
}

void LogFile::write(LogLevel level, const QString& topic, const QString& message)
{
    if (level < parts_.least)
        return;
    QByteArray line = lineOf(clock_.now().wall, level, topic, message);
    if (also_)
        also_(line);
    line += '\n';
    const std::lock_guard lock(mutex_);
    if (file_ < 0)
        return;
    struct stat now
    {
    };
    if (::fstat(file_, &now) == 0 && now.st_size + line.size() > parts_.mostBytes && now.st_size > 0)
        rotate();
    // One call, so that lines of several programs do not mix; a line that the disk refuses is lost.
    [[maybe_unused]] const auto written = ::write(file_, line.constData(), static_cast<size_t>(line.size()));
}

} // namespace switchyard
