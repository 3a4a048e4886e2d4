#include "core/cluster/placement.h"
#include "ui/services/inspect_parts.h"
#include "ui/services/placement_words.h"
#include "ui/services/service_rows.h"
#include "ui/text/text.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct InspectWords
{
    Q_DECLARE_TR_FUNCTIONS(ServiceInspector)
};

constexpr qsizetype mostTaskLines = 12, mostNodeLines = 8;

QString nodeName(const SwarmFacts& swarm, const QString& id)
{
    const docker::Node* node = swarm.node(id);
    return node ? node->hostname : id;
}

ServiceSection failureSection(const SwarmFacts& swarm, const TaskRefs& tasks, const QDateTime& now)
{
    ServiceSection section;
    const docker::Task* failure = lastFailure(tasks);
    if (!failure)
        return section;
    section.title = InspectWords::tr("Last failure");
    section.aside = agoWords(failure->statusAt, now);
    const QString said =
        failure->error.isEmpty() ? InspectWords::tr("Swarm gives no reason") : failure->error;
    section.lines.append({Mark::Bad, {{said, Ink::Text, QFont::Medium}}});
    if (!failure->message.isEmpty() && failure->message != failure->error)
        section.facts.append(fact(InspectWords::tr("Swarm was"), failure->message));
    if (failure->exitCode)
        section.facts.append(fact(InspectWords::tr("Exit code"), QString::number(*failure->exitCode)));
    section.facts.append(fact(InspectWords::tr("Node"), nodeName(swarm, failure->nodeId)));
    section.facts.append(fact(InspectWords::tr("At"),
        text::clockTime(WallTime(std::chrono::milliseconds(failure->statusAt.toMSecsSinceEpoch())))));
    return section;
}

// A node that was never meant for a service is no alarm while the service runs elsewhere.
MarkedLine verdictLine(const NodeVerdict& verdict, bool waiting)
{
    TextRuns runs{{verdict.hostname + u' ', Ink::Text, QFont::Medium}};
    if (verdict.fits()) {
        runs.append({verdict.runsHere ? InspectWords::tr("fits, and runs it") : InspectWords::tr("fits"),
            Ink::Text2});
        return {Mark::Ok, runs};
    }
    QStringList reasons;
    for (const Obstacle& obstacle : verdict.obstacles)
        reasons << obstacleWords(obstacle);
    runs.append({reasons.join(u"; "_s), Ink::Text2});
    return {verdict.runsHere ? Mark::Warn : waiting ? Mark::Bad : Mark::Hollow, runs};
}

/// Where it may run, and why not elsewhere; while a task waits, what the manager says comes first.
ServiceSection placementSection(
    const SwarmFacts& swarm, const docker::Service& service, const TaskRefs& tasks)
{
    const docker::Task* waiting = waitingTask(tasks);
    const auto verdicts =
        judgePlacement(swarm, service, waiting ? PlacementOf::AnotherTask : PlacementOf::TheSameAgain);
    ServiceSection section;
    const auto fitting =
        std::count_if(verdicts.begin(), verdicts.end(), [](const NodeVerdict& v) { return v.fits(); });
    section.title =
        waiting ? InspectWords::tr("Why it cannot be placed") : InspectWords::tr("Where it can run");
    section.aside = InspectWords::tr("%1 of %2 nodes").arg(fitting).arg(verdicts.size());
    if (waiting) {
        const QString said = waiting->error.isEmpty() ? InspectWords::tr("no reason yet") : waiting->error;
        section.lines.append({Mark::Bad,
            {{InspectWords::tr("The manager says: "), Ink::Text2}, {said, Ink::Text, QFont::Medium}}});
    }
    for (qsizetype i = 0; i < std::min(verdicts.size(), mostNodeLines); ++i)
        section.lines.append(verdictLine(verdicts[i], waiting != nullptr));
    if (verdicts.size() > mostNodeLines)
        section.lines.append({Mark::Hollow,
            {{InspectWords::tr("and %1 more nodes").arg(verdicts.size() - mostNodeLines), Ink::Muted}}});
    if (waiting && fitting > 0)
        section.lines.append({Mark::Info,
            {{InspectWords::tr("Volumes and network drivers are not judged here: they may be the reason."),
                Ink::Text2}}});
    for (const QString& constraint : service.constraints)
        section.lines.append({Mark::Hollow,
            {{InspectWords::tr("Only where "), Ink::Text2}, {constraint, Ink::Text, QFont::Normal, true}}});
    if (service.maxReplicasPerNode > 0)
        section.facts.append(fact(InspectWords::tr("Tasks per node"),
            InspectWords::tr("%1 at most").arg(service.maxReplicasPerNode)));
    return section;
}

