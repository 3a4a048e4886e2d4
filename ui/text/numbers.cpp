#include "ui/text/text.h"
#include "ui/text/words.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace switchyard::text {

namespace {

/// `value` with at most `decimals` digits after the point and no zeros at its end: "1.8", "47". Figures are
/// written the same in every language, as SQL and the consoles have them.
QString figure(double value, int decimals)
{
    QString s = QString::number(value, 'f', decimals);
    if (s.contains(u'.')) {
        while (s.endsWith(u'0'))
            s.chop(1);
        if (s.endsWith(u'.'))
            s.chop(1);
    }
    return s == u"-0" ? u"0"_s : s;
}

QString withUnit(double value, int decimals, const QString& unit)
{
    return figure(value, decimals) + u' ' + unit;
}

/// Two units of which the second is left out when it is zero: "1 h 46 min", "2 h".
QString twoUnits(std::int64_t first, const QString& firstUnit, std::int64_t second, const QString& secondUnit)
{
    const QString head = QString::number(first) + u' ' + firstUnit;
    return second == 0 ? head : head + u' ' + QString::number(second) + u' ' + secondUnit;
}

/// From one minute on; `seconds` is already rounded.
QString longDuration(std::int64_t seconds)
{
    constexpr std::int64_t minute = 60, hour = 60 * minute, day = 24 * hour;
    if (seconds < 10 * minute)
        return twoUnits(seconds / minute, u"min"_s, seconds % minute, u"s"_s);
    const std::int64_t minutes = (seconds + 30) / minute;
    if (minutes < 60)
        return withUnit(static_cast<double>(minutes), 0, u"min"_s);
    if (minutes < 48 * 60)
        return twoUnits(minutes / 60, u"h"_s, minutes % 60, u"min"_s);
    const std::int64_t hours = (seconds + hour / 2) / hour;
    if (hours < 10 * 24)
        return twoUnits(hours / 24, u"d"_s, hours % 24, u"h"_s);
    return withUnit(static_cast<double>((seconds + day / 2) / day), 0, u"d"_s);
}

} // namespace

QString bytes(std::int64_t value)
{
    static const std::array<QString, 7> units{u"B"_s, u"kB"_s, u"MB"_s, u"GB"_s, u"TB"_s, u"PB"_s, u"EB"_s};
    double scaled = static_cast<double>(value);
    size_t unit = 0;
    // What would be rounded up to 1000 is 1 of the next unit.
    while (std::abs(scaled) >= (unit == 0 ? 1000.0 : 999.5) && unit + 1 < units.size()) {
        scaled /= 1000.0;
        ++unit;
    }
    const int decimals = unit == 0 || std::abs(scaled) >= 99.95 ? 0 : 1;
    return withUnit(scaled, decimals, units[unit]);
}

QString byteRate(double bytesPerSecond)
{
    if (!std::isfinite(bytesPerSecond) || std::abs(bytesPerSecond) > 9e18)
        return Words::tr("unknown");
    return bytes(std::llround(bytesPerSecond)) + u"/s"_s;
}

QString duration(Duration value)
{
    const std::int64_t micros = value.count();
    if (micros < 0)
        return u'-' + duration(Duration(-std::max(micros, -std::numeric_limits<std::int64_t>::max())));
    const double ms = static_cast<double>(micros) / 1000.0;
    if (micros == 0)
        return u"0 ms"_s;
    if (ms < 0.05)
        return u"< 0.1 ms"_s;
    if (ms < 9.95)
        return withUnit(ms, 1, u"ms"_s);
    if (ms < 99.5)
        return withUnit(ms, 0, u"ms"_s);
    const double seconds = ms / 1000.0;
    if (seconds < 0.995)
        return withUnit(seconds, 2, u"s"_s);
    if (seconds < 9.95)
        return withUnit(seconds, 1, u"s"_s);
    if (seconds < 59.5)
        return withUnit(seconds, 0, u"s"_s);
    return longDuration(std::llround(seconds));
}

QString age(Duration value)
{
    const double seconds = std::max(0.0, static_cast<double>(value.count()) / 1e6);
    QString span;
    if (seconds < 9.95)
        span = withUnit(seconds, 1, u"s"_s);
    else if (seconds < 59.5)
        span = withUnit(seconds, 0, u"s"_s);
    else if (seconds < 59.5 * 60)
        span = withUnit(std::round(seconds / 60), 0, u"min"_s);
    else if (seconds < 47.5 * 3600)
        span = withUnit(std::round(seconds / 3600), 0, u"h"_s);
    else
        span = withUnit(std::round(seconds / 86400), 0, u"d"_s);
    return Words::tr("%1 ago").arg(span);
}

QString count(std::int64_t value)
{
    static const QLocale english(QLocale::English, QLocale::UnitedStates);
    return english.toString(static_cast<qlonglong>(value));
}

QString clockTime(WallTime at)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(ms.count()).toString(u"HH:mm:ss"_s);
}

} // namespace switchyard::text
