#include "ui/findings/finding_report.h"

#include "ui/text/text.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

struct FindingReportWords
{
    Q_DECLARE_TR_FUNCTIONS(switchyard::ui::FindingReportWords)
};

QString dateAndTime(WallTime at)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

QString timesOf(const FindingLine& line, const Instant& now)
{
    const FindingTimes times = findingTimes(line, now);
    const QString since = FindingReportWords::tr("Since %1").arg(dateAndTime(line.finding.since));
    switch (line.kind) {
    case FindingLine::Kind::Ended: return since + u", "_s + times.first + u", "_s + times.second;
    case FindingLine::Kind::Unjudged:
        return since + u", "_s + FindingReportWords::tr("not judged now: not read since");
    case FindingLine::Kind::Now:
    case FindingLine::Kind::Section: break;
    }
    return since + u", "_s + times.second;
}

} // namespace

QString findingAsText(const FindingLine& line, const Instant& now)
{
    if (line.kind == FindingLine::Kind::Section)
        return line.title + u'\n';
    const QString indent(2 * line.depth, u' '), inner = indent + u"  "_s;
    QString out = indent + line.severity + u": "_s + line.title + u'\n';
    if (line.finding.since != WallTime{})
        out += inner + timesOf(line, now) + u'\n';
    out += inner + FindingReportWords::tr("What it means: %1").arg(line.meaning) + u'\n';
    out += inner + FindingReportWords::tr("What to do: %1").arg(text::remedy(line.finding)) + u'\n';
    QStringList values;
    for (const text::Evidence& row : text::evidence(line.finding))
        values << row.name + u": "_s + row.value;
    if (!values.isEmpty())
        out += inner + FindingReportWords::tr("Evidence: %1").arg(values.join(u"; "_s)) + u'\n';
    return out;
}

QString findingsAsText(const ClusterSnapshot& snapshot, const QVector<FindingLine>& lines, const Instant& now)
{
    QString out = FindingReportWords::tr("Findings of %1, read %2")
                      .arg(snapshot.cluster, dateAndTime(snapshot.observedAt.wall)) +
                  u"\n\n"_s;
    for (const FindingLine& line : lines)
        out += findingAsText(line, now) + (line.kind == FindingLine::Kind::Section ? QString() : u"\n"_s);
    return out;
}

} // namespace switchyard::ui
