#include "app/ctl/view_parts.h"

#include "ui/text/text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ctl {

namespace {

Tone toneOf(Severity severity)
{
    switch (severity) {
    case Severity::Info: return Tone::Good;
    case Severity::Warning: return Tone::Warn;
    case Severity::Error: return Tone::Bad;
    }
    return Tone::Plain;
}

} // namespace

QString headText(const ClusterSnapshot& snapshot, const Paint& paint)
{
    const text::Headline line = text::headline(snapshot);
    const QString seen =
        ViewWords::tr("looked at %1, took %2")
            .arg(text::clockTime(snapshot.observedAt.wall), text::duration(snapshot.gatherTook));
    return paint(snapshot.cluster, Tone::Strong) + u"  "_s + paint(line.state, toneOf(line.severity)) +
           u": "_s + line.sentence + u'\n' + paint(seen, Tone::Dim) + u"\n\n"_s;
}

QString unknownText(const ClusterSnapshot& snapshot, const std::optional<Instant>& seen)
{
    if (!seen)
        return ViewWords::tr("unknown, not read");
    const auto span = std::chrono::duration_cast<Duration>(snapshot.observedAt.steady - seen->steady);
    return ViewWords::tr("unknown, seen %1").arg(text::age(span));
}

QString lagWords(const std::optional<Duration>& time, const std::optional<std::int64_t>& bytes)
{
    if (!time && !bytes)
        return ViewWords::tr("unknown");
    return (time ? text::duration(*time) : ViewWords::tr("unknown")) + u" / "_s +
           (bytes ? text::bytes(*bytes) : ViewWords::tr("unknown"));
}

QString streamState(const Member& member)
{
    if (!member.stream || member.stream->state.isEmpty())
        return ViewWords::tr("disconnected");
    if (member.stream->syncState.isEmpty())
        return member.stream->state;
    return member.stream->state + u", "_s + member.stream->syncState;
}

Tone streamTone(const Member& member)
{
    return member.stream && member.stream->connected ? Tone::Good : Tone::Bad;
}

QString writesTo(const PoolerFacts& facts)
{
    QStringList targets;
    for (const PoolDatabase& d : facts.databases) {
        if (!d.name.endsWith(u"_ro"))
            targets.append(d.target);
    }
    targets.removeDuplicates();
    return targets.join(u", "_s);
}

QString findingsText(const ClusterSnapshot& snapshot, const Paint& paint)
{
    if (snapshot.findings.isEmpty())
        return ViewWords::tr("No findings.") + u'\n';
    QString out;
    for (const Finding& f : snapshot.findings) {
        const QString label = text::severityName(f.severity).leftJustified(7);
        // What follows from another finding stands indented, below its cause.
        const QString indent = f.causes.isEmpty() ? QString() : u"  "_s;
        out += paint(label, toneOf(f.severity)) + u"  "_s + indent +
               ViewWords::tr("%1 (since %2)").arg(text::title(f), text::clockTime(f.since)) + u'\n';
        if (f.causes.isEmpty())
            out += u"         "_s + paint(text::explanation(f), Tone::Dim) + u'\n';
    }
    return out;
}

QString swarmLine(const ClusterSnapshot& snapshot, const Paint& paint)
{
    const SwarmFacts* swarm = snapshot.swarm.live();
    if (!swarm)
        return paint(ViewWords::tr("Swarm: %1").arg(unknownText(snapshot, snapshot.swarm.at())), Tone::Bad) +
               u'\n';
    const auto ready = std::count_if(
        swarm->nodes.begin(), swarm->nodes.end(), [](const docker::Node& n) { return n.state == u"ready"; });
    const auto complete = std::count_if(swarm->services.begin(), swarm->services.end(),
        [](const docker::Service& s) { return s.runningTasks && s.runningTasks == s.desiredTasks; });
    const bool all = ready == swarm->nodes.size() && complete == swarm->services.size();
    return paint(ViewWords::tr("Swarm: %1 of %2 nodes ready, %3 of %4 services complete")
                     .arg(ready)
                     .arg(swarm->nodes.size())
                     .arg(complete)
                     .arg(swarm->services.size()),
               all ? Tone::Plain : Tone::Bad) +
           u'\n';
}

} // namespace switchyard::ctl
