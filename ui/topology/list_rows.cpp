#include "ui/topology/list_rows.h"

#include "ui/text/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

struct ListWords
{
    Q_DECLARE_TR_FUNCTIONS(TopologyList)
};

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(", "_L1);
}

QString ageOf(const std::optional<Instant>& at, Instant now)
{
    if (!at)
        return ListWords::tr("never");
    const auto age = std::chrono::duration_cast<Duration>(now.steady - at->steady);
    return text::age(std::max(age, Duration::zero()));
}

QString markWord(Mark mark)
{
    return mark == Mark::Bad       ? ListWords::tr("error")
           : mark == Mark::Warn    ? ListWords::tr("warning")
           : mark == Mark::Unknown ? ListWords::tr("unknown")
                                   : ListWords::tr("well");
}

QString rowValue(const CardContent& card, int index)
{
    return index < card.rows.size() ? card.rows[index].key + u' ' + plainText(card.rows[index].value)
                                    : QString();
}

QString memberFigures(const CardContent& card, const Member& m, const StreamContent* stream)
{
    const MemberFacts* facts = m.facts.live();
    if (!facts)
        return joined({card.lastSeen, card.why});
    if (card.kind == CardContent::Kind::Leader)
        return joined({card.side, rowValue(card, 0), rowValue(card, 1), rowValue(card, 2)});
    return joined({stream ? stream->title : QString(), stream ? stream->lines.join(", "_L1) : QString(),
        card.side, stream ? plainText(stream->slot) : QString()});
}

ListRow memberRow(const CardContent& card, const Member& m, const StreamContent* stream, Instant now)
{
    ListRow row;
    row.subject = {ObjectId::Kind::Member, m.name};
    row.name = m.name;
    row.role = m.role() == Role::Primary   ? ListWords::tr("primary")
               : m.role() == Role::Standby ? ListWords::tr("standby")
                                           : ListWords::tr("member");
    row.mark = card.mark;
    row.live = card.live;
    row.state = !card.live                               ? ListWords::tr("unknown")
                : card.rival                             ? ListWords::tr("leads too")
                : card.kind == CardContent::Kind::Leader ? ListWords::tr("leads")
                                                         : plainText(card.rows[0].value);
    row.follows = stream ? stream->from : QString();
    row.figures = memberFigures(card, m, stream);
    row.inLine = joined({card.place.shortly, card.place.risk.text});
    row.node = m.nodeName;
    row.seen = ageOf(m.facts.at(), now);
    row.everything = joined({card.accessibleName(), stream ? stream->accessibleName() : QString(),
        stream ? stream->accessibleDescription() : QString(), card.accessibleDescription(),
        m.nodeName.isEmpty() ? QString() : ListWords::tr("on %1").arg(m.nodeName),
        seenAgo(m.facts.at(), now)});
    return row;
}

ListRow poolerRow(const CardContent& card, const Pooler& p, Instant now)
{
    ListRow row;
    row.subject = {ObjectId::Kind::Pooler, p.name};
    row.name = p.name;
    row.role = ListWords::tr("pooler");
    row.mark = card.mark;
    row.live = card.live;
    row.state = card.live ? markWord(card.mark) : ListWords::tr("unknown");
    row.follows = writeTargets(p).join(", "_L1);
    row.figures = card.live ? joined({rowValue(card, 0), rowValue(card, 1), rowValue(card, 2)}) : card.why;
    row.node = p.nodeName;
    row.seen = ageOf(p.facts.at(), now);
    row.everything = joined({card.accessibleName(), card.accessibleDescription(),
        p.nodeName.isEmpty() ? QString() : ListWords::tr("on %1").arg(p.nodeName),
        seenAgo(p.facts.at(), now)});
    return row;
}

ListRow nodeRow(
    const ClusterSnapshot& snapshot, const GraphLane& lane, const LaneContent& content, Instant now)
{
    ListRow row;
    row.subject = {ObjectId::Kind::Node, lane.key};
    row.name = content.name;
    row.role = ListWords::tr("Swarm node");
    row.mark = content.mark;
    row.live = snapshot.swarm.isKnown();
    row.state = content.badge.isEmpty() ? markWord(content.mark) : content.badge;
    row.figures = joined({content.place, content.footer.join(", "_L1)});
    row.seen = ageOf(snapshot.swarm.at(), now);
    row.everything = joined({ListWords::tr("%1, Swarm node").arg(content.name), markWord(content.mark),
        content.accessibleDescription(), seenAgo(snapshot.swarm.at(), now)});
    return row;
}

} // namespace

bool ListKey::operator<(const ListKey& other) const
{
    return kind != other.kind ? kind < other.kind : naturalLess(name, other.name);
}

ListKey ListRow::key() const
{
    const int kind = subject.kind == ObjectId::Kind::Member   ? 0
                     : subject.kind == ObjectId::Kind::Pooler ? 1
                                                              : 2;
    return {kind, subject.name};
}

QVector<ListRow> listRows(
    const ClusterSnapshot& snapshot, const Graph& graph, const CanvasContent& content, Instant now)
{
    QVector<const StreamContent*> streams(graph.cards.size(), nullptr);
    for (int i = 0; i < graph.links.size(); ++i) {
        if (graph.links[i].kind == LinkKind::Stream)
            streams[graph.links[i].to] = &content.streams[i];
    }
    QVector<ListRow> rows;
    for (int i = 0; i < graph.cards.size(); ++i) {
        const QString& name = graph.cards[i].name;
        if (graph.cards[i].kind == CardKind::Member) {
            rows.append(memberRow(content.cards[i], *snapshot.member(name), streams[i], now));
            continue;
        }
        const auto pooler = std::find_if(snapshot.poolers.begin(), snapshot.poolers.end(),
            [&](const Pooler& p) { return p.name == name; });
        rows.append(poolerRow(content.cards[i], *pooler, now));
    }
    for (int i = 0; i < graph.lanes.size(); ++i)
        rows.append(nodeRow(snapshot, graph.lanes[i], content.lanes[i], now));
    std::sort(rows.begin(), rows.end(), [](const ListRow& a, const ListRow& b) { return a.key() < b.key(); });
    return rows;
}

} // namespace switchyard::ui::topology
