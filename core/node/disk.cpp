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
    facts.checkpoint =
        Lsn::parse(QString::fromLatin1(values.value("Latest checkpoint location"))).value_or(Lsn());
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
    const QByteArray from = QFile::encodeName(paths.newData()), to = QFile::encodeName(paths.data());
    const unsigned how = QFile::exists(paths.data()) ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), how) != 0)
        return systemError(u"%1 could not become %2"_s.arg(paths.newData(), paths.data()));
    return syncPath(paths.volume, O_RDONLY | O_DIRECTORY);
}

namespace {

QString ledFile(const Paths& paths)
{
    return paths.volume + u"/led-timeline"_s;
}

} // namespace

int ledTimeline(const Paths& paths)
{
    QFile file(ledFile(paths));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().toInt() : 0;
}

Result<void> rememberLed(const Paths& paths, int timeline)
{
    return writeDurably(ledFile(paths), QByteArray::number(timeline) + '\n');
}

void forgetLed(const Paths& paths)
{
    QFile::remove(ledFile(paths));
}

QString rewindMark(const Paths& paths)
{
    return paths.volume + u"/rewind.unfinished"_s;
}

} // namespace switchyard::node
