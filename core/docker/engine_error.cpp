#include "core/docker/engine_error.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace switchyard::docker {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestMessage = 500;

QString messageOf(int status, const QByteArray& body)
{
    const QJsonValue message = QJsonDocument::fromJson(body).object().value("message"_L1);
    const QString words = message.isString() ? message.toString() : QString::fromUtf8(body).simplified();
    const QString shown = words.trimmed().left(longestMessage);
    return shown.isEmpty() ? u"HTTP status %1"_s.arg(status) : shown;
}

bool saysNoLeader(const QString& message)
{
    return message.contains(u"does not have a leader"_s, Qt::CaseInsensitive) ||
           message.contains(u"no elected primary cluster manager"_s, Qt::CaseInsensitive);
}

// Only words tell this 503 from that of a locked Swarm, whose node is a manager.
bool saysNotAManager(const QString& message)
{
    return message.contains(u"not a swarm manager"_s, Qt::CaseInsensitive) ||
           message.contains(u"not part of a swarm"_s, Qt::CaseInsensitive);
}

} // namespace

Error engineError(int status, const QByteArray& body)
{
    const QString message = messageOf(status, body);
    if (saysNoLeader(message))
        return {ErrorKind::Rejected, u"engine.no_leader"_s, message};
    if (status == 406 || saysNotAManager(message))
        return {ErrorKind::Rejected, u"engine.not_a_manager"_s, message};
    // How Go's HTTP server answers one who speaks plainly to its TLS port.
    if (status == 400 && message.contains(u"HTTP request to an HTTPS server"_s))
        return {ErrorKind::Rejected, u"engine.tls"_s, message, u"tls.required"_s};
    switch (status) {
    case 401:
    case 403: return {ErrorKind::Rejected, u"engine.denied"_s, message};
    case 404: return {ErrorKind::NotFound, u"engine.not_found"_s, message};
    case 409: return {ErrorKind::Rejected, u"engine.conflict"_s, message};
    default: return {ErrorKind::Rejected, u"engine.error"_s, message};
    }
}

} // namespace switchyard::docker
