#include "core/cluster/address.h"

#include <algorithm>

namespace switchyard {

namespace {

bool isHost(QStringView host)
{
    const auto bad = [](QChar c) { return c.isSpace() || c.unicode() < 0x20 || c.unicode() == 0x7f; };
    const auto reserved = [](QChar c) { return QStringLiteral("/@[]?#,'\\").contains(c); };
    return !host.isEmpty() && host.size() <= 253 &&
           std::none_of(host.begin(), host.end(), [&](QChar c) { return bad(c) || reserved(c); });
}

std::optional<quint16> portOf(QStringView text)
{
    const bool digits = std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (text.isEmpty() || text.size() > 5 || !digits)
        return std::nullopt;
    const uint port = text.toUInt();
    return port >= 1 && port <= 65535 ? std::optional<quint16>(static_cast<quint16>(port)) : std::nullopt;
}

} // namespace

std::optional<HostPort> parseHostPort(QStringView text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 0)
        return std::nullopt;
    QStringView host = text.left(colon);
    const bool bracketed = host.size() > 2 && host.startsWith(u'[') && host.endsWith(u']');
    if (bracketed)
        host = host.mid(1, host.size() - 2);
    const auto port = portOf(text.mid(colon + 1));
    // Without brackets a second colon means an IPv6 address whose port cannot be told from its last group.
    if (!port || !isHost(host) || bracketed != host.contains(u':'))
        return std::nullopt;
    return HostPort{host.toString(), *port};
}

QString formatHostPort(const QString& host, quint16 port)
{
    // Put together without arg(): a "%1" in a host would be taken for a place of ours.
    const QString shown = host.contains(u':') ? u'[' + host + u']' : host;
    return shown + u':' + QString::number(port);
}

} // namespace switchyard
