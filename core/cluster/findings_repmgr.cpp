#include "core/cluster/findings_context.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

void judgeDaemon(FindingContext& c, const Member& m, const Repmgr& repmgr)
{
    if (!repmgr.daemonRunning)
        c.add(FindingCode::RepmgrdNotRunning, Severity::Warning, m.name,
            {{u"member"_s, m.name}, {u"node"_s, m.nodeName}});
    else if (repmgr.daemonPaused)
        c.add(FindingCode::RepmgrdPaused, Severity::Warning, m.name,
            {{u"member"_s, m.name}, {u"node"_s, m.nodeName}});
}

const RepmgrNode* rowOf(const Repmgr& repmgr, const QString& name)
{
    const auto it = std::find_if(
        repmgr.nodes.begin(), repmgr.nodes.end(), [&](const RepmgrNode& n) { return n.name == name; });
    return it == repmgr.nodes.end() ? nullptr : &*it;
}

QString nameOf(const Repmgr& repmgr, int id)
{
    const auto it = std::find_if(
        repmgr.nodes.begin(), repmgr.nodes.end(), [&](const RepmgrNode& n) { return n.id == id; });
    return it == repmgr.nodes.end() ? QString() : it->name;
}

void disagree(
    FindingContext& c, const QString& subject, const QString& reason, const QString& says, const QString& is)
{
    c.add(FindingCode::RepmgrDisagrees, Severity::Warning, subject,
        {{u"member"_s, subject}, {u"reason"_s, reason}, {u"says"_s, says}, {u"is"_s, is}});
}

/// Compares the primary's row of one live member with what that member is; the first difference is enough.
void compareMember(FindingContext& c, const Repmgr& repmgr, const Member& m)
{
    const MemberFacts* f = m.facts.live();
    if (!f)
        return;
    const RepmgrNode* row = rowOf(repmgr, m.name);
    const QString role = f->role() == Role::Primary ? u"primary"_s : u"standby"_s;
    if (!row)
        return disagree(c, m.name, u"unregistered"_s, {}, role);
    if (row->type != role)
        return disagree(c, m.name, u"role"_s, row->type, role);
    if (!row->active)
        return disagree(c, m.name, u"inactive"_s, {}, role);
    if (!m.stream || !m.stream->connected || m.stream->upstream.isEmpty() || !row->upstreamId)
        return;
    const QString upstream = nameOf(repmgr, *row->upstreamId);
    if (!upstream.isEmpty() && upstream != m.stream->upstream)
        disagree(c, m.name, u"upstream"_s, upstream, m.stream->upstream);
}

void judgeMetadata(FindingContext& c, const Member& primary)
{
    const MemberFacts& f = *primary.facts.live();
    if (!f.repmgr) {
        c.add(FindingCode::RepmgrMissing, Severity::Warning, primary.name, {{u"member"_s, primary.name}});
        return;
    }
    for (const Member& m : c.now.members)
        compareMember(c, *f.repmgr, m);
    if (!c.now.swarm.isKnown())
        return; // without discovery we cannot say who is no member
    for (const RepmgrNode& row : f.repmgr->nodes) {
        if (row.type != u"witness" && !c.now.member(row.name))
            disagree(c, row.name, u"not_a_member"_s, row.type, {});
    }
}

} // namespace

void judgeRepmgr(FindingContext& c)
{
    for (const Member& m : c.now.members) {
        const MemberFacts* f = m.facts.live();
        if (f && f->repmgr)
            judgeDaemon(c, m, *f->repmgr);
    }
    if (const Member* primary = solePrimary(c.now))
        judgeMetadata(c, *primary);
}

} // namespace switchyard
