#include "app/gui/trail.h"

#include "ui/text/text.h"

#include <QCoreApplication>
#include <QGuiApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard {

namespace {

LogLevel levelOf(Severity severity)
{
    switch (severity) {
    case Severity::Info: return LogLevel::Info;
    case Severity::Warning: return LogLevel::Warning;
    case Severity::Error: return LogLevel::Error;
    }
    return LogLevel::Error;
}

/// Codes and names, no sentences: a log is searched.
QString named(const Finding& finding)
{
    const QString error = finding.args.value(u"error_code"_s);
    return text::findingCodeName(finding.code) + u' ' + finding.subject +
           (error.isEmpty() ? QString() : u" ("_s + error + u')');
}

} // namespace

Trail::Trail(LogLevel least, const Clock& clock)
    : crashes_(stateDirectory(), QCoreApplication::applicationVersion()),
      log_({stateDirectory(), least}, clock, &CrashReporter::remember), messages_(log_)
{
    log_.write(LogLevel::Info, u"program"_s,
        u"Switchyard %1 begins, process %2, Qt %3, %4"_s.arg(QCoreApplication::applicationVersion())
            .arg(QCoreApplication::applicationPid())
            .arg(QLatin1StringView(qVersion()), QGuiApplication::platformName()));
}

Trail::~Trail()
{
    log_.write(LogLevel::Info, u"program"_s, u"Switchyard ends"_s);
}

void Trail::began(const Finding& finding, const QString& cluster)
{
    log_.write(levelOf(finding.severity), cluster, u"began: "_s + named(finding));
}

void Trail::ended(const EndedFinding& over, const QString& cluster)
{
    log_.write(LogLevel::Info, cluster,
        u"ended: %1, lasted %2"_s.arg(named(over.finding), text::duration(over.lasted())));
}

void Trail::follow(const SnapshotPtr& snapshot)
{
    const SnapshotPtr before = last_.value(snapshot->cluster);
    last_.insert(snapshot->cluster, snapshot);
    const auto stood = [&](const Finding& finding) {
        const auto same = [&](const Finding& f) {
            return f.code == finding.code && f.subject == finding.subject;
        };
        return before && (std::any_of(before->findings.begin(), before->findings.end(), same) ||
                             std::any_of(before->unjudged.begin(), before->unjudged.end(), same));
    };
    for (const Finding& finding : snapshot->findings) {
        if (!stood(finding))
            began(finding, snapshot->cluster);
    }
    for (const EndedFinding& over : snapshot->ended) { // the newest first
        if (before && over.ended.steady <= before->observedAt.steady)
            break;
        ended(over, snapshot->cluster);
    }
}

} // namespace switchyard
