#pragma once
// A line of a service's log as it is kept and shown.

#include "core/base/error.h"
#include "core/docker/types.h"
#include "core/logs/log_level.h"

#include <QString>
#include <QVector>

#include <cstdint>
#include <memory>

namespace switchyard::logs {

struct LogRecord
{
    enum class Kind {
        Line,    ///< written by a container
        Lost,    ///< the stream of the service broke here; `error` says why
        Resumed, ///< and went on here
        Gap,     ///< what one task wrote before here may be missing
    };
    std::int64_t atMs = 0; ///< Unix time on its node's clock; of the other kinds, on ours
    Kind kind = Kind::Line;
    LogLevel level = LogLevel::Unknown;
    bool standardError = false;
    QString serviceId, taskId, nodeId;
    QString text; ///< without control characters
    std::shared_ptr<const Error> error{};
};

/// A line as the engine gave it. Colours for terminals and control characters are left out, tabs become
/// spaces, what is no UTF-8 is replaced, and what is longer than 16,000 characters ends in "…".
LogRecord makeRecord(const QString& serviceId, const docker::LogLine& line);

/// Text for people and files from the bytes of a line.
QString cleanText(const QByteArray& bytes);

} // namespace switchyard::logs
