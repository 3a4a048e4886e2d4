#include "core/logs/log_file.h"

#include <QDateTime>
#include <QSaveFile>

namespace switchyard::logs {

using namespace Qt::StringLiterals;

QString lineOf(const LogRecord& record, const QString& name, const QString& words)
{
    const QString time =
        QDateTime::fromMSecsSinceEpoch(record.atMs, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
    const QString text = record.kind == LogRecord::Kind::Line ? record.text : u"[%1]"_s.arg(words);
    return u"%1Z %2 %3"_s.arg(time, name, text);
}

Result<void> writeLines(const QString& path, const QStringList& lines)
{
    QSaveFile file(path);
    bool written = file.open(QIODevice::WriteOnly);
    for (const QString& line : lines)
        written = written && file.write(line.toUtf8() + '\n') >= 0;
    if (!written || !file.commit())
        return fail(ErrorKind::Internal, u"log.write"_s, path + u": "_s + file.errorString());
    return {};
}

} // namespace switchyard::logs
