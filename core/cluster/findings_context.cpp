#include "core/cluster/findings_context.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard {

FindingDraft& FindingContext::add(
    FindingCode code, Severity severity, const QString& subject, QMap<QString, QString> args)
{
    FindingDraft draft;
    draft.finding.code = code;
    draft.finding.severity = severity;
    draft.finding.subject = subject;
    draft.finding.args = std::move(args);
    drafts.append(std::move(draft));
    return drafts.last();
}

const Finding* FindingContext::earlier(FindingCode code, const QString& subject) const
{
    if (!before)
        return nullptr;
    // One that could not be judged meanwhile never was over: it goes on.
    for (const QVector<Finding>* findings : {&before->findings, &before->unjudged}) {
        const auto it = std::find_if(findings->begin(), findings->end(),
            [&](const Finding& f) { return f.code == code && f.subject == subject; });
        if (it != findings->end())
            return &*it;
    }
    return nullptr;
}

Severity FindingContext::settling(FindingCode code, const QString& subject) const
{
    if (!before)
        return Severity::Error;
    const Finding* first = earlier(code, subject);
    if (!first)
        return Severity::Warning;
    const bool stoodLong = now.observedAt.steady - first->sinceSteady >= limits.settle;
    return stoodLong || first->severity == Severity::Error ? Severity::Error : Severity::Warning;
}

bool FindingContext::over(
    FindingCode code, const QString& subject, std::int64_t value, std::int64_t limit) const
{
    if (value > limit)
        return true;
    return earlier(code, subject) && value * 100 > limit * limits.clearBelowPercent;
}

QVector<FindingKey> FindingContext::causesOnNode(const QString& nodeName) const
{
    if (nodeName.isEmpty())
        return {};
    return {{FindingCode::NodeDown, nodeName}, {FindingCode::NodeDrained, nodeName}};
}

QMap<QString, QString> FindingContext::errorArgs(
    const Error& error, const std::optional<Instant>& lastRead) const
{
    QMap<QString, QString> args{{u"error"_s, error.detail}, {u"error_code"_s, error.code},
        {u"error_kind"_s, errorKindName(error.kind)}, {u"error_hint"_s, error.hint}};
    if (lastRead) {
        const auto age = std::chrono::duration_cast<Duration>(now.observedAt.steady - lastRead->steady);
        args.insert(u"seen_us"_s, QString::number(std::max<std::int64_t>(0, age.count())));
    }
    return args;
}

} // namespace switchyard
