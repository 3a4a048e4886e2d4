#include "core/cluster/supervisor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace switchyard {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

MemberPhase readPhase(const QJsonObject& object)
{
    return {object.value(u"member").toString(), object.value(u"phase").toString(),
        object.value(u"detail").toString()};
}

Duration readMilliseconds(const QJsonObject& object, QStringView name)
{
    return std::chrono::milliseconds(object.value(name).toInt());
}

} // namespace

std::optional<Supervisor> parseSupervisor(const QString& json, std::int64_t now)
{
    const QJsonObject object = QJsonDocument::fromJson(json.toUtf8()).object();
    const QJsonObject lead = object.value(u"lead").toObject();
    Supervisor supervisor{.own = readPhase(object)};
    if (supervisor.own.member.isEmpty() || lead.isEmpty())
        return std::nullopt;
    supervisor.age =
        std::chrono::milliseconds(now - static_cast<std::int64_t>(object.value(u"written_at_ms").toDouble()));
    supervisor.leadKnown = lead.value(u"known").toBool();
    supervisor.leadProblem = lead.value(u"problem").toString();
    supervisor.leader = lead.value(u"leader").toString();
    supervisor.asynchronous = lead.value(u"asynchronous").toBool();
    supervisor.synchronous = lead.value(u"synchronous").toBool();
    supervisor.etcdLatency = readMilliseconds(lead, u"latency_ms");
    supervisor.etcdPatience = readMilliseconds(lead, u"patience_ms");
    supervisor.etcdFull = lead.value(u"etcd_full").toBool();
    for (const QJsonValue value : lead.value(u"etcds").toArray()) {
        const QJsonObject etcd = value.toObject();
        supervisor.etcds.append({etcd.value(u"name").toString(), etcd.value(u"answers").toBool(),
            etcd.value(u"has_leader").toBool()});
    }
    for (const QJsonValue value : lead.value(u"members").toArray())
        supervisor.others.append(readPhase(value.toObject()));
    return supervisor;
}

} // namespace switchyard
