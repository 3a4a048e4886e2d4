#include "ui/text/quantities.h"

#include <QRegularExpression>

#include <cmath>
#include <initializer_list>
#include <utility>

using namespace Qt::StringLiterals;

namespace switchyard::text {

namespace {

using UnitTable = std::initializer_list<std::pair<QStringView, double>>;

/// The number times its unit's factor; units are read in any case, and with or without a space.
std::optional<double> measured(const QString& words, UnitTable units)
{
    static const QRegularExpression form(uR"(^\s*(\d+(?:[.,]\d+)?)\s*([A-Za-zµ]*)\s*$)"_s);
    const auto match = form.match(words);
    if (!match.hasMatch())
        return std::nullopt;
    const double number = match.captured(1).replace(u',', u'.').toDouble();
    for (const auto& [unit, factor] : units) {
        if (match.captured(2).compare(unit, Qt::CaseInsensitive) == 0)
            return number * factor;
    }
    return std::nullopt;
}

} // namespace

std::optional<Duration> parseDuration(const QString& words)
{
    constexpr double second = 1e6, minute = 60 * second, hour = 60 * minute, year = 366 * 24 * hour;
    const auto micros = measured(
        words, {{u"", second}, {u"ms", 1e3}, {u"s", second}, {u"min", minute}, {u"m", minute}, {u"h", hour}});
    if (!micros || *micros > year)
        return std::nullopt;
    return Duration(std::llround(*micros));
}

std::optional<std::int64_t> parseBytes(const QString& words)
{
    const auto bytes =
        measured(words, {{u"", 1}, {u"B", 1}, {u"kB", 1e3}, {u"MB", 1e6}, {u"GB", 1e9}, {u"TB", 1e12}});
    if (!bytes || *bytes > 1e15)
        return std::nullopt;
    return std::llround(*bytes);
}

} // namespace switchyard::text
