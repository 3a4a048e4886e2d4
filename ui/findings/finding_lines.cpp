#include "ui/findings/finding_lines.h"

#include "ui/text/text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct FindingLineWords
{
    Q_DECLARE_TR_FUNCTIONS(switchyard::ui::FindingLineWords)
};

QString keyOf(const Finding& finding)
{
    return text::findingCodeName(finding.code) + u'|' + finding.subject;
}

bool passes(const FindingLine& line, const FindingFilter& filter)
{
    if (filter.severity && line.finding.severity != *filter.severity)
        return false;
    return filter.words.isEmpty() || line.finding.subject.contains(filter.words, Qt::CaseInsensitive) ||
           line.title.contains(filter.words, Qt::CaseInsensitive) ||
           line.meaning.contains(filter.words, Qt::CaseInsensitive);
}

FindingLine lineOf(const Finding& finding, FindingLine::Kind kind)
{
    FindingLine line;
    line.kind = kind;
    line.key = keyOf(finding);
    line.finding = finding;
    line.mark = markOf(finding.severity);
    line.title = text::title(finding);
    line.meaning = text::meaning(finding);
    line.severity = text::severityWord(finding.severity);
    return line;
}

/// Appends finding `index` and what follows from it first of all; each finding once.
void appendTree(const QVector<Finding>& findings, int index, int depth, const FindingFilter& filter,
    QVector<bool>& placed, QVector<FindingLine>& lines)
{
    placed[index] = true;
    FindingLine line = lineOf(findings[index], FindingLine::Kind::Now);
    line.depth = depth;
    QVector<FindingLine> below;
    for (int i = 0; i < findings.size(); ++i) {
        if (!placed[i] && findings[i].causes.value(0, -1) == index)
            appendTree(findings, i, depth + 1, filter, placed, below);
    }
    if (!passes(line, filter) && below.isEmpty())
        return;
    lines.append(line);
    lines.append(below);
}

QVector<FindingLine> nowLines(const QVector<Finding>& findings, const FindingFilter& filter)
{
    QVector<FindingLine> lines;
    QVector<bool> placed(findings.size(), false);
    for (int i = 0; i < findings.size(); ++i) {
        if (!placed[i] && findings[i].causes.isEmpty())
            appendTree(findings, i, 0, filter, placed, lines);
    }
    for (int i = 0; i < findings.size(); ++i) { // causes in a circle: none of them may be missing
        if (!placed[i])
            appendTree(findings, i, 0, filter, placed, lines);
    }
    return lines;
}

QVector<FindingLine> unjudgedLines(const QVector<Finding>& findings, const FindingFilter& filter)
{
    QVector<FindingLine> lines;
    for (const Finding& finding : findings) {
        FindingLine line = lineOf(finding, FindingLine::Kind::Unjudged);
        line.key.prepend(u"unjudged|"_s);
        line.mark = Mark::Unknown;
        if (passes(line, filter))
            lines.append(line);
    }
    return lines;
}

QVector<FindingLine> endedLines(const QVector<EndedFinding>& ended, const FindingFilter& filter)
{
    QVector<FindingLine> lines;
    for (const EndedFinding& over : ended) {
        FindingLine line = lineOf(over.finding, FindingLine::Kind::Ended);
        const auto when = over.ended.steady.time_since_epoch().count();
        line.key.prepend(u"ended|%1|"_s.arg(when));
        line.ended = over.ended;
        line.mark = Mark::Ok;
        if (passes(line, filter))
            lines.append(line);
    }
    return lines;
}

void appendSection(QVector<FindingLine>& lines, const QString& key, const QString& title,
    const QVector<FindingLine>& content)
{
    if (content.isEmpty())
        return;
    FindingLine heading;
    heading.kind = FindingLine::Kind::Section;
    heading.key = key;
    heading.title = title;
    lines.append(heading);
    lines.append(content);
}

QString counted(int count, const QString& one, const QString& many)
{
    return count == 1 ? one : many.arg(count);
}

} // namespace

QVector<FindingLine> findingLines(const ClusterSnapshot& snapshot, const FindingFilter& filter)
{
    QVector<FindingLine> lines;
    appendSection(lines, u"section.now"_s, FindingLineWords::tr("Now"), nowLines(snapshot.findings, filter));
    appendSection(lines, u"section.unjudged"_s, FindingLineWords::tr("Not judged now: not read since"),
        unjudgedLines(snapshot.unjudged, filter));
    appendSection(lines, u"section.ended"_s, FindingLineWords::tr("Ended since the window was opened"),
        endedLines(snapshot.ended, filter));
    return lines;
}

FindingTimes findingTimes(const FindingLine& line, const Instant& now)
{
    if (line.kind == FindingLine::Kind::Section || line.finding.since == WallTime{})
        return {};
    const auto passed = [&](SteadyTime from, SteadyTime to) {
        return std::max(Duration::zero(), std::chrono::duration_cast<Duration>(to - from));
    };
    if (line.kind == FindingLine::Kind::Ended)
        return {FindingLineWords::tr("ended %1").arg(text::age(passed(line.ended.steady, now.steady))),
            FindingLineWords::tr("lasted %1")
                .arg(text::duration(passed(line.finding.sinceSteady, line.ended.steady)))};
    // Whole seconds: tenths that run on in every row would only flicker.
    const auto age = std::chrono::floor<std::chrono::seconds>(passed(line.finding.sinceSteady, now.steady));
    return {text::clockTime(line.finding.since),
        age < std::chrono::seconds(1) ? FindingLineWords::tr("just now") : text::age(age)};
}

QString findingTotals(const ClusterSnapshot& snapshot)
{
    const auto count = [&](Severity severity) {
        return static_cast<int>(std::count_if(snapshot.findings.begin(), snapshot.findings.end(),
            [severity](const Finding& f) { return f.severity == severity; }));
    };
    QStringList parts;
    if (const int n = count(Severity::Error))
        parts << counted(n, FindingLineWords::tr("1 error"), FindingLineWords::tr("%1 errors"));
    if (const int n = count(Severity::Warning))
        parts << counted(n, FindingLineWords::tr("1 warning"), FindingLineWords::tr("%1 warnings"));
    if (const int n = count(Severity::Info))
        parts << counted(n, FindingLineWords::tr("1 note"), FindingLineWords::tr("%1 notes"));
    if (!snapshot.unjudged.isEmpty())
        parts << FindingLineWords::tr("%1 not judged now").arg(snapshot.unjudged.size());
    if (!snapshot.ended.isEmpty())
        parts << FindingLineWords::tr("%1 ended").arg(snapshot.ended.size());
    return parts.join(u", "_s);
}

} // namespace switchyard::ui
