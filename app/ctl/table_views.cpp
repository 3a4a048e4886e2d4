// The views that are one table: pools, nodes and services, lag.

#include "app/ctl/views.h"

#include "app/ctl/by_name.h"
#include "app/ctl/view_parts.h"
#include "ui/text/text.h"

using namespace Qt::StringLiterals;

namespace switchyard::ctl {

namespace {

QVector<Cell> databaseRow(const Pooler& p, const PoolDatabase& d)
{
    const QString state = d.disabled ? ViewWords::tr("disabled")
                          : d.paused ? ViewWords::tr("paused")
                                     : ViewWords::tr("active");
    const Tone waits = d.clientsWaiting > 0 ? Tone::Warn : Tone::Plain;
    return {{p.name}, {d.name}, {d.target}, {state, d.disabled || d.paused ? Tone::Warn : Tone::Good},
        {text::count(d.clientsActive)}, {text::count(d.clientsWaiting), waits},
        {text::duration(d.maxWait), waits}, {ViewWords::tr("%1 of %2").arg(d.serversActive).arg(d.poolSize)},
        {text::count(d.serversIdle)}, {d.poolMode}};
}

QString serviceTable(const SwarmFacts& swarm, const Paint& paint)
{
    Table table({{u"SERVICE"_s}, {u"TASKS"_s, true}, {u"IMAGE"_s}});
    for (const docker::Service& s : byName(swarm.services, &docker::Service::name)) {
        const bool known = s.runningTasks && s.desiredTasks;
        const QString tasks = known ? ViewWords::tr("%1 of %2").arg(*s.runningTasks).arg(*s.desiredTasks)
                                    : ViewWords::tr("unknown");
        table.add({{s.name}, {tasks, known && *s.runningTasks >= *s.desiredTasks ? Tone::Good : Tone::Bad},
            {s.image}});
    }
    return table.render(paint);
}

QString residents(const ClusterSnapshot& snapshot, const docker::Node& node)
{
    const QString& nodeId = node.id;
    QStringList names;
    for (const Member& m : snapshot.members) {
        if (m.nodeId == nodeId)
            names.append(m.name);
    }
    for (const Pooler& p : snapshot.poolers) {
        if (p.nodeId == nodeId)
            names.append(p.name);
    }
    if (names.isEmpty())
        return u"-"_s;
    // Of a node that Swarm has lost nobody knows what it still runs.
    return node.state == u"ready" ? names.join(u", "_s)
                                  : ViewWords::tr("last seen: %1").arg(names.join(u", "_s));
}

QString nodeTable(const ClusterSnapshot& snapshot, const SwarmFacts& swarm, const Paint& paint)
{
    Table table(
        {{u"NODE"_s}, {u"ADDRESS"_s}, {u"STATE"_s}, {u"AVAILABILITY"_s}, {u"MANAGER"_s}, {u"RUNS"_s}});
    for (const docker::Node& n : byName(swarm.nodes, &docker::Node::hostname)) {
        const QString manager = !n.manager ? ViewWords::tr("no")
                                : n.leader ? ViewWords::tr("leader")
                                           : n.managerReachability;
        table.add({{n.hostname}, {n.address}, {n.state, n.state == u"ready" ? Tone::Good : Tone::Bad},
            {n.availability, n.availability == u"active" ? Tone::Plain : Tone::Warn},
            {manager, manager == u"unreachable" ? Tone::Bad : Tone::Plain}, {residents(snapshot, n)}});
    }
    return table.render(paint);
}

QVector<Cell> lagRow(const ClusterSnapshot& snapshot, const Member& m)
{
    const MemberFacts* f = m.facts.live();
    if (!f)
        return {{m.name}, {unknownText(snapshot, m.facts.at()), Tone::Bad}};
    if (!m.stream)
        return {{m.name}, {ViewWords::tr("unknown")}, {streamState(m), Tone::Bad}};
    const Stream& s = *m.stream;
    const bool paused = f->replayPause == u"paused" || f->replayPause == u"pause requested";
    return {{m.name}, {s.upstream.isEmpty() ? ViewWords::tr("unknown") : s.upstream},
        {streamState(m), streamTone(m)}, {lagWords(s.writeLag, s.writeLagBytes)},
        {lagWords(s.flushLag, s.flushLagBytes)}, {lagWords(s.replayLag, s.replayLagBytes)},
        {paused ? f->replayPause : ViewWords::tr("running"), paused ? Tone::Warn : Tone::Plain},
        {s.slotName.isEmpty() ? u"-"_s : s.slotName},
        {s.slotRetainedBytes ? text::bytes(*s.slotRetainedBytes) : ViewWords::tr("unknown")}};
}

} // namespace

QString poolsText(const ClusterSnapshot& snapshot, const Paint& paint)
{
    if (snapshot.poolers.isEmpty())
        return headText(snapshot, paint) + ViewWords::tr("No pooler is known.") + u'\n';
    Table table({{u"POOLER"_s}, {u"DATABASE"_s}, {u"LEADS TO"_s}, {u"STATE"_s}, {u"CLIENTS"_s, true},
        {u"WAITING"_s, true}, {u"MAX WAIT"_s, true}, {u"SERVERS IN USE"_s, true}, {u"IDLE"_s, true},
        {u"MODE"_s}});
    for (const Pooler& p : snapshot.poolers) {
        const PoolerFacts* f = p.facts.live();
        if (!f) {
            table.add({{p.name}, {unknownText(snapshot, p.facts.at()), Tone::Bad}});
            continue;
        }
        for (const PoolDatabase& d : f->databases)
            table.add(databaseRow(p, d));
    }
    return headText(snapshot, paint) + table.render(paint);
}

QString nodesText(const ClusterSnapshot& snapshot, const Paint& paint)
{
    const SwarmFacts* swarm = snapshot.swarm.live();
    if (!swarm) {
        const Error* error = snapshot.swarm.error();
        return headText(snapshot, paint) + swarmLine(snapshot, paint) +
               (error ? text::sentence(*error) : QString()) + u'\n';
    }
    return headText(snapshot, paint) + nodeTable(snapshot, *swarm, paint) + u'\n' +
           serviceTable(*swarm, paint);
}

QString lagText(const ClusterSnapshot& snapshot, const Paint& paint)
{
    Table table({{u"STANDBY"_s}, {u"FROM"_s}, {u"STATE"_s}, {u"WRITE"_s, true}, {u"FLUSH"_s, true},
        {u"REPLAY"_s, true}, {u"REPLAYING"_s}, {u"SLOT"_s}, {u"SLOT KEEPS"_s, true}});
    for (const Member& m : snapshot.members) {
        if (m.role() != Role::Primary)
            table.add(lagRow(snapshot, m));
    }
    return headText(snapshot, paint) +
           (table.isEmpty() ? ViewWords::tr("No standby is known.") + u'\n' : table.render(paint));
}

} // namespace switchyard::ctl
