#include "core/node/state_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace switchyard::node {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 hangsAfterMs = 30'000;

QJsonObject leadObject(const LeadFacts& lead)
{
    QJsonArray etcds, members;
    for (const EtcdFacts& etcd : lead.around.etcds)
        etcds.append(QJsonObject{{u"name"_s, etcd.name}, {u"answers"_s, etcd.answers},
            {u"has_leader"_s, etcd.hasLeader}, {u"is_leader"_s, etcd.isLeader},
            {u"bytes"_s, QString::number(etcd.databaseBytes)}});
    for (const Report& report : lead.around.members)
        members.append(QJsonObject{{u"member"_s, report.member}, {u"phase"_s, phaseName(report.phase)},
            {u"detail"_s, report.detail}});
    return {{u"known"_s, lead.known}, {u"problem"_s, lead.problem}, {u"leader"_s, lead.leader},
        {u"asynchronous"_s, lead.asynchronous}, {u"synchronous"_s, lead.synchronous},
        {u"latency_ms"_s, static_cast<int>(lead.latency.count())},
        {u"patience_ms"_s, static_cast<int>(lead.patience.count())}, {u"etcds"_s, etcds},
        {u"etcd_full"_s, lead.around.etcdFull}, {u"members"_s, members}};
}

} // namespace

QString stateFile(const Paths& paths)
{
    return paths.run + u"/state.json"_s;
}

Result<void> writeStatus(const Paths& paths, const Status& status, const std::optional<LeadFacts>& lead)
{
    QJsonObject object = QJsonDocument::fromJson(formatReport(status.report)).object();
    if (lead)
        object.insert(u"lead"_s, leadObject(*lead));
    object.insert(u"written_at_ms"_s, status.writtenAt);
    QSaveFile file(stateFile(paths));
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(QJsonDocument(object).toJson(QJsonDocument::Compact)) < 0 || !file.commit())
        return fail(ErrorKind::Internal, u"node.state"_s, file.errorString());
    return {};
}

Result<Status> readStatus(const Paths& paths)
{
    QFile file(stateFile(paths));
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, u"node.not_running"_s, stateFile(paths));
    const QByteArray text = file.readAll();
    const auto report = parseReport(text + '\n');
    if (!report)
        return fail(ErrorKind::Protocol, u"node.state"_s, stateFile(paths));
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    return Status{*report, static_cast<qint64>(object.value(u"written_at_ms").toDouble())};
}

Health judgeHealth(const Result<Status>& status, qint64 nowMs, bool serverAnswers)
{
    if (!status)
        return {false, u"no supervisor has written its state here (%1)"_s.arg(status.error().detail)};
    const QString line = u"%1: %2"_s.arg(phaseName(status->report.phase), status->report.detail);
    const qint64 age = nowMs - status->writtenAt;
    if (age > hangsAfterMs)
        return {false, u"the supervisor has not moved for %1 s; last seen %2"_s.arg(age / 1000).arg(line)};
    const Phase phase = status->report.phase;
    const bool shouldAnswer = phase == Phase::Primary || phase == Phase::Standby || phase == Phase::Pooling;
    if (shouldAnswer && !serverAnswers)
        return {false, u"the server does not answer on its socket; the supervisor says %1"_s.arg(line)};
    return {true, line};
}

} // namespace switchyard::node
