#include "core/cluster/findings_context.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

/// An older word of a supervisor proves nothing about now.
constexpr auto freshWord = std::chrono::seconds(10);
/// From this share of the time that a leader leads without etcd, a look is slow.
constexpr int slowSharePercent = 25;

QVector<const Member*> witnesses(const ClusterSnapshot& now)
{
    QVector<const Member*> found;
    for (const Member& m : now.members) {
        const MemberFacts* f = m.facts.live();
        if (f && f->supervisor && f->supervisor->age < freshWord)
            found.append(&m);
    }
    return found;
}

const Supervisor& wordOf(const Member* witness)
{
    return *witness->facts.live()->supervisor;
}

/// Nobody who answers can ask etcd who may lead.
void judgeMajority(FindingContext& c, const QVector<const Member*>& seen)
{
    QStringList blind;
    for (const Member* m : seen) {
        if (!wordOf(m).leadKnown)
            blind.append(m->name);
    }
    if (blind.isEmpty())
        return;
    const Supervisor& first = wordOf(c.now.member(blind.first()));
    const bool all = blind.size() == seen.size();
    FindingDraft& d = c.add(FindingCode::EtcdNoMajority,
        all ? c.settling(FindingCode::EtcdNoMajority, c.now.cluster) : Severity::Warning, c.now.cluster,
        {{u"members"_s, blind.join(u", "_s)}, {u"all"_s, all ? u"1"_s : QString()},
            {u"problem"_s, first.leadProblem},
            {u"patience_us"_s, QString::number(first.etcdPatience.count())}});
    for (const EtcdState& etcd : first.etcds)
        d.causes.append({FindingCode::EtcdLost, etcd.name});
}

/// Gone for all who can be asked; one member alone may be cut off from it.
void judgeEtcds(FindingContext& c, const QVector<const Member*>& seen)
{
    for (const EtcdState& etcd : wordOf(seen.first()).etcds) {
        const auto missesIt = [&](const Member* m) {
            const auto& list = wordOf(m).etcds;
            return std::any_of(list.begin(), list.end(),
                [&](const EtcdState& e) { return e.name == etcd.name && !(e.answers && e.hasLeader); });
        };
        if (!std::all_of(seen.begin(), seen.end(), missesIt))
            continue;
        const auto& list = wordOf(seen.first()).etcds;
        const auto well = std::count_if(
            list.begin(), list.end(), [](const EtcdState& e) { return e.answers && e.hasLeader; });
        c.add(FindingCode::EtcdLost, Severity::Warning, etcd.name,
            {{u"etcd"_s, etcd.name}, {u"well"_s, QString::number(well)},
                {u"etcd_count"_s, QString::number(list.size())}});
    }
}

void judgeEtcdState(FindingContext& c, const QVector<const Member*>& seen)
{
    const Member* slowest = *std::max_element(seen.begin(), seen.end(),
        [](const Member* a, const Member* b) { return wordOf(a).etcdLatency < wordOf(b).etcdLatency; });
    const Supervisor& word = wordOf(slowest);
    const auto limit = word.etcdPatience.count() * slowSharePercent / 100;
    if (word.leadKnown && c.over(FindingCode::EtcdSlow, c.now.cluster, word.etcdLatency.count(), limit))
        c.add(FindingCode::EtcdSlow, Severity::Warning, c.now.cluster,
            {{u"member"_s, slowest->name}, {u"latency_us"_s, QString::number(word.etcdLatency.count())},
                {u"patience_us"_s, QString::number(word.etcdPatience.count())}});
    if (std::any_of(seen.begin(), seen.end(), [](const Member* m) { return wordOf(m).etcdFull; }))
        c.add(FindingCode::EtcdFull, Severity::Error, c.now.cluster, {});
}

/// What this deployment cannot survive, though nothing is broken.
void judgeProtection(FindingContext& c, const QVector<const Member*>& seen)
{
    const Supervisor& word = wordOf(seen.first());
    if (word.synchronous && word.asynchronous)
        c.add(FindingCode::CommitsUnprotected, Severity::Warning, c.now.cluster, {});
    const bool oneEtcd = word.etcds.size() == 1;
    if (!oneEtcd && c.now.members.size() > 2)
        return;
    c.add(FindingCode::FailoverLimited, Severity::Info, c.now.cluster,
        {{u"member_count"_s, QString::number(c.now.members.size())},
            {u"etcd"_s, oneEtcd ? word.etcds.first().name : QString()},
            {u"synchronous"_s, word.synchronous && !word.asynchronous ? u"1"_s : QString()}});
}

void judgeRejoins(FindingContext& c)
{
    for (const Member& m : c.now.members) {
        if (!m.rejoin)
            continue;
        QMap<QString, QString> args{{u"member"_s, m.name}, {u"phase"_s, m.rejoin->phase.phase},
            {u"detail"_s, m.rejoin->phase.detail}, {u"source"_s, m.rejoin->source},
            {u"witness"_s, m.rejoin->seenBy}};
        if (!m.rejoin->source.isEmpty())
            args.insert(u"done_bytes"_s, QString::number(m.rejoin->doneBytes));
        if (m.rejoin->totalBytes)
            args.insert(u"total_bytes"_s, QString::number(*m.rejoin->totalBytes));
        c.add(FindingCode::MemberRejoining, Severity::Warning, m.name, args);
    }
}

} // namespace

void judgeConsensus(FindingContext& c)
{
    judgeRejoins(c);
    const QVector<const Member*> seen = witnesses(c.now);
    if (seen.isEmpty())
        return; // not our stack's supervisors, or nobody answers
    judgeEtcds(c, seen);
    judgeMajority(c, seen);
    judgeEtcdState(c, seen);
    judgeProtection(c, seen);
}

} // namespace switchyard
