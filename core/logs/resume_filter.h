#pragma once
// Which lines of a stream that was opened again are new: the engine repeats what it has, and can only be
// asked for a time.

#include "core/docker/types.h"

#include <QHash>
#include <QSet>

namespace switchyard::logs {

/// Keeps, for each task, the time of its last line and the lines of that millisecond. Belongs to one stream.
class ResumeFilter
{
public:
    enum class Verdict {
        New,
        Seen,
        NewAfterGap, ///< new, but the last line known of this task did not come again: some may be missing
    };

    /// The stream begins again: what comes may have been seen.
    void reopen();
    Verdict judge(const docker::LogLine& line);
    /// From when on the engine has to repeat so that nothing is missed: the earliest of the last lines.
    /// Invalid before the first line.
    QDateTime since() const;

private:
    struct Source
    {
        QDateTime last;
        QVector<QByteArray> textsAtLast;
        QVector<QByteArray> expected; ///< of those, what has not been repeated yet
        bool repeating = false;
        bool overlapped = false;
    };
    void remember(Source& source, const docker::LogLine& line);

    QHash<QString, Source> sources_; ///< by task id
};

} // namespace switchyard::logs
