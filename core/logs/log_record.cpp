#include "core/logs/log_record.h"

namespace switchyard::logs {

using namespace Qt::StringLiterals;

namespace {

constexpr char16_t escape = 0x1b;
constexpr qsizetype longestText = 16'000; ///< characters; Docker itself cuts at 16 KiB

/// Where an escape sequence that begins at `at` ends: after "ESC [ … letter", or after the escape alone.
qsizetype afterEscape(const QString& text, qsizetype at)
{
    qsizetype next = at + 1;
    if (next >= text.size() || text[next] != u'[')
        return next;
    ++next;
    while (next < text.size() && (text[next] < u'@' || text[next] > u'~'))
        ++next;
    return std::min(next + 1, text.size());
}

} // namespace

QString cleanText(const QByteArray& bytes)
{
    const QString text = QString::fromUtf8(bytes);
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size();) {
        const QChar c = text[i];
        if (c.unicode() == escape) {
            i = afterEscape(text, i);
            continue;
        }
        if (c == u'\t')
            clean += u"    "_s;
        else if (c.category() != QChar::Other_Control)
            clean += c;
        ++i;
    }
    return clean;
}

LogRecord makeRecord(const QString& serviceId, const docker::LogLine& line)
{
    LogRecord record;
    record.atMs = line.at.isValid() ? line.at.toMSecsSinceEpoch() : 0;
    record.standardError = line.stream == docker::LogLine::Stream::Stderr;
    record.serviceId = serviceId;
    record.taskId = line.details.value(u"com.docker.swarm.task.id"_s);
    record.nodeId = line.details.value(u"com.docker.swarm.node.id"_s);
    record.text = cleanText(line.text);
    if (record.text.size() > longestText)
        record.text = record.text.first(longestText) + u'…';
    record.level = levelOf(record.text);
    return record;
}

} // namespace switchyard::logs
