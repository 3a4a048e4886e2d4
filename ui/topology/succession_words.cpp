#include "ui/topology/succession_words.h"

#include "ui/text/text.h"

#include <QCoreApplication>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

struct HeirWords
{
    Q_DECLARE_TR_FUNCTIONS(TopologySuccession)
};

QString ordinal(int n)
{
    const int last = n % 100 >= 11 && n % 100 <= 13 ? 0 : n % 10;
    return last == 1   ? HeirWords::tr("%1st", "place in line").arg(n)
           : last == 2 ? HeirWords::tr("%1nd", "place in line").arg(n)
           : last == 3 ? HeirWords::tr("%1rd", "place in line").arg(n)
                       : HeirWords::tr("%1th", "place in line").arg(n);
}

/// After "Out of line: ".
QString barOnCard(Bar bar)
{
    switch (bar) {
    case Bar::NotReachable: return HeirWords::tr("not reachable");
    case Bar::LeadsToo: return HeirWords::tr("leads too");
    case Bar::OtherCluster: return HeirWords::tr("another cluster");
    case Bar::OtherTimeline: return HeirWords::tr("other timeline");
    case Bar::NotStreaming: return HeirWords::tr("not streaming");
    case Bar::ReplayPaused: return HeirWords::tr("replay paused");
    case Bar::NoPosition: return HeirWords::tr("position unknown");
    }
    return {};
}

QString barSentence(Bar bar, const QString& member, const QString& leader)
{
    switch (bar) {
    case Bar::NotReachable: return HeirWords::tr("%1 does not answer").arg(member);
    case Bar::LeadsToo: return HeirWords::tr("%1 accepts writes itself").arg(member);
    case Bar::OtherCluster: return HeirWords::tr("%1 belongs to another cluster").arg(member);
    case Bar::OtherTimeline: return HeirWords::tr("%1 is on another timeline than %2").arg(member, leader);
    case Bar::NotStreaming: return HeirWords::tr("%1 does not stream").arg(member);
    case Bar::ReplayPaused: return HeirWords::tr("Replay on %1 is paused: resume it first").arg(member);
    case Bar::NoPosition: return HeirWords::tr("%1 does not say how much it received").arg(member);
    }
    return {};
}

QString hindranceSentence(Hindrance hindrance, const QString& member, const QString& leader)
{
    switch (hindrance) {
    case Hindrance::RepmgrMissing: return HeirWords::tr("%1 has no repmgr").arg(member);
    case Hindrance::RepmgrdNotRunning: return HeirWords::tr("repmgrd does not run on %1").arg(member);
    case Hindrance::RepmgrdPaused: return HeirWords::tr("repmgrd is paused on %1").arg(member);
    case Hindrance::PriorityZero: return HeirWords::tr("%1 has priority 0, never to be promoted").arg(member);
    case Hindrance::Cascaded: return HeirWords::tr("%1 does not stream from %2 itself").arg(member, leader);
    }
    return {};
}

TextRun riskRun(const Candidate& c)
{
    if (!c.bytesAtRisk)
        return {HeirWords::tr("unknown"), Ink::Unknown, QFont::DemiBold, false};
    return {text::bytes(*c.bytesAtRisk), *c.bytesAtRisk > 0 ? Ink::Warn : Ink::Text, QFont::DemiBold, false};
}

SuccessionLine commitsLine(const Succession& s, const Candidate& first)
{
    if (first.holdsEveryCommit)
        return {Mark::Ok, HeirWords::tr("Synchronous: it holds every acknowledged commit")};
    if (!s.leaderLives)
        return {
            Mark::Unknown, HeirWords::tr("%1 cannot be asked what it wrote last: what %2 lacks is unknown")
                               .arg(s.leader, first.name)};
    if (!first.bytesAtRisk)
        return {Mark::Unknown, HeirWords::tr("How far it is behind is unknown")};
    if (*first.bytesAtRisk == 0)
        return {Mark::Ok, HeirWords::tr("It had received all when last asked; commits do not wait for it")};
    return {Mark::Warn, HeirWords::tr("Commits do not wait for it: %1 of them would be lost")
                            .arg(text::bytes(*first.bytesAtRisk))};
}

SuccessionLine advantageLine(const Succession& s, const Candidate& first, const Candidate& second)
{
    switch (s.advantage) {
    case Advantage::OnlyOne: break;
    case Advantage::HoldsEveryCommit:
        return {Mark::Ok, HeirWords::tr("%1 may lack acknowledged commits").arg(second.name)};
    case Advantage::NotHindered:
        return {Mark::Ok, hindranceSentence(second.hindrances.first(), second.name, s.leader)};
    case Advantage::ReceivedMore:
        return {Mark::Ok, HeirWords::tr("It received the most: %1 has %2 less")
                              .arg(second.name, text::bytes(first.received->bytesSince(*second.received)))};
    case Advantage::HigherPriority:
        return {Mark::Ok, HeirWords::tr("Its priority is higher: %1, %2 has %3")
                              .arg(first.priority.value_or(0))
                              .arg(second.name)
                              .arg(second.priority.value_or(0))};
    case Advantage::LowerNodeId:
        return {Mark::Ok, HeirWords::tr("%1 received as much and has the same priority; node numbers decide")
                              .arg(second.name)};
    }
    return {Mark::Warn, HeirWords::tr("It is the only one in line")};
}

