#include "core/docker/log_demultiplexer.h"

#include "core/docker/json_reader.h"

#include <QtEndian>

namespace switchyard::docker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype headerSize = 8;
constexpr unsigned char systemError = 3;
// Beyond this many sources in the middle of a line, pieces are handed on as lines of their own.
constexpr qsizetype mostOpenLines = 256;

QString decodeQuery(QByteArray text)
{
    text.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text));
}

// "k=v,k=v" with both sides query-escaped; nothing if it is not that.
std::optional<Labels> parseDetails(const QByteArray& text)
{
    Labels details;
    if (text.isEmpty())
        return details;
    for (const QByteArray& pair : text.split(',')) {
        const auto equals = pair.indexOf('=');
        if (equals <= 0)
            return std::nullopt;
        details.insert(decodeQuery(pair.first(equals)), decodeQuery(pair.sliced(equals + 1)));
    }
    return details;
}

void dropLineEnd(QByteArray& text)
{
    if (text.endsWith('\n'))
        text.chop(1);
    if (text.endsWith('\r'))
        text.chop(1);
}

bool sameSource(const LogLine& one, const LogLine& other)
{
    return one.stream == other.stream && one.details == other.details;
}

tl::unexpected<Error> brokenFrames(const QString& detail)
{
    return fail(ErrorKind::Protocol, u"engine.garbage"_s, detail);
}

} // namespace

LogLine parseLogLine(LogLine::Stream stream, const QByteArray& content)
{
    LogLine line{stream, {}, {}, content};
    const auto afterTime = content.indexOf(' ');
    if (afterTime < 0)
        return line;
    const auto at = parseTime(QString::fromLatin1(content.first(afterTime)));
    if (!at)
        return line;
    line.at = *at;
    line.text = content.sliced(afterTime + 1);
    const auto afterDetails = line.text.indexOf(' ');
    if (afterDetails < 0)
        return line;
    if (auto details = parseDetails(line.text.first(afterDetails))) {
        line.details = std::move(*details);
        line.text = line.text.sliced(afterDetails + 1);
    }
    return line;
}

Result<bool> LogDemultiplexer::feed(QByteArrayView bytes, const LineSink& line)
{
    pending_.append(bytes);
    qsizetype at = 0;
    while (pending_.size() - at >= headerSize) {
        const char* header = pending_.constData() + at;
        const auto stream = static_cast<unsigned char>(header[0]);
        const quint32 length = qFromBigEndian<quint32>(header + 4);
        if (stream > systemError || header[1] || header[2] || header[3] || length > longestFrame)
            return brokenFrames(u"the log stream is not made of frames"_s);
        if (pending_.size() - at - headerSize < static_cast<qsizetype>(length))
            break;
        const QByteArray content = pending_.sliced(at + headerSize, static_cast<qsizetype>(length));
        at += headerSize + static_cast<qsizetype>(length);
        if (auto more = takeFrame(stream, content, line); !more || !*more)
            return more;
    }
    pending_.remove(0, at);
    return true;
}

Result<bool> LogDemultiplexer::takeFrame(
    unsigned char stream, const QByteArray& content, const LineSink& sink)
{
    if (stream == systemError) {
        complaint_ = QString::fromUtf8(content).trimmed();
        return true;
    }
    LogLine line = parseLogLine(static_cast<LogLine::Stream>(stream), content);
    const auto begun =
        std::find_if(open_.begin(), open_.end(), [&](const LogLine& each) { return sameSource(each, line); });
    if (begun != open_.end()) {
        line.at = begun->at;
        line.text.prepend(begun->text);
        open_.erase(begun);
    }
    if (!line.text.endsWith('\n') && line.text.size() < longestLine && open_.size() < mostOpenLines) {
        open_ << line;
        return true;
    }
    dropLineEnd(line.text);
    return sink(line);
}

Result<bool> LogDemultiplexer::finish(const LineSink& sink)
{
    for (LogLine& line : open_) {
        dropLineEnd(line.text);
        if (!sink(line))
            return false;
    }
    open_.clear();
    if (!pending_.isEmpty())
        return brokenFrames(u"the log stream ended within a frame"_s);
    return true;
}

} // namespace switchyard::docker
