#include "core/cluster/placement.h"
#include "ui/services/inspect_parts.h"
#include "ui/services/service_rows.h"
#include "ui/text/text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct NodeWords
{
    Q_DECLARE_TR_FUNCTIONS(NodeInspector)
};

constexpr qsizetype mostResidents = 20;

TextRuns nodeSentence(const docker::Node& node, bool live)
{
    const QString role = roleOfNode(node);
    if (!live)
        return {{NodeWords::tr("%1 and %2 when last seen").arg(wordOfNode(node), role), Ink::Text2}};
    const Mark mark = markOfNode(node);
    TextRuns runs{{wordOfNode(node), mark == Mark::Ok ? Ink::Text2 : inkOf(stateOf(mark)),
                      mark == Mark::Ok ? QFont::Normal : QFont::Medium},
        {u", "_s + role, Ink::Text2}};
    if (!node.stateMessage.isEmpty())
        runs.append({u": "_s + node.stateMessage, Ink::Text2});
    return runs;
}

/// "1.5 CPUs of 8 CPUs, 6.5 CPUs free"
QString shareWords(const QString& reserved, const QString& whole)
{
    return NodeWords::tr("%1 of %2").arg(reserved, whole);
}

ServiceSection roomSection(const docker::Node& node, const NodeUse& ours, const NodeUse& foreign)
{
    ServiceSection section;
    section.title = NodeWords::tr("Reserved and free");
    const std::int64_t cpu = ours.reservedNanoCpus + foreign.reservedNanoCpus;
    const std::int64_t memory = ours.reservedMemoryBytes + foreign.reservedMemoryBytes;
    section.facts = {fact(NodeWords::tr("CPUs reserved"), shareWords(cpus(cpu), cpus(node.nanoCpus))),
        fact(NodeWords::tr("CPUs free"), cpus(std::max<std::int64_t>(0, node.nanoCpus - cpu))),
        fact(
            NodeWords::tr("Memory reserved"), shareWords(text::bytes(memory), text::bytes(node.memoryBytes))),
        fact(
            NodeWords::tr("Memory free"), text::bytes(std::max<std::int64_t>(0, node.memoryBytes - memory)))};
    if (foreign.tasks > 0) {
        section.facts.append(fact(NodeWords::tr("Of that, others reserve"),
            NodeWords::tr("%1, %2").arg(
                cpus(foreign.reservedNanoCpus), text::bytes(foreign.reservedMemoryBytes))));
    }
    section.lines.append({Mark::Hollow,
        {{NodeWords::tr(
              "Counted as Swarm does when it places a task: what tasks of all services reserve, not what "
              "they use."),
            Ink::Muted}}});
    return section;
}

ServiceSection residentSection(
    const SwarmFacts& swarm, const QString& nodeId, const NodeUse& foreign, const QDateTime& now)
{
    ServiceSection section;
    section.title = NodeWords::tr("Tasks here");
    QVector<std::pair<QString, const docker::Task*>> residents;
    for (const docker::Task& task : swarm.tasks) {
        if (task.nodeId != nodeId || !holdsItsNode(task))
            continue;
        const docker::Service* service = swarm.service(task.serviceId);
        residents.append({service ? service->name : task.serviceId, &task});
    }
    std::sort(residents.begin(), residents.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : a.second->id < b.second->id;
    });
    for (qsizetype i = 0; i < std::min(residents.size(), mostResidents); ++i)
        section.lines.append(
            taskLine(*residents[i].second, residents[i].first, swarm.node(nodeId), now, Place::Known));
    if (residents.size() > mostResidents)
        section.lines.append({Mark::Hollow,
            {{NodeWords::tr("and %1 more").arg(residents.size() - mostResidents), Ink::Muted}}});
    if (residents.isEmpty())
        section.lines.append({Mark::Hollow, {{NodeWords::tr("No task of this cluster"), Ink::Text2}}});
    if (foreign.tasks > 0)
        section.aside = foreign.tasks == 1 ? NodeWords::tr("and 1 of another service")
                                           : NodeWords::tr("and %1 of other services").arg(foreign.tasks);
    return section;
}

ServiceSection nodeFacts(const docker::Node& node)
{
    ServiceSection section;
    section.title = NodeWords::tr("Facts");
    section.facts = {fact(NodeWords::tr("State"), node.state),
        fact(NodeWords::tr("Availability"), node.availability,
            node.availability == u"active" ? Ink::Text : Ink::Warn),
        fact(NodeWords::tr("Role"), roleOfNode(node))};
    if (!node.managerReachability.isEmpty())
        section.facts.append(fact(NodeWords::tr("As a manager"), node.managerReachability,
            node.managerReachability == u"reachable" ? Ink::Text : Ink::Bad));
    section.facts.append({NodeWords::tr("Address"), {{node.address, Ink::Text, QFont::Normal, true}}});
    section.facts.append(fact(NodeWords::tr("Engine"), node.engineVersion));
    if (!node.platform.os.isEmpty())
        section.facts.append(fact(NodeWords::tr("Platform"),
            NodeWords::tr("%1, %2").arg(node.platform.os, node.platform.architecture)));
    return section;
}

ServiceSection labelSection(const docker::Node& node)
{
    ServiceSection section;
    section.title = NodeWords::tr("Labels");
    for (auto label = node.labels.begin(); label != node.labels.end(); ++label)
        section.facts.append({label.key(), {{label.value(), Ink::Text, QFont::Normal, true}}, {},
            label.key() + u'=' + label.value()});
    for (auto label = node.engineLabels.begin(); label != node.engineLabels.end(); ++label)
        section.facts.append({NodeWords::tr("%1 (engine)").arg(label.key()),
            {{label.value(), Ink::Text, QFont::Normal, true}}, {}, label.key() + u'=' + label.value()});
    if (section.facts.isEmpty())
        section.lines.append({Mark::Hollow, {{NodeWords::tr("No labels"), Ink::Text2}}});
    return section;
}

} // namespace

ServiceInspection inspectNode(const ClusterSnapshot& snapshot, const QString& nodeId, const QDateTime& now)
{
    ServiceInspection content;
    const SwarmFacts* swarm = snapshot.swarm.lastValue();
    const docker::Node* node = swarm ? swarm->node(nodeId) : nullptr;
    if (!node)
        return content;
    content.live = snapshot.swarm.isKnown();
    content.seenAt = snapshot.swarm.at();
    content.mark = content.live ? markOfNode(*node) : Mark::Unknown;
    content.name = node->hostname;
    content.sentence = nodeSentence(*node, content.live);
    const NodeUse foreign = swarm->foreignUse.value(nodeId);
    content.sections = {roomSection(*node, useByNode(swarm->tasks).value(nodeId), foreign),
        residentSection(*swarm, nodeId, foreign, now), nodeFacts(*node), labelSection(*node)};
    return content;
}

} // namespace switchyard::ui
