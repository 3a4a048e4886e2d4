#include "ui/replication/lag_settings.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

QString groupOf(const QString& cluster)
{
    return u"thresholds/"_s + cluster;
}

LagLimit readOne(const QSettings& settings, const LagLimit& otherwise)
{
    LagLimit limit = otherwise;
    const qlonglong micros = settings.value(u"lag_us"_s).toLongLong(),
                    bytes = settings.value(u"lag_bytes"_s).toLongLong();
    if (micros > 0)
        limit.time = Duration(micros);
    if (bytes > 0)
        limit.bytes = bytes;
    return limit;
}

void writeOne(QSettings& settings, const QString& standby, const LagLimit& limit)
{
    settings.setValue(u"standby"_s, standby);
    settings.setValue(u"lag_us"_s, static_cast<qlonglong>(limit.time.count()));
    settings.setValue(u"lag_bytes"_s, static_cast<qlonglong>(limit.bytes));
}

} // namespace

LagLimits readLagLimits(QSettings& settings, const QString& cluster)
{
    // A list, and not a key for each name: a name may hold what a key may not.
    LagLimits limits;
    const int count = settings.beginReadArray(groupOf(cluster));
    for (int i = 0; i < count; ++i) {
        settings.setArrayIndex(i);
        const QString standby = settings.value(u"standby"_s).toString();
        if (standby.isEmpty())
            limits.all = readOne(settings, {});
        else
            limits.ofStandby.insert(standby, readOne(settings, limits.all));
    }
    settings.endArray();
    return limits;
}

void writeLagLimits(QSettings& settings, const QString& cluster, const LagLimits& limits)
{
    settings.remove(groupOf(cluster));
    settings.beginWriteArray(groupOf(cluster));
    settings.setArrayIndex(0);
    writeOne(settings, {}, limits.all);
    int index = 1;
    for (auto it = limits.ofStandby.begin(); it != limits.ofStandby.end(); ++it) {
        settings.setArrayIndex(index++);
        writeOne(settings, it.key(), *it);
    }
    settings.endArray();
}

} // namespace switchyard::ui
