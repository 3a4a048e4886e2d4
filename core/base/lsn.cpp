#include "core/base/lsn.h"

namespace switchyard {

namespace {

// Strictly 1 to 8 hex digits: QString::toUInt alone would accept signs, blanks and "0x".
std::optional<std::uint32_t> parseHalf(QStringView half)
{
    if (half.isEmpty() || half.size() > 8)
        return std::nullopt;
    std::uint32_t value = 0;
    for (const QChar c : half) {
        const char16_t u = c.unicode();
        std::uint32_t digit = 0;
        if (u >= u'0' && u <= u'9')
            digit = u - u'0';
        else if (u >= u'A' && u <= u'F')
            digit = u - u'A' + 10u;
        else if (u >= u'a' && u <= u'f')
            digit = u - u'a' + 10u;
        else
            return std::nullopt;
        value = value << 4 | digit;
    }
    return value;
}

} // namespace

std::optional<Lsn> Lsn::parse(QStringView text)
{
    const auto slash = text.indexOf(u'/');
    if (slash < 0)
        return std::nullopt;
    const auto high = parseHalf(text.first(slash));
    const auto low = parseHalf(text.sliced(slash + 1));
    if (!high || !low)
        return std::nullopt;
    return Lsn(std::uint64_t{*high} << 32 | *low);
}

QString Lsn::toString() const
{
    return QString::number(bytes_ >> 32, 16).toUpper() + u'/' +
           QString::number(bytes_ & 0xffffffffu, 16).toUpper();
}

} // namespace switchyard
