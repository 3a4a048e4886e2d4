#include "ui/replication/event_words.h"

#include "ui/text/text.h"

#include <QCoreApplication>

namespace switchyard::ui {

namespace {

struct EventWords
{
    Q_DECLARE_TR_FUNCTIONS(ReplicationEvents)
};

Icon iconOf(EventMark::Kind kind)
{
    switch (kind) {
    case EventMark::Kind::Promoted: return Icon::Crown;
    case EventMark::Kind::MemberLost:
    case EventMark::Kind::StreamLost: return Icon::MemberLost;
    case EventMark::Kind::MemberBack:
    case EventMark::Kind::StreamBack: return Icon::MemberBack;
    case EventMark::Kind::NodeLost: return Icon::NodeLost;
    case EventMark::Kind::NodeBack: return Icon::NodeBack;
    case EventMark::Kind::Restarted: return Icon::Refresh;
    case EventMark::Kind::Deployed: return Icon::ArrowRight;
    case EventMark::Kind::SyncChanged: return Icon::Replication;
    case EventMark::Kind::ClockBack:
    case EventMark::Kind::NotObserved: return Icon::Stopwatch;
    }
    return Icon::Crown;
}

QString wordsOf(const EventMark& mark)
{
    const QString span = text::duration(std::chrono::milliseconds(mark.spanMs));
    switch (mark.kind) {
    case EventMark::Kind::Promoted:
        return EventWords::tr("%1 promoted, timeline %2").arg(mark.subject).arg(mark.timeline);
    case EventMark::Kind::MemberLost:
    case EventMark::Kind::NodeLost: return EventWords::tr("%1 lost").arg(mark.subject);
    case EventMark::Kind::MemberBack:
    case EventMark::Kind::NodeBack: return EventWords::tr("%1 back").arg(mark.subject);
    case EventMark::Kind::StreamLost: return EventWords::tr("%1 stopped streaming").arg(mark.subject);
    case EventMark::Kind::StreamBack: return EventWords::tr("%1 streams again").arg(mark.subject);
    case EventMark::Kind::Restarted: return EventWords::tr("%1 restarted").arg(mark.subject);
    case EventMark::Kind::Deployed: return EventWords::tr("%1 runs %2").arg(mark.subject, mark.detail);
    case EventMark::Kind::SyncChanged:
        return mark.detail.isEmpty() ? EventWords::tr("synchronous commit off")
                                     : EventWords::tr("synchronous: %1").arg(mark.detail);
    case EventMark::Kind::ClockBack: return EventWords::tr("our clock was put back %1").arg(span);
    case EventMark::Kind::NotObserved: return EventWords::tr("not observed for %1").arg(span);
    }
    return {};
}

/// Where flags are in each other's way, what explains more stays.
int weightOf(EventMark::Kind kind)
{
    switch (kind) {
    case EventMark::Kind::Promoted: return 3;
    case EventMark::Kind::Restarted:
    case EventMark::Kind::Deployed:
    case EventMark::Kind::ClockBack:
    case EventMark::Kind::NotObserved:
    case EventMark::Kind::NodeLost: return 2;
    case EventMark::Kind::MemberLost:
    case EventMark::Kind::SyncChanged: return 1;
    case EventMark::Kind::MemberBack:
    case EventMark::Kind::NodeBack:
    case EventMark::Kind::StreamLost:
    case EventMark::Kind::StreamBack: return 0;
    }
    return 0;
}

} // namespace

QVector<ChartMark> chartMarks(const QVector<EventMark>& events)
{
    QVector<ChartMark> marks;
    for (const EventMark& event : events)
        marks.push_back({event.atMs, iconOf(event.kind), wordsOf(event), weightOf(event.kind), true});
    return marks;
}

} // namespace switchyard::ui
