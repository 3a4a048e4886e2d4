#include "core/logs/resume_filter.h"

namespace switchyard::logs {

using namespace Qt::StringLiterals;

namespace {

// Of one millisecond; a task that writes more in it may see one repeated.
constexpr qsizetype mostTexts = 1000;

} // namespace

void ResumeFilter::reopen()
{
    for (Source& source : sources_) {
        source.expected = source.textsAtLast;
        source.repeating = true;
        source.overlapped = false;
    }
}

ResumeFilter::Verdict ResumeFilter::judge(const docker::LogLine& line)
{
    Source& source = sources_[line.details.value(u"com.docker.swarm.task.id"_s)];
    if (source.repeating && line.at < source.last) {
        source.overlapped = true;
        return Verdict::Seen;
    }
    if (source.repeating && line.at == source.last) {
        source.overlapped = true;
        if (source.expected.removeOne(line.text))
            return Verdict::Seen;
    }
    const bool gap = source.repeating && !source.overlapped;
    if (!source.repeating || line.at > source.last)
        source.repeating = false;
    remember(source, line);
    return gap ? Verdict::NewAfterGap : Verdict::New;
}

void ResumeFilter::remember(Source& source, const docker::LogLine& line)
{
    // A line out of order moves nothing: the last one is the one to go on from.
    if (source.last.isValid() && line.at < source.last)
        return;
    if (line.at != source.last)
        source.textsAtLast.clear();
    source.last = line.at;
    if (source.textsAtLast.size() < mostTexts)
        source.textsAtLast << line.text;
}

QDateTime ResumeFilter::since() const
{
    QDateTime earliest;
    for (const Source& source : sources_) {
        if (source.last.isValid() && (!earliest.isValid() || source.last < earliest))
            earliest = source.last;
    }
    return earliest;
}

} // namespace switchyard::logs
