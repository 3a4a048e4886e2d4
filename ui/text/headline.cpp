#include "ui/text/text.h"
#include "ui/text/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::text {

namespace {

const Finding* firstOf(const ClusterSnapshot& c, FindingCode code)
{
    const auto it =
        std::find_if(c.findings.begin(), c.findings.end(), [&](const Finding& f) { return f.code == code; });
    return it == c.findings.end() ? nullptr : &*it;
}

QString place(const Member& m)
{
    return m.nodeName.isEmpty() ? m.name : Words::tr("%1 on %2").arg(m.name, m.nodeName);
}

QString joined(const QStringList& parts)
{
    return listed(parts.join(u", "_s));
}

/// What weighs most and follows from nothing else: findings stand in that order already.
QString reason(const ClusterSnapshot& c)
{
    const auto weighs = [](const Finding& f) { return f.causes.isEmpty() && f.severity != Severity::Info; };
    const auto first = std::find_if(c.findings.begin(), c.findings.end(), weighs);
    if (first == c.findings.end())
        return {};
    return clause(first->code, first->subject, first->args.value(u"message"_s));
}

Headline nothingRead(const ClusterSnapshot& c)
{
    Headline h{Severity::Error, true, Words::tr("Unknown"), {}};
    if (c.members.isEmpty()) {
        const QString why = reason(c);
        h.sentence = why.isEmpty() ? Words::tr("nothing was read yet") : why;
        return h;
    }
    for (const Member& m : c.members) {
        const MemberFacts* last = m.facts.lastValue();
        if (!last || last->role() != Role::Primary)
            continue;
        const auto span = std::chrono::duration_cast<Duration>(c.observedAt.steady - m.facts.at()->steady);
        h.sentence = Words::tr("no member can be read, %1 led when seen %2").arg(place(m), age(span));
        return h;
    }
    h.sentence = Words::tr("no member can be read");
    return h;
}

Headline manyPrimaries(const ClusterSnapshot& c)
{
    QStringList who;
    for (const Member& m : c.members) {
        if (m.role() == Role::Primary)
            who.append(place(m));
    }
    const QString state =
        who.size() == 2 ? Words::tr("Two primaries") : Words::tr("%1 primaries").arg(who.size());
    return {Severity::Error, false, state,
        Words::tr("%1 lead at the same time, stop the one that clients should not use").arg(joined(who))};
}

Headline nobodyLeads(const ClusterSnapshot& c)
{
    const auto answering =
        std::count_if(c.members.begin(), c.members.end(), [](const Member& m) { return m.facts.isKnown(); });
    const QString others =
        answering == 1 ? Words::tr("1 standby answers") : Words::tr("%1 standbys answer").arg(answering);
    const Finding* finding = firstOf(c, FindingCode::NoPrimary);
    const QString last = finding ? finding->args.value(u"last_primary"_s) : QString();
    const Member* led = last.isEmpty() ? nullptr : c.member(last);
    const QString why =
        led ? Words::tr("%1 led and cannot be read").arg(place(*led)) : Words::tr("none of them leads");
    return {Severity::Error, false, Words::tr("No primary"), others + u", "_s + why};
}

struct Streams
{
    int standbys = 0, streaming = 0;
    std::optional<Duration> worstLag;
};

Streams streamsOf(const ClusterSnapshot& c, const Member& primary)
{
    Streams s;
    for (const Member& m : c.members) {
        if (&m == &primary)
            continue;
        ++s.standbys;
        if (!m.facts.isKnown() || !m.stream || !m.stream->connected)
            continue;
        ++s.streaming;
        if (m.stream->replayLag)
            s.worstLag = std::max(s.worstLag.value_or(Duration{}), *m.stream->replayLag);
    }
    return s;
}

QString streamWords(const Streams& s)
{
    if (s.standbys == 0)
        return Words::tr("no standby");
    if (s.streaming < s.standbys)
        return s.standbys == 1 ? Words::tr("its standby does not stream")
                               : Words::tr("%1 of %2 standbys streaming").arg(s.streaming).arg(s.standbys);
    return s.standbys == 1 ? Words::tr("1 standby streaming")
                           : Words::tr("%1 standbys streaming").arg(s.standbys);
}

Headline led(const ClusterSnapshot& c, const Member& primary)
{
    const Streams streams = streamsOf(c, primary);
    const bool errors = std::any_of(
        c.findings.begin(), c.findings.end(), [](const Finding& f) { return f.severity == Severity::Error; });
    Headline h;
    h.sentence =
        Words::tr("%1 leads on %2, %3")
            .arg(primary.name, primary.nodeName.isEmpty() ? Words::tr("an unknown node") : primary.nodeName,
                streamWords(streams));
    if (!errors && streams.streaming == streams.standbys) {
        h.state = Words::tr("Healthy");
        if (streams.standbys == 0)
            return h;
        const QString lag = streams.worstLag ? Words::tr("%1 behind").arg(duration(*streams.worstLag))
                                             : Words::tr("how far behind is unknown");
        h.sentence += u", "_s + lag;
        return h;
    }
    h.severity = errors ? Severity::Error : Severity::Warning;
    h.state = Words::tr("Degraded");
    if (firstOf(c, FindingCode::PrimaryReadOnly))
        h.state = Words::tr("Read only");
    const QString why = reason(c);
    if (!why.isEmpty())
        h.sentence += u", "_s + why;
    return h;
}

} // namespace

Headline headline(const ClusterSnapshot& snapshot)
{
    const bool anyRead = std::any_of(
        snapshot.members.begin(), snapshot.members.end(), [](const Member& m) { return m.facts.isKnown(); });
    if (!anyRead)
        return nothingRead(snapshot);
    const Member* primary = nullptr;
    for (const Member& m : snapshot.members) {
        if (m.role() != Role::Primary)
            continue;
        if (primary)
            return manyPrimaries(snapshot);
        primary = &m;
    }
    return primary ? led(snapshot, *primary) : nobodyLeads(snapshot);
}

} // namespace switchyard::text