ServiceSection taskSection(
    const SwarmFacts& swarm, const docker::Service& service, const TaskRefs& tasks, const QDateTime& now)
{
    ServiceSection section;
    section.title = InspectWords::tr("Tasks");
    section.aside = InspectWords::tr("newest first, as far as the Swarm remembers");
    for (qsizetype i = 0; i < std::min(tasks.size(), mostTaskLines); ++i)
        section.lines.append(
            taskLine(*tasks[i], slotWords(*tasks[i], service), swarm.node(tasks[i]->nodeId), now));
    if (tasks.size() > mostTaskLines)
        section.lines.append({Mark::Hollow,
            {{InspectWords::tr("and %1 earlier ones").arg(tasks.size() - mostTaskLines), Ink::Muted}}});
    if (tasks.isEmpty())
        section.lines.append({Mark::Hollow, {{InspectWords::tr("The Swarm has no task of it"), Ink::Text2}}});
    return section;
}

QString amount(std::int64_t value, const QString& words)
{
    return value > 0 ? words : InspectWords::tr("none");
}

void addPorts(const docker::Service& service, ServiceSection& section)
{
    for (const docker::Port& port : service.ports) {
        const QString where =
            port.mode == u"host" ? InspectWords::tr("on its node") : InspectWords::tr("on all nodes");
        section.facts.append(fact(InspectWords::tr("Port %1/%2").arg(port.target).arg(port.protocol),
            port.published == 0 ? InspectWords::tr("not published")
                                : InspectWords::tr("%1 %2").arg(port.published).arg(where)));
    }
}

QString healthWords(const std::optional<docker::HealthCheck>& check)
{
    if (!check)
        return InspectWords::tr("as the image says");
    const std::int64_t ns = check->intervalNs > 0 ? check->intervalNs : 30'000'000'000;
    return InspectWords::tr("every %1, ended after %2 failures")
        .arg(text::duration(std::chrono::microseconds(ns / 1000)))
        .arg(check->retries > 0 ? check->retries : 3);
}

QString updateWords(const docker::Service& service)
{
    if (service.updateState.isEmpty())
        return InspectWords::tr("never updated");
    if (service.updateState == u"completed")
        return InspectWords::tr("completed");
    if (service.updateState == u"updating")
        return InspectWords::tr("under way");
    if (service.updateState == u"paused")
        return InspectWords::tr("stopped after a failure");
    if (service.updateState.startsWith(u"rollback"))
        return InspectWords::tr("rolled back (%1)").arg(service.updateState);
    return service.updateState;
}

