#include "ui/text/text.h"
#include "ui/text/words.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace switchyard::text {

QString word(const Finding& f, const char* name)
{
    const QString value = f.args.value(QString::fromLatin1(name));
    return value.isEmpty() ? Words::tr("unknown") : value;
}

bool has(const Finding& f, const char* name)
{
    return !f.args.value(QString::fromLatin1(name)).isEmpty();
}

Error errorOf(const Finding& f)
{
    Error e;
    e.code = f.args.value(u"error_code"_s);
    e.detail = f.args.value(u"error"_s);
    e.hint = f.args.value(u"error_hint"_s);
    return e;
}

QString bytesOf(const Finding& f, const char* name)
{
    bool ok = false;
    const qint64 value = f.args.value(QString::fromLatin1(name)).toLongLong(&ok);
    return ok ? bytes(value) : Words::tr("unknown");
}

QString durationOf(const Finding& f, const char* name)
{
    bool ok = false;
    const qint64 value = f.args.value(QString::fromLatin1(name)).toLongLong(&ok);
    return ok ? duration(Duration(value)) : Words::tr("unknown");
}

QString moment(const QString& iso)
{
    const QDateTime at = QDateTime::fromString(iso, Qt::ISODate);
    return at.isValid() ? at.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s) : iso;
}

QString listed(const QString& commaSeparated)
{
    const QStringList names = commaSeparated.split(u", "_s, Qt::SkipEmptyParts);
    if (names.size() < 2)
        return commaSeparated;
    return Words::tr("%1 and %2").arg(names.mid(0, names.size() - 1).join(u", "_s), names.last());
}

namespace {

// Every code stands here once: a new one does not compile without words.
FindingWords wordsOf(const Finding& f)
{
    switch (f.code) {
    case FindingCode::EngineUnreachable: return engineUnreachable(f);
    case FindingCode::EngineNotManager: return engineNotManager(f);
    case FindingCode::EngineNoQuorum: return engineNoQuorum(f);
    case FindingCode::EngineProblem: return engineProblem(f);
    case FindingCode::NothingDiscovered: return nothingDiscovered(f);
    case FindingCode::NodeDown: return nodeDown(f);
    case FindingCode::NodeDrained: return nodeDrained(f);
    case FindingCode::ManagersDegraded: return managersDegraded(f);
    case FindingCode::ServiceShort: return serviceShort(f);
    case FindingCode::TaskFailing: return taskFailing(f);
    case FindingCode::MemberUnreachable: return memberUnreachable(f);
    case FindingCode::MemberAuthFailed: return memberAuthFailed(f);
    case FindingCode::MemberProblem: return memberProblem(f);
    case FindingCode::MemberLimitedRights: return memberLimitedRights(f);
    case FindingCode::NoPrimary: return noPrimary(f);
    case FindingCode::TwoPrimaries: return twoPrimaries(f);
    case FindingCode::PrimaryReadOnly: return primaryReadOnly(f);
    case FindingCode::SystemIdentifierDiffers: return systemIdentifierDiffers(f);
    case FindingCode::TimelineDiffers: return timelineDiffers(f);
    case FindingCode::StandbyNotStreaming: return standbyNotStreaming(f);
    case FindingCode::ReplayLagHigh: return replayLagHigh(f);
    case FindingCode::ReplayPaused: return replayPaused(f);
    case FindingCode::SlotInactive: return slotInactive(f);
    case FindingCode::SlotRetains: return slotRetains(f);
    case FindingCode::SlotLost: return slotLost(f);
    case FindingCode::ArchiverFailing: return archiverFailing(f);
    case FindingCode::ArchiverBacklog: return archiverBacklog(f);
    case FindingCode::SyncNotSatisfied: return syncNotSatisfied(f);
    case FindingCode::RepmgrMissing: return repmgrMissing(f);
    case FindingCode::RepmgrDisagrees: return repmgrDisagrees(f);
    case FindingCode::RepmgrdNotRunning: return repmgrdNotRunning(f);
    case FindingCode::RepmgrdPaused: return repmgrdPaused(f);
    case FindingCode::PoolerUnreachable: return poolerUnreachable(f);
    case FindingCode::PoolerAuthFailed: return poolerAuthFailed(f);
    case FindingCode::PoolerProblem: return poolerProblem(f);
    case FindingCode::PoolerWrongTarget: return poolerWrongTarget(f);
    case FindingCode::PoolPaused: return poolPaused(f);
    case FindingCode::ClientsWaiting: return clientsWaiting(f);
    case FindingCode::ConnectionsNearLimit: return connectionsNearLimit(f);
    case FindingCode::ClockSkew: return clockSkew(f);
    case FindingCode::EtcdNoMajority: return etcdNoMajority(f);
    case FindingCode::EtcdLost: return etcdLost(f);
    case FindingCode::EtcdSlow: return etcdSlow(f);
    case FindingCode::EtcdFull: return etcdFull(f);
    case FindingCode::CommitsUnprotected: return commitsUnprotected(f);
    case FindingCode::FailoverLimited: return failoverLimited(f);
    case FindingCode::MemberRejoining: return memberRejoining(f);
    }
    return {};
}

} // namespace

QString title(const Finding& finding)
{
    const FindingWords words = wordsOf(finding);
    bool ok = false;
    const int cause = finding.args.value(u"cause_code"_s).toInt(&ok);
    if (!ok || words.saysWhy)
        return words.title;
    return Words::tr("%1 because %2")
        .arg(words.title, clause(static_cast<FindingCode>(cause), finding.args.value(u"cause_subject"_s),
                              finding.args.value(u"cause_message"_s)));
}

QString meaning(const Finding& finding)
{
    return wordsOf(finding).meaning;
}

QString remedy(const Finding& finding)
{
    return wordsOf(finding).remedy;
}

QString explanation(const Finding& finding)
{
    const FindingWords words = wordsOf(finding);
    return words.meaning + u' ' + words.remedy;
}

} // namespace switchyard::text
