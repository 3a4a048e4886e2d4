#include "core/docker/endpoint.h"

#include <QHostAddress>

#include <sys/un.h>

namespace switchyard::docker {

using namespace Qt::StringLiterals;

namespace {

// Docker's own ports: 2376 with TLS, 2375 without.
constexpr quint16 tlsPort = 2376;
constexpr quint16 plainPort = 2375;

/// user@host:port, taken apart but not yet judged by scheme.
struct Authority
{
    QString user;
    QString host;
    std::optional<quint16> port;
};

tl::unexpected<Error> bad(const char* code, const QString& detail)
{
    return fail(ErrorKind::BadInput, QString::fromLatin1(code), detail);
}

bool isHostCharacter(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') || u == u'.' ||
           u == u'-' || u == u'_';
}

// A leading dash is refused because ssh would read such a host or user as an option.
bool isName(QStringView text)
{
    if (text.isEmpty() || text.startsWith(u'-'))
        return false;
    return std::all_of(text.begin(), text.end(), isHostCharacter);
}

bool isIpv6(const QString& text)
{
    const QHostAddress address(text);
    return address.protocol() == QAbstractSocket::IPv6Protocol;
}

std::optional<quint16> parsePort(QStringView text)
{
    if (text.isEmpty() || text.size() > 5)
        return std::nullopt;
    unsigned value = 0;
    for (const QChar c : text) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    if (value == 0 || value > 65535)
        return std::nullopt;
    return static_cast<quint16>(value);
}

Result<Authority> parseAuthority(QStringView text)
{
    Authority result;
    if (const auto at = text.lastIndexOf(u'@'); at >= 0) {
        // The part before the @ is never repeated in an error: somebody may have put a password there.
        if (!isName(text.first(at)))
            return bad("endpoint.host", u"the part before @ is not a plain user name"_s);
        result.user = text.first(at).toString();
        text = text.sliced(at + 1);
    }
    QStringView rest;
    if (text.startsWith(u'[')) {
        const auto end = text.indexOf(u']');
        if (end < 0 || !isIpv6(text.sliced(1, end - 1).toString()))
            return bad("endpoint.host", text.toString());
        result.host = text.sliced(1, end - 1).toString();
        rest = text.sliced(end + 1);
    } else {
        const auto colon = text.indexOf(u':');
        const QStringView host = colon < 0 ? text : text.first(colon);
        if (!isName(host))
            return bad("endpoint.host", text.toString());
        result.host = host.toString();
        rest = colon < 0 ? QStringView() : text.sliced(colon);
    }
    if (rest.isEmpty())
        return result;
    if (rest.startsWith(u':'))
        result.port = parsePort(rest.sliced(1));
    if (!result.port)
        return bad("endpoint.port", rest.toString());
    return result;
}

Result<Endpoint> parseUnix(QStringView path)
{
    if (!path.startsWith(u'/') || path.endsWith(u'/') || path.contains(QChar(u'\0')))
        return bad("endpoint.path", path.toString());
    if (path.toString().toUtf8().size() >= static_cast<qsizetype>(sizeof(sockaddr_un::sun_path)))
        return bad("endpoint.path", u"longer than a unix socket's path may be: "_s + path.toString());
    return UnixEndpoint{path.toString()};
}

Result<QStringView> withoutPath(QStringView text)
{
    const auto end =
        std::find_if(text.begin(), text.end(), [](QChar c) { return c == u'/' || c == u'?' || c == u'#'; });
    const QStringView path = text.sliced(end - text.begin());
    if (!path.isEmpty() && path != u"/")
        return bad("endpoint.path", path.toString());
    return text.first(end - text.begin());
}

QString hostAndPort(const QString& host, quint16 port)
{
    const QString shown = host.contains(u':') ? u'[' + host + u']' : host;
    return port ? shown + u':' + QString::number(port) : shown;
}

} // namespace

Result<Endpoint> parseEndpoint(const QString& url, const std::optional<TlsFiles>& tls)
{
    const auto separator = url.indexOf(u"://");
    const QString scheme = separator < 0 ? QString() : url.first(separator);
    if (scheme != u"unix" && scheme != u"tcp" && scheme != u"ssh")
        return bad("endpoint.scheme", scheme);
    const QStringView rest = QStringView(url).sliced(separator + 3);
    if (scheme == u"unix")
        return parseUnix(rest);
    const auto text = withoutPath(rest);
    if (!text)
        return tl::unexpected(text.error());
    const auto authority = parseAuthority(*text);
    if (!authority)
        return tl::unexpected(authority.error());
    if (scheme == u"ssh")
        return SshEndpoint{authority->user, authority->host, authority->port.value_or(0)};
    if (!authority->user.isEmpty())
        return bad("endpoint.host", u"tcp:// takes no user"_s);
    return TcpEndpoint{authority->host, authority->port.value_or(tls ? tlsPort : plainPort), tls};
}

QString formatEndpoint(const Endpoint& endpoint)
{
    if (const auto* local = std::get_if<UnixEndpoint>(&endpoint))
        return u"unix://"_s + local->path;
    if (const auto* tcp = std::get_if<TcpEndpoint>(&endpoint))
        return u"tcp://"_s + hostAndPort(tcp->host, tcp->port);
    const auto& ssh = std::get<SshEndpoint>(endpoint);
    const QString user = ssh.user.isEmpty() ? QString() : ssh.user + u'@';
    return u"ssh://"_s + user + hostAndPort(ssh.host, ssh.port);
}

} // namespace switchyard::docker
