#include "core/node/log.h"

#include <QDateTime>

#include <unistd.h>

namespace switchyard::node {

using namespace Qt::StringLiterals;

void Log::say(const QString& text)
{
    const std::lock_guard lock(mutex_);
    last_ = text;
    write(text);
}

void Log::sayOnce(const QString& text)
{
    const std::lock_guard lock(mutex_);
    if (text == last_)
        return;
    last_ = text;
    write(text);
}

void Log::write(const QString& text)
{
    const QString time = QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd hh:mm:ss.zzz"_s);
    QString oneLine = text;
    oneLine.replace(u'\n', u' ');
    const QByteArray line = u"%1 UTC [switchyard %2] %3\n"_s.arg(time, name_, oneLine).toUtf8();
    // A log that cannot be written must not stop the database.
    [[maybe_unused]] const auto written = ::write(fd_, line.constData(), static_cast<size_t>(line.size()));
}

} // namespace switchyard::node
