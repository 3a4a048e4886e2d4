#include "core/cluster/timeline_history.h"

#include <QStringList>

namespace switchyard {

QVector<TimelineSwitch> parseTimelineHistory(const QString& text)
{
    QVector<TimelineSwitch> history;
    for (const QString& line : text.split(u'\n')) {
        const QStringList fields = line.simplified().split(u' ');
        bool number = false;
        const int timeline = fields.value(0).toInt(&number);
        const std::optional<Lsn> at = Lsn::parse(fields.value(1));
        if (number && at)
            history.append({timeline, *at});
    }
    return history;
}

} // namespace switchyard
