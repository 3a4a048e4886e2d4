#include "ui/replication/lag_panel.h"

#include "ui/text/text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

QWidget* captionBox(TextLine* caption, QWidget* parent)
{
    auto* box = new QWidget(parent);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(16, 0, 16, 0);
    row->addWidget(caption);
    box->setFixedHeight(24);
    return box;
}

// The worst of what findings say about this member.
Mark markOfMember(const ClusterSnapshot& snapshot, const Member& member)
{
    if (!member.facts.isKnown())
        return Mark::Unknown;
    Mark mark = member.stream && member.stream->connected ? Mark::Ok : Mark::Bad;
    for (const Finding& finding : snapshot.findings) {
        if (finding.subject != member.name)
            continue;
        if (finding.severity == Severity::Error)
            return Mark::Bad;
        if (finding.severity == Severity::Warning && mark == Mark::Ok)
            mark = Mark::Warn;
    }
    return mark;
}

} // namespace

LagPanel::LagPanel(const PageParts& parts, const QString& member, QWidget* parent)
    : Panel(parts.theme, Edge::Card, Ground::Surface, parent), parts_(parts), member_(member),
      mark_(new StateMark(parts.theme, 16, this)),
      name_(new TextLine(parts.theme, FontRole::PageTitle, this)),
      sync_(new Badge(parts.theme, FontRole::Table, 24, this)),
      now_(new TextLine(parts.theme, FontRole::Table, this)),
      timeCaption_(new TextLine(parts.theme, FontRole::Caption, this)),
      bytesCaption_(new TextLine(parts.theme, FontRole::Caption, this)), time_(new Chart(parts.theme, this)),
      bytes_(new Chart(parts.theme, this))
{
    setObjectName(u"replication.lag."_s + member);
    setAccessibleName(tr("Lag of %1").arg(member));
    time_->setObjectName(objectName() + u".time"_s);
    time_->setAccessibleName(tr("%1 behind, in time").arg(member));
    bytes_->setObjectName(objectName() + u".bytes"_s);
    bytes_->setAccessibleName(tr("%1 behind, in bytes").arg(member));
    name_->setRuns({{member, Ink::Text, QFont::DemiBold}});
    now_->setObjectName(objectName() + u".now"_s);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 0, 16, 0);
    head->setSpacing(8);
    head->addWidget(mark_);
    head->addWidget(name_);
    head->addWidget(sync_);
    head->addStretch(1);
    head->addWidget(now_);
    auto* headBox = new QWidget(this);
    headBox->setLayout(head);
    headBox->setFixedHeight(40);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 4);
    column->setSpacing(0);
    column->addWidget(headBox);
    column->addWidget(new Rule(parts.theme, this));
    column->addWidget(captionBox(timeCaption_, this));
    column->addWidget(time_, 196);
    column->addWidget(captionBox(bytesCaption_, this));
    column->addWidget(bytes_, 176);
    charts_ = {time_, bytes_};
    for (Chart* chart : charts_)
        chart->setMinimumHeight(120);
}

void LagPanel::showSnapshot(const ClusterSnapshot& snapshot, const LagLimit& limit)
{
    limit_ = limit;
    const Member* member = snapshot.member(member_);
    if (!member)
        return;
    mark_->setMark(markOfMember(snapshot, *member));
    live_ = member->facts.isKnown();
    staleSince_ = member->facts.at();
    const bool known = live_ && member->stream.has_value();
    const QString leader = snapshot.primary() ? snapshot.primary()->name : tr("its primary");
    const QString upstream = known && !member->stream->upstream.isEmpty() ? member->stream->upstream : leader;
    upstream_ = upstream;
    showCaptions();
    showSync(*member);
    showNow(*member);
}

/// A threshold that lies beyond the scale is told beside the chart: its line cannot be in it.
void LagPanel::showCaption(TextLine& line, const QString& words, const Chart& chart) const
{
    TextRuns runs{{words, Ink::Muted}};
    const ChartData& shown = chart.data();
    if (shown.threshold && *shown.threshold > axisOf(shown).top)
        runs.push_back({tr("   %1, beyond this scale").arg(thresholdWords(shown)), Ink::Muted});
    line.setRuns(runs);
}

void LagPanel::showCaptions()
{
    showCaption(*timeCaption_, tr("Behind %1, in time").arg(upstream_), *time_);
    showCaption(*bytesCaption_, tr("Behind %1, in bytes").arg(upstream_), *bytes_);
}

