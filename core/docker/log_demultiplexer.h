#pragma once
// The stream of GET /services/{id}/logs (no TTY), as asked for with timestamps=1&details=1: frames of an
// 8-byte header (stream number, three zeros, length in big endian) and "TIME KEY=VALUE,… TEXT". API: "Attach
// to a container".

#include "core/base/error.h"
#include "core/docker/types.h"

#include <functional>

namespace switchyard::docker {

class LogDemultiplexer
{
public:
    /// Docker cuts lines at 16 KiB; a frame longer than this is no log frame.
    static constexpr quint32 longestFrame = 1024 * 1024;
    /// Pieces of a line are joined up to this many bytes.
    static constexpr qsizetype longestLine = 1024 * 1024;

    using LineSink = std::function<bool(const LogLine&)>;
    /// Calls `line` for each line that `bytes` completes; false once it returned false. "engine.garbage" for
    /// frames that are none.
    Result<bool> feed(QByteArrayView bytes, const LineSink& line);
    /// At the stream's end: hands on lines whose end never came. "engine.garbage" if it ends within a frame.
    Result<bool> finish(const LineSink& line);
    /// What the Swarm said of the parts that it could not get (stream 3, "system error"); empty if all was
    /// well.
    QString complaint() const { return complaint_; }

private:
    Result<bool> takeFrame(unsigned char stream, const QByteArray& content, const LineSink& line);

    QByteArray pending_;
    QVector<LogLine> open_; ///< lines that Docker cut, one per source, waiting for the rest
    QString complaint_;
};

/// "2026-11-23T22:35:47.1Z com.docker.swarm.node.id=x,… text"; what has no such beginning is all text.
LogLine parseLogLine(LogLine::Stream stream, const QByteArray& content);

} // namespace switchyard::docker
