#include "app/ctl/views.h"

#include "app/ctl/view_parts.h"
#include "ui/text/text.h"

using namespace Qt::StringLiterals;

namespace switchyard::ctl {

namespace {

QVector<Cell> memberRow(const ClusterSnapshot& snapshot, const Member& m)
{
    const MemberFacts* f = m.facts.live();
    if (!f)
        return {{m.name}, {m.nodeName}, {unknownText(snapshot, m.facts.at()), Tone::Bad}};
    const bool leads = m.role() == Role::Primary;
    const QString state = f->writable() ? ViewWords::tr("accepts writes") : ViewWords::tr("refuses writes");
    return {{m.name, leads ? Tone::Strong : Tone::Plain}, {m.nodeName}, {text::roleName(m.role())},
        leads ? Cell{state, f->writable() ? Tone::Good : Tone::Bad} : Cell{streamState(m), streamTone(m)},
        {f->timeline > 0 ? QString::number(f->timeline) : ViewWords::tr("unknown")},
        {leads         ? u"-"_s
            : m.stream ? lagWords(m.stream->replayLag, m.stream->replayLagBytes)
                       : ViewWords::tr("unknown")},
        {ViewWords::tr("%1 of %2").arg(f->connections).arg(f->maxConnections)}};
}

QString membersText(const ClusterSnapshot& snapshot, const Paint& paint)
{
    if (snapshot.members.isEmpty())
        return ViewWords::tr("No member is known.") + u'\n';
    Table table({{u"MEMBER"_s}, {u"NODE"_s}, {u"ROLE"_s}, {u"STATE"_s}, {u"TIMELINE"_s, true},
        {u"REPLAY LAG"_s, true}, {u"CONNECTIONS"_s, true}});
    for (const Member& m : snapshot.members)
        table.add(memberRow(snapshot, m));
    return table.render(paint);
}

QVector<Cell> poolerRow(const ClusterSnapshot& snapshot, const Pooler& p)
{
    const PoolerFacts* f = p.facts.live();
    if (!f)
        return {{p.name}, {p.nodeName}, {unknownText(snapshot, p.facts.at()), Tone::Bad}};
    int clients = 0, waiting = 0, servers = 0;
    Duration maxWait{};
    for (const PoolDatabase& d : f->databases) {
        clients += d.clientsActive + d.clientsWaiting;
        waiting += d.clientsWaiting;
        servers += d.serversActive;
        maxWait = std::max(maxWait, d.maxWait);
    }
    return {{p.name}, {p.nodeName}, {writesTo(*f)}, {text::count(clients)},
        {text::count(waiting), waiting > 0 ? Tone::Warn : Tone::Plain}, {text::duration(maxWait)},
        {text::count(servers)}};
}

QString poolersText(const ClusterSnapshot& snapshot, const Paint& paint)
{
    if (snapshot.poolers.isEmpty())
        return ViewWords::tr("No pooler is known.") + u'\n';
    Table table({{u"POOLER"_s}, {u"NODE"_s}, {u"WRITES TO"_s}, {u"CLIENTS"_s, true}, {u"WAITING"_s, true},
        {u"MAX WAIT"_s, true}, {u"SERVERS IN USE"_s, true}});
    for (const Pooler& p : snapshot.poolers)
        table.add(poolerRow(snapshot, p));
    return table.render(paint);
}

} // namespace

QString statusText(const ClusterSnapshot& snapshot, const Paint& paint)
{
    return headText(snapshot, paint) + membersText(snapshot, paint) + u'\n' + poolersText(snapshot, paint) +
           u'\n' + swarmLine(snapshot, paint) + u'\n' + findingsText(snapshot, paint);
}

QString textFor(Command command, const ClusterSnapshot& snapshot, const Paint& paint)
{
    switch (command) {
    case Command::Status: return statusText(snapshot, paint);
    case Command::Topology: return topologyText(snapshot, paint);
    case Command::Pools: return poolsText(snapshot, paint);
    case Command::Nodes: return nodesText(snapshot, paint);
    case Command::Lag: return lagText(snapshot, paint);
    case Command::Degrade:
    case Command::Restore:
    case Command::Profiles:
    case Command::Help:
    case Command::Version: break;
    }
    return {};
}

} // namespace switchyard::ctl
