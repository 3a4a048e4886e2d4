#include "core/pooler/audit_log.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace switchyard {

using namespace Qt::StringLiterals;

namespace {

/// Closed on every way out.
class Descriptor
{
public:
    Descriptor(const QString& path, int flags) : fd_(::open(QFile::encodeName(path).constData(), flags, 0600))
    {
    }
    ~Descriptor()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    operator int() const { return fd_; }

private:
    int fd_;
};

tl::unexpected<Error> cannotWrite(const QString& path)
{
    return fail(ErrorKind::Internal, u"audit.write"_s,
        u"%1: %2"_s.arg(path, QString::fromLocal8Bit(std::strerror(errno))));
}

bool writeAll(int fd, const QByteArray& bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(fd, bytes.constData() + done, static_cast<size_t>(bytes.size() - done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += n;
    }
    return true;
}

/// The end of a line that a crash cut off: the next one must not run on in it.
bool endsInsideALine(int fd)
{
    const off_t size = ::lseek(fd, 0, SEEK_END);
    char last = '\n';
    return size > 0 && ::pread(fd, &last, 1, size - 1) == 1 && last != '\n';
}

} // namespace

AuditLog::AuditLog(QString path) : path_(std::move(path))
{
}

QString AuditLog::defaultPath()
{
    QString state = qEnvironmentVariable("XDG_STATE_HOME");
    if (!state.startsWith(u'/'))
        state = QDir::homePath() + u"/.local/state"_s;
    return state + u"/switchyard/audit.log"_s;
}

QByteArray formatAuditEntry(const AuditEntry& e)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(e.when.time_since_epoch()).count();
    QJsonObject line{{u"id"_s, e.id}, {u"event"_s, e.event},
        {u"when"_s, QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs)},
        {u"who"_s, e.who}, {u"cluster"_s, e.cluster}, {u"pooler"_s, e.pooler}, {u"address"_s, e.address},
        {u"user"_s, e.user}, {u"command"_s, e.command}};
    if (e.event == "end"_L1) {
        line.insert(u"outcome"_s, e.outcome);
        line.insert(u"took_ms"_s,
            static_cast<qint64>(std::chrono::duration_cast<std::chrono::milliseconds>(e.took).count()));
        if (!e.detail.isEmpty())
            line.insert(u"detail"_s, e.detail);
    }
    return QJsonDocument(line).toJson(QJsonDocument::Compact);
}

Result<void> AuditLog::write(const AuditEntry& entry) const
{
    const QString folder = QFileInfo(path_).path();
    const bool isNew = !QFileInfo::exists(path_);
    // 0700 for the folder is given when it is made; one that exists keeps its rights.
    if (!QFileInfo::exists(folder)) {
        if (!QDir().mkpath(folder))
            return cannotWrite(folder);
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    const Descriptor file(path_, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC);
    if (file < 0)
        return cannotWrite(path_);
    const QByteArray line = (endsInsideALine(file) ? "\n" : "") + formatAuditEntry(entry) + '\n';
    if (!writeAll(file, line) || ::fdatasync(file) != 0)
        return cannotWrite(path_);
    if (isNew) { // the name in its folder must survive a power cut too
        const Descriptor place(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (place < 0 || ::fsync(place) != 0)
            return cannotWrite(folder);
    }
    return {};
}

} // namespace switchyard
