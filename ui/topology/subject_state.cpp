#include "ui/topology/subject_state.h"

#include <algorithm>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

Mark worstMark(const ClusterSnapshot& snapshot, const QString& subject)
{
    Mark mark = Mark::Ok;
    for (int i : findingsAbout(snapshot, subject)) {
        if (snapshot.findings[i].severity == Severity::Error)
            return Mark::Bad;
        if (snapshot.findings[i].severity == Severity::Warning)
            mark = Mark::Warn;
    }
    return mark;
}

} // namespace

QVector<int> findingsAbout(const ClusterSnapshot& snapshot, const QString& subject)
{
    QVector<int> found;
    for (int i = 0; i < snapshot.findings.size(); ++i) {
        const Finding& f = snapshot.findings[i];
        // A finding about several members names the cluster as its subject.
        const bool among = f.args.value(u"members"_s).split(u", "_s).contains(subject);
        if (f.subject == subject || f.subject.startsWith(subject + u'/') || among)
            found.append(i);
    }
    return found;
}

Mark memberMark(const ClusterSnapshot& snapshot, const Member& member)
{
    return member.facts.isKnown() ? worstMark(snapshot, member.name) : Mark::Unknown;
}

Mark poolerMark(const ClusterSnapshot& snapshot, const Pooler& pooler)
{
    return pooler.facts.isKnown() ? worstMark(snapshot, pooler.name) : Mark::Unknown;
}

Mark nodeMark(const ClusterSnapshot& snapshot, const docker::Node* node)
{
    if (!node || !snapshot.swarm.isKnown())
        return Mark::Unknown;
    if (node->state != "ready"_L1)
        return Mark::Bad;
    if (node->availability != "active"_L1)
        return Mark::Warn;
    return worstMark(snapshot, node->hostname);
}

std::optional<WallTime> since(const ClusterSnapshot& snapshot, FindingCode code, const QString& subject)
{
    const auto it = std::find_if(snapshot.findings.begin(), snapshot.findings.end(),
        [&](const Finding& f) { return f.code == code && f.subject == subject; });
    return it == snapshot.findings.end() ? std::nullopt : std::optional(it->since);
}

const docker::Node* nodeOf(const ClusterSnapshot& snapshot, const QString& nodeId)
{
    const SwarmFacts* swarm = snapshot.swarm.lastValue();
    return swarm ? swarm->node(nodeId) : nullptr;
}

} // namespace switchyard::ui::topology
