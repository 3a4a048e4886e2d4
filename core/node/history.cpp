#include "core/node/history.h"

#include <algorithm>

namespace switchyard::node {

std::optional<QVector<TimelineEnd>> parseHistory(const QByteArray& text)
{
    QVector<TimelineEnd> ends;
    for (const QByteArray& line : text.split('\n')) {
        const QByteArray content = line.trimmed();
        if (content.isEmpty() || content.startsWith('#'))
            continue;
        const QList<QByteArray> fields = content.split('\t');
        const auto at = Lsn::parse(QString::fromLatin1(fields.value(1)));
        const TimelineEnd end{fields.first().toInt(), at.value_or(Lsn())};
        if (end.timeline <= 0 || !at || (!ends.isEmpty() && ends.last().timeline >= end.timeline))
            return std::nullopt;
        ends << end;
    }
    return ends;
}

Kinship judgeKinship(
    const ServerFacts& own, const ServerFacts& leader, const QVector<TimelineEnd>& history, int led)
{
    // Whoever was writable on a timeline has its only history: another leader of that number has a different
    // one.
    if (led == leader.timeline)
        return Kinship::Foreign;
    if (own.timeline > leader.timeline)
        return Kinship::Forked;
    if (own.timeline == leader.timeline)
        return own.replayed > leader.position ? Kinship::Foreign : Kinship::Follows;
    const auto end = std::find_if(
        history.begin(), history.end(), [&](const TimelineEnd& e) { return e.timeline == own.timeline; });
    return end == history.end() || own.replayed > end->at ? Kinship::Forked : Kinship::Follows;
}

} // namespace switchyard::node
