#include "core/cluster/sync_names.h"

#include <QRegularExpression>

namespace switchyard {

using namespace Qt::StringLiterals;

SyncNames parseSyncNames(const QString& setting)
{
    SyncNames sync;
    QString list = setting.trimmed();
    if (list.isEmpty())
        return sync;
    static const QRegularExpression counted(uR"(^(?:(FIRST|ANY)\s+)?(\d+)\s*\((.*)\)$)"_s,
        QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
    sync.required = 1;
    if (const auto match = counted.match(list); match.hasMatch()) {
        sync.any = match.captured(1).compare(u"any"_s, Qt::CaseInsensitive) == 0;
        sync.required = match.captured(2).toInt();
        list = match.captured(3);
    }
    for (QString name : list.split(u',', Qt::SkipEmptyParts)) {
        name = name.trimmed();
        if (name.size() > 1 && name.startsWith(u'"') && name.endsWith(u'"'))
            name = name.mid(1, name.size() - 2).replace(u"\"\""_s, u"\""_s);
        sync.names << name;
    }
    return sync;
}

bool confirmsCommits(const QString& syncState)
{
    return syncState == u"sync" || syncState == u"quorum";
}

} // namespace switchyard