void LagPanel::showSync(const Member& member)
{
    if (!live_)
        return sync_->setContent(tr("unknown"), State::Unknown);
    const QString sync = member.stream ? member.stream->syncState : QString();
    const bool counts = sync == "sync"_L1 || sync == "quorum"_L1;
    sync_->setContent(sync, counts ? State::Ok : State::Unknown);
    sync_->setToolTip(sync == "sync"_L1        ? tr("Commits wait for this standby")
                      : sync == "quorum"_L1    ? tr("One of several that commits wait for")
                      : sync == "potential"_L1 ? tr("Takes over when a synchronous standby is lost")
                                               : tr("Commits do not wait for this standby"));
}

void LagPanel::showNow(const Member& member)
{
    if (!live_)
        return updateAges();
    if (!member.stream || !member.stream->connected) {
        now_->setRuns({{tr("not streaming"), Ink::Bad, QFont::DemiBold}});
        return;
    }
    const Stream& stream = *member.stream;
    // Each value is coloured by its own threshold; the mark tells what the findings say.
    const auto ink = [](bool over) { return over ? Ink::Warn : Ink::Text; };
    TextRuns runs{{tr("now "), Ink::Text2}};
    if (stream.replayLag)
        runs.push_back(
            {text::duration(*stream.replayLag), ink(*stream.replayLag > limit_.time), QFont::DemiBold});
    if (stream.replayLag && stream.replayLagBytes)
        runs.push_back({u", "_s, Ink::Text2});
    if (stream.replayLagBytes)
        runs.push_back({text::bytes(*stream.replayLagBytes), ink(*stream.replayLagBytes > limit_.bytes),
            QFont::DemiBold});
    if (runs.size() == 1) {
        now_->setRuns({{tr("now unknown"), Ink::Muted}});
        return;
    }
    runs.push_back({tr(" behind"), Ink::Text2});
    now_->setRuns(runs);
}

void LagPanel::updateAges()
{
    if (live_)
        return;
    if (!staleSince_) {
        now_->setRuns({{tr("unknown, not seen yet"), Ink::Unknown, QFont::Medium}});
        return;
    }
    const auto old = std::chrono::duration_cast<Duration>(parts_.clock.now().steady - staleSince_->steady);
    now_->setRuns({{tr("unknown, seen %1").arg(text::age(old)), Ink::Bad, QFont::Medium}});
}

ChartData LagPanel::lagData(const std::array<Metric, 3>& metrics, ChartUnit unit, const TimeSpan& span,
    int buckets, const QVector<ChartMark>& marks) const
{
    const auto samples = [&](Metric metric) {
        return parts_.history.query({member_, metric}, span.fromMs, span.toMs, buckets);
    };
    ChartData chart;
    chart.fromMs = span.fromMs, chart.toMs = span.toMs, chart.unit = unit;
    chart.lines = {{tr("replay"), ChartLine::Dash::Solid, false, State::Accent, samples(metrics[0])},
        {tr("flush"), ChartLine::Dash::Dashed, false, State::Accent, samples(metrics[1])},
        {tr("write"), ChartLine::Dash::Dotted, false, State::Accent, samples(metrics[2])}};
    chart.marks = marks;
    chart.observedFromMs = parts_.history.earliestMs();
    return chart;
}

void LagPanel::showRange(const TimeSpan& span, const TimeSpan& bounds, const QVector<ChartMark>& marks)
{
    ChartData time = lagData({Metric::ReplayLagSeconds, Metric::FlushLagSeconds, Metric::WriteLagSeconds},
        ChartUnit::Seconds, span, time_->wantedBuckets(), marks);
    time.threshold = std::chrono::duration<double>(limit_.time).count();
    time_->setData(std::move(time));
    ChartData bytes = lagData({Metric::ReplayLagBytes, Metric::FlushLagBytes, Metric::WriteLagBytes},
        ChartUnit::Bytes, span, bytes_->wantedBuckets(), marks);
    bytes.threshold = static_cast<double>(limit_.bytes);
    for (ChartMark& mark : bytes.marks)
        mark.flagged = false; // the flag stands on the chart above
    bytes_->setData(std::move(bytes));
    for (Chart* chart : charts_)
        chart->setBounds(bounds);
    showCaptions();
}

void LagPanel::setCrosshair(std::optional<std::int64_t> atMs)
{
    time_->setCrosshair(atMs);
    bytes_->setCrosshair(atMs);
}

} // namespace switchyard::ui
