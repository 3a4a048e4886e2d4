#include "core/cluster/findings_context.h"
#include "core/cluster/sync_names.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

bool receives(const MemberFacts& f)
{
    return f.receiver && f.receiver->status == u"streaming";
}

enum class Streaming { Yes, No, Foreign, Unknown };

/// Both ends have to agree that a stream runs; one that cannot be read is no proof that it does not.
Streaming streamingOf(const FindingContext& c, const Member& m, const MemberFacts& f)
{
    if (m.stream && m.stream->connected)
        return Streaming::Yes;
    if (!receives(f))
        return f.canSeeAll || !f.receiver ? Streaming::No : Streaming::Unknown;
    const QString upstream = m.stream ? m.stream->upstream : QString();
    if (!upstream.isEmpty()) {
        const Member* sender = c.now.member(upstream);
        const MemberFacts* sends = sender ? sender->facts.live() : nullptr;
        return sends && sends->canSeeAll ? Streaming::No : Streaming::Unknown;
    }
    const bool allRead = std::all_of(c.now.members.begin(), c.now.members.end(), [](const Member& other) {
        const MemberFacts* facts = other.facts.live();
        return facts && facts->canSeeAll;
    });
    return allRead ? Streaming::Foreign : Streaming::Unknown;
}

/// Where the standby should get its WAL from: what it says itself, else the primary.
QString upstreamOf(const FindingContext& c, const Member& m)
{
    if (m.stream && !m.stream->upstream.isEmpty())
        return m.stream->upstream;
    for (const Member& other : c.now.members) {
        const MemberFacts* last = other.facts.lastValue();
        if (last && last->role() == Role::Primary)
            return other.name;
    }
    return {};
}

bool anotherStreams(const FindingContext& c, const Member& m)
{
    return std::any_of(c.now.members.begin(), c.now.members.end(), [&](const Member& other) {
        return &other != &m && other.facts.isKnown() && other.stream && other.stream->connected;
    });
}

void judgeStream(FindingContext& c, const Member& m, const MemberFacts& f)
{
    const Streaming streaming = streamingOf(c, m, f);
    if (streaming == Streaming::Yes || streaming == Streaming::Unknown)
        return;
    const FindingCode code = FindingCode::StandbyNotStreaming;
    const QString upstream = upstreamOf(c, m);
    const bool last = !anotherStreams(c, m);
    const bool hasPrimary = !livePrimaries(c.now).isEmpty();
    const Severity severity = last && hasPrimary ? c.settling(code, m.name) : Severity::Warning;
    QMap<QString, QString> args{{u"member"_s, m.name}, {u"upstream"_s, upstream},
        {u"last"_s, last ? u"1"_s : u"0"_s}, {u"receiver"_s, f.receiver ? f.receiver->status : QString()}};
    if (streaming == Streaming::Foreign)
        args.insert(u"foreign"_s, u"%1:%2"_s.arg(f.receiver->senderHost).arg(f.receiver->senderPort));
    FindingDraft& d = c.add(code, severity, m.name, args);
    for (const FindingCode cause : {FindingCode::MemberUnreachable, FindingCode::MemberProblem})
        d.causes.append({cause, upstream});
    d.causes.append({FindingCode::NoPrimary, c.now.cluster});
    for (const FindingCode cause : {FindingCode::SystemIdentifierDiffers, FindingCode::TimelineDiffers})
        d.causes.append({cause, m.name});
}

void judgeReplay(FindingContext& c, const Member& m, const MemberFacts& f)
{
    if (f.replayPause == u"paused" || f.replayPause == u"pause requested")
        c.add(FindingCode::ReplayPaused, Severity::Warning, m.name,
            {{u"member"_s, m.name}, {u"state"_s, f.replayPause}});
    if (!m.stream)
        return;
    const std::int64_t bytes = m.stream->replayLagBytes.value_or(0);
    const std::int64_t micros = m.stream->replayLag.value_or(Duration{}).count();
    const FindingCode code = FindingCode::ReplayLagHigh;
    const LagLimit limit = c.limits.replayLag.of(m.name);
    const bool bytesOver = c.over(code, m.name, bytes, limit.bytes);
    const bool timeOver = c.over(code, m.name, micros, limit.time.count());
    if (!bytesOver && !timeOver)
        return;
    QMap<QString, QString> args{{u"member"_s, m.name}, {u"upstream"_s, m.stream->upstream},
        {u"limit_bytes"_s, QString::number(limit.bytes)},
        {u"limit_us"_s, QString::number(limit.time.count())}};
    if (m.stream->replayLagBytes)
        args.insert(u"lag_bytes"_s, QString::number(bytes));
    if (m.stream->replayLag)
        args.insert(u"lag_us"_s, QString::number(micros));
    FindingDraft& d = c.add(code, Severity::Warning, m.name, args);
    d.causes = {{FindingCode::ReplayPaused, m.name}, {FindingCode::StandbyNotStreaming, m.name}};
}

void judgeSynchronous(FindingContext& c, const Member& primary)
{
    const MemberFacts& f = *primary.facts.live();
    const int required = parseSyncNames(f.synchronousStandbyNames).required;
    if (required == 0 || !f.canSeeAll)
        return;
    const auto confirms = [](const Sender& s) {
        return s.state == u"streaming" && confirmsCommits(s.syncState);
    };
    const auto have = std::count_if(f.senders.begin(), f.senders.end(), confirms);
    if (have >= required)
        return;
    FindingDraft& d = c.add(FindingCode::SyncNotSatisfied,
        c.settling(FindingCode::SyncNotSatisfied, primary.name), primary.name,
        {{u"member"_s, primary.name}, {u"required"_s, QString::number(required)},
            {u"have"_s, QString::number(have)}, {u"names"_s, f.synchronousStandbyNames}});
    for (const Member& m : c.now.members) {
        if (&m == &primary)
            continue;
        d.causes.append({FindingCode::MemberUnreachable, m.name});
        d.causes.append({FindingCode::MemberProblem, m.name});
        d.causes.append({FindingCode::StandbyNotStreaming, m.name});
    }
}

} // namespace

void judgeReplication(FindingContext& c)
{
    for (const Member& m : c.now.members) {
        const MemberFacts* f = m.facts.live();
        if (!f)
            continue;
        if (f->inRecovery) {
            judgeStream(c, m, *f);
            judgeReplay(c, m, *f);
        } else {
            judgeSynchronous(c, m);
        }
    }
}

} // namespace switchyard