SuccessionLine remainingLine(const Succession& s)
{
    const QString of = HeirWords::tr("%1 of %2 members remain").arg(s.remaining).arg(s.members);
    if (s.majorityRemains())
        return {Mark::Ok, HeirWords::tr("%1, a majority").arg(of)};
    return {Mark::Warn, HeirWords::tr("%1, no majority").arg(of)};
}

/// What keeps the first from being promoted by itself.
QVector<SuccessionLine> handLines(const Succession& s, const Candidate& first)
{
    switch (s.automatic) {
    case AutomaticFailover::Unknown:
        return {
            {Mark::Hollow, HeirWords::tr("Nothing here promotes a member by itself, as far as is known")}};
    case AutomaticFailover::Off: return {{Mark::Warn, HeirWords::tr("Automatic failover is off")}};
    case AutomaticFailover::NoQuorum:
        return {{Mark::Bad, HeirWords::tr("Automatic failover cannot decide: its lease has no majority")}};
    case AutomaticFailover::On: break;
    }
    QVector<SuccessionLine> lines;
    for (const Hindrance h : first.hindrances)
        lines.append({Mark::Bad, hindranceSentence(h, first.name, s.leader)});
    if (lines.isEmpty())
        lines.append({Mark::Ok, HeirWords::tr("Nothing blocks it")});
    return lines;
}

QVector<SuccessionLine> barLines(const Succession& s)
{
    constexpr int most = 4;
    QVector<SuccessionLine> lines;
    int more = 0;
    for (const Candidate& c : s.candidates) {
        if (c.bars.isEmpty())
            continue;
        if (lines.size() < most)
            lines.append({Mark::Bad, barSentence(c.bars.first(), c.name, s.leader)});
        else
            ++more;
    }
    if (more > 0)
        lines.append({Mark::Bad, more == 1 ? HeirWords::tr("1 more is out of line")
                                           : HeirWords::tr("%1 more are out of line").arg(more)});
    return lines;
}

QString headlineOf(const Succession& s)
{
    switch (s.verdict) {
    case Verdict::TakesOver: return HeirWords::tr("%1 takes over").arg(s.first()->name);
    case Verdict::ByAPerson:
        return HeirWords::tr("%1 is next, a person has to promote it").arg(s.first()->name);
    case Verdict::Nobody: return HeirWords::tr("Nobody can take over");
    case Verdict::SeveralLead: return HeirWords::tr("Several members lead: end that first");
    case Verdict::NoLeader: break;
    }
    return {};
}

Mark verdictMark(Verdict verdict)
{
    return verdict == Verdict::TakesOver   ? Mark::Info
           : verdict == Verdict::ByAPerson ? Mark::Hollow
                                           : Mark::Bad;
}

SuccessionLine ownLine(const Succession& s, const Candidate& own)
{
    if (own.place == 0)
        return {Mark::Bad,
            HeirWords::tr("Out of line: %1").arg(barSentence(own.bars.first(), own.name, s.leader))};
    const QString risk = own.bytesAtRisk ? text::bytes(*own.bytesAtRisk) : HeirWords::tr("unknown");
    return {Mark::Hollow,
        HeirWords::tr("%1 is %2 in line, at risk with it: %3").arg(own.name, ordinal(own.place), risk)};
}

} // namespace

PlaceInLine placeInLine(const Succession& succession, const QString& member)
{
    const Candidate* c = succession.candidate(member);
    if (!c || succession.verdict == Verdict::SeveralLead)
        return {};
    if (c->place == 0)
        return {Mark::Bad,
            {HeirWords::tr("Out of line: %1").arg(barOnCard(c->bars.first())), Ink::Bad, QFont::Medium,
                false},
            barOnCard(c->bars.first()), {}};
    TextRun risk = riskRun(*c);
    risk.text = c->bytesAtRisk ? HeirWords::tr("%1 at risk").arg(risk.text) : HeirWords::tr("risk unknown");
    risk.weight = risk.ink == Ink::Warn ? QFont::DemiBold : QFont::Normal;
    risk.ink = risk.ink == Ink::Text ? Ink::Text2 : risk.ink;
    const bool first = c->place == 1;
    return {first ? Mark::Info : Mark::Hollow,
        {HeirWords::tr("%1 in line to lead").arg(ordinal(c->place)), first ? Ink::Accent : Ink::Text2,
            first ? QFont::DemiBold : QFont::Normal, false},
        ordinal(c->place), risk};
}

SuccessionContent successionContent(const Succession& s, const QString& member)
{
    SuccessionContent content;
    if (s.verdict == Verdict::NoLeader)
        return content;
    content.title = s.verdict == Verdict::SeveralLead ? HeirWords::tr("If the primary died now")
                    : s.leaderLives                   ? HeirWords::tr("If %1 died now").arg(s.leader)
                                                      : HeirWords::tr("If %1 is dead").arg(s.leader);
    content.headline = headlineOf(s);
    content.mark = verdictMark(s.verdict);
    if (s.verdict == Verdict::SeveralLead)
        return content;
    content.remaining = HeirWords::tr("%1 of %2").arg(s.remaining).arg(s.members);
    if (const Candidate* first = s.first()) {
        content.atRisk = riskRun(*first);
        content.lines = {commitsLine(s, *first)};
        content.lines.append(advantageLine(s, *first, s.place(2) ? *s.place(2) : *first));
        content.lines.append(remainingLine(s));
        content.lines += handLines(s, *first);
    } else {
        content.lines = {remainingLine(s)};
    }
    const Candidate* own = s.candidate(member);
    if (own && own->place > 1)
        content.lines.append(ownLine(s, *own));
    content.lines += barLines(s);
    return content;
}

} // namespace switchyard::ui::topology