ServiceSection factSection(const docker::Service& service, const TaskRefs& tasks, const QDateTime& now)
{
    ServiceSection section;
    section.title = InspectWords::tr("Facts");
    const docker::Resources& r = service.resources;
    section.facts = {fact(InspectWords::tr("Mode"),
                         service.global          ? InspectWords::tr("one task on each node that fits")
                         : service.replicas == 1 ? InspectWords::tr("1 replica")
                                                 : InspectWords::tr("%1 replicas").arg(service.replicas)),
        {InspectWords::tr("Image"), {{service.image.section(u'@', 0, 0)}}, {}, service.image},
        fact(InspectWords::tr("CPU limit"), amount(r.limitNanoCpus, cpus(r.limitNanoCpus))),
        fact(InspectWords::tr("CPU reserved"), amount(r.reservedNanoCpus, cpus(r.reservedNanoCpus))),
        fact(InspectWords::tr("Memory limit"), amount(r.limitMemoryBytes, text::bytes(r.limitMemoryBytes))),
        fact(InspectWords::tr("Memory reserved"),
            amount(r.reservedMemoryBytes, text::bytes(r.reservedMemoryBytes)))};
    addPorts(service, section);
    const bool stopped = service.updateState == u"paused" || service.updateState == u"rollback_paused";
    section.facts += {fact(InspectWords::tr("Health check"), healthWords(service.healthCheck)),
        fact(InspectWords::tr("Time to stop"),
            service.stopGracePeriodNs > 0
                ? text::duration(std::chrono::microseconds(service.stopGracePeriodNs / 1000))
                : text::duration(std::chrono::seconds(10))),
        fact(InspectWords::tr("Update"), updateWords(service), stopped ? Ink::Warn : Ink::Text),
        fact(InspectWords::tr("Restarts"), InspectWords::tr("%1 remembered").arg(endedTasks(tasks)))};
    if (service.updatedAt.isValid())
        section.facts.append(fact(InspectWords::tr("Changed"), agoWords(service.updatedAt, now)));
    return section;
}

TextRuns sentenceOf(const docker::Service& service, const TaskRefs& tasks, ServiceState state, bool live,
    const QDateTime& now)
{
    const QString counts = InspectWords::tr("%1 of %2 tasks run")
                               .arg(runningTasks(service, tasks))
                               .arg(wishedTasks(service, tasks));
    if (!live)
        return {{InspectWords::tr("%1 when last seen").arg(counts), Ink::Text2}};
    const Mark mark = markOf(state);
    const bool notable = mark == Mark::Bad || mark == Mark::Warn;
    TextRuns runs{
        {wordOf(state), notable ? inkOf(stateOf(mark)) : Ink::Text2, notable ? QFont::Medium : QFont::Normal},
        {u", "_s + counts, Ink::Text2}};
    const docker::Task* newest = tasks.value(0, nullptr);
    if (newest && newest->state == u"running")
        runs.append(
            {u", "_s + InspectWords::tr("the newest %1").arg(spanWords(newest->statusAt, now)), Ink::Text2});
    if (!service.updateMessage.isEmpty() && state == ServiceState::UpdateStopped)
        runs.append({u": "_s + service.updateMessage, Ink::Text2});
    return runs;
}

} // namespace

ServiceInspection inspectService(
    const ClusterSnapshot& snapshot, const QString& serviceId, const QDateTime& now)
{
    ServiceInspection content;
    const SwarmFacts* swarm = snapshot.swarm.lastValue();
    const docker::Service* service = swarm ? swarm->service(serviceId) : nullptr;
    if (!service)
        return content;
    const TaskRefs tasks = tasksOf(*swarm, serviceId);
    content.live = snapshot.swarm.isKnown();
    content.seenAt = snapshot.swarm.at();
    const ServiceState state =
        content.live ? stateOfService(*service, tasks, timeOf(snapshot)) : ServiceState::Unknown;
    content.mark = markOf(state);
    content.name = service->name;
    content.sentence = sentenceOf(*service, tasks, state, content.live, now);
    // What is wrong comes first; where it can run is of interest while it cannot.
    const bool waits = waitingTask(tasks);
    if (waits)
        content.sections.append(placementSection(*swarm, *service, tasks));
    if (const ServiceSection failure = failureSection(*swarm, tasks, now); !failure.title.isEmpty())
        content.sections.append(failure);
    content.sections.append(taskSection(*swarm, *service, tasks, now));
    if (!waits)
        content.sections.append(placementSection(*swarm, *service, tasks));
    content.sections.append(factSection(*service, tasks, now));
    return content;
}

} // namespace switchyard::ui
