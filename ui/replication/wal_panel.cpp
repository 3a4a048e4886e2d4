#include "ui/replication/wal_panel.h"

#include "ui/text/text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <chrono>
#include <cmath>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

WalPanel::WalPanel(const PageParts& parts, QWidget* parent)
    : Panel(parts.theme, Edge::Card, Ground::Surface, parent), parts_(parts),
      title_(new TextLine(parts.theme, FontRole::Body, this)),
      now_(new TextLine(parts.theme, FontRole::Table, this)), chart_(new Chart(parts.theme, this))
{
    setObjectName(u"replication.wal"_s);
    chart_->setObjectName(u"replication.wal.chart"_s);
    chart_->setAccessibleName(tr("WAL written, per second"));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 0, 16, 0);
    head->addWidget(title_, 1);
    head->addWidget(now_);
    auto* headBox = new QWidget(this);
    headBox->setLayout(head);
    headBox->setFixedHeight(40);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 4);
    column->setSpacing(0);
    column->addWidget(headBox);
    column->addWidget(new Rule(parts.theme, this));
    column->addSpacing(8);
    column->addWidget(chart_, 1);
    chart_->setMinimumHeight(110);
    now_->setObjectName(u"replication.wal.now"_s);
}

void WalPanel::showNow(const QString& primary, bool live, const TimeSpan& span)
{
    constexpr std::int64_t freshMs = 10'000;
    const History& history = parts_.history;
    const auto now = parts_.clock.now().wall.time_since_epoch();
    const std::int64_t nowMs = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    const auto rate =
        history.query({primary, Metric::WalBytesPerSecond}, nowMs - freshMs, nowMs + freshMs, 1);
    const auto place = history.query({primary, Metric::WalPosition}, span.fromMs, span.toMs, 1);
    TextRuns runs;
    if (live && !rate.isEmpty())
        runs = {{tr("now "), Ink::Text2}, {text::byteRate(rate.back().last), Ink::Text, QFont::DemiBold}};
    else
        runs = {{tr("now unknown"), Ink::Muted}};
    // A position only grows, so that its ends say what was written between them, seen or not.
    if (!place.isEmpty())
        runs.push_back({tr(", %1 in %2")
                            .arg(text::bytes(std::llround(place.back().max - place.back().min)),
                                text::duration(std::chrono::milliseconds(span.length()))),
            Ink::Text2});
    now_->setRuns(runs);
}

void WalPanel::showRange(const QString& primary, bool live, const TimeSpan& span, const TimeSpan& bounds,
    const QVector<ChartMark>& marks)
{
    title_->setRuns({{primary.isEmpty() ? tr("WAL written") : tr("WAL written by %1").arg(primary), Ink::Text,
        QFont::DemiBold}});
    ChartData chart;
    chart.fromMs = span.fromMs, chart.toMs = span.toMs, chart.unit = ChartUnit::BytesPerSecond;
    chart.lines = {{tr("WAL"), ChartLine::Dash::Solid, true, State::Accent,
        parts_.history.query(
            {primary, Metric::WalBytesPerSecond}, span.fromMs, span.toMs, chart_->wantedBuckets())}};
    chart.marks = marks;
    chart.observedFromMs = parts_.history.earliestMs();
    for (ChartMark& mark : chart.marks)
        mark.flagged = false;
    showNow(primary, live, span);
    chart_->setBounds(bounds);
    chart_->setData(std::move(chart));
}

} // namespace switchyard::ui
