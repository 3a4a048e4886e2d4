#include "core/logs/log_file.h"

#include <QDateTime>
#include <QSaveFile>

namespace switchyard::logs {

using namespace Qt::StringLiterals;

QString nameOf(const LogRecord& record, const LogNames& names)
{
    constexpr qsizetype shortId = 12;
    const auto task = names.tasks.constFind(record.taskId);
    if (task != names.tasks.constEnd())
        return *task;
    const auto service = names.services.constFind(record.serviceId);
    return service != names.services.constEnd() ? *service : record.serviceId.left(shortId);
}

QString lineOf(const LogRecord& record, const LogNames& names)
{
    const QString time =
        QDateTime::fromMSecsSinceEpoch(record.atMs, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
    const bool written = record.kind == LogRecord::Kind::Line;
    return time + u"Z "_s + nameOf(record, names) + u' ' +
           (written ? record.text : u'[' + record.text + u']');
}

Result<void> writeLog(const QString& path, const QVector<LogRecord>& records, const LogNames& names)
{
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    for (const LogRecord& record : records)
        written = written && file.write(lineOf(record, names).toUtf8() + '\n') >= 0;
    if (!written || !file.commit())
        return fail(ErrorKind::Internal, u"log.write"_s, path + u": "_s + file.errorString());
    return {};
}

} // namespace switchyard::logs
