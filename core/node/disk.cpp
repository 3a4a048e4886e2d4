#include "core/node/disk.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QSaveFile>
#include <stdio.h>
#include <unistd.h>

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> systemError(const QString& what)
{
    return fail(
        ErrorKind::Internal, u"node.disk"_s, what + u": "_s + QString::fromLocal8Bit(std::strerror(errno)));
}

Result<void> syncPath(const QString& path, int flags)
{
    const int fd = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, 0600);
    if (fd < 0)
        return systemError(path);
    const bool synced = ::fsync(fd) == 0;
    const int reason = errno;
    ::close(fd);
    errno = reason;
    return synced ? Result<void>{} : systemError(path);
}

} // namespace

DiskFacts parseControlData(const QByteArray& output, bool standbySignal)
{
    QMap<QByteArray, QByteArray> values;
    for (const QByteArray& line : output.split('\n')) {
        const auto colon = line.indexOf(':');
        if (colon > 0)
            values.insert(line.left(colon).trimmed(), line.mid(colon + 1).trimmed());
    }
    DiskFacts facts;
    facts.systemIdentifier = QString::fromLatin1(values.value("Database system identifier"));
    facts.timeline = values.value("Latest checkpoint's TimeLineID").toInt();
    facts.state = QString::fromLatin1(values.value("Database cluster state"));
    facts.standby = standbySignal;
    facts.kind = DiskKind::Data;
    if (facts.systemIdentifier.isEmpty() || facts.timeline <= 0 || facts.state.isEmpty()) {
        facts = {};
        facts.kind = DiskKind::Foreign;
        facts.problem = u"its control file cannot be read"_s;
    }
    return facts;
}

QString standbySignal(const QString& dataDirectory)
{
    return dataDirectory + u"/standby.signal"_s;
}

Result<void> markStandby(const QString& dataDirectory)
{
    if (const auto file = syncPath(standbySignal(dataDirectory), O_CREAT | O_WRONLY); !file)
        return file;
    return syncPath(dataDirectory, O_RDONLY | O_DIRECTORY);
}

Result<void> writeDurably(const QString& path, const QByteArray& content)
{
    QSaveFile file(path);
    // QSaveFile syncs the file before it takes the old one's place.
    if (!file.open(QIODevice::WriteOnly) ||
        !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
        file.write(content) != content.size() || !file.commit())
        return fail(ErrorKind::Internal, u"node.disk"_s, path + u": "_s + file.errorString());
    return syncPath(QFileInfo(path).path(), O_RDONLY | O_DIRECTORY);
}

Result<void> adoptNewData(const Paths& paths)
{
    if (::rename(
            QFile::encodeName(paths.newData()).constData(), QFile::encodeName(paths.data()).constData()) != 0)
        return systemError(u"%1 could not become %2"_s.arg(paths.newData(), paths.data()));
    return syncPath(paths.volume, O_RDONLY | O_DIRECTORY);
}

} // namespace switchyard::node
