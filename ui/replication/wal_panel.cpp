#include "ui/replication/wal_panel.h"

#include "ui/text/text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

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
    connect(chart_, &Chart::crosshairMoved, this, &WalPanel::crosshairMoved);
    connect(chart_, &Chart::wantedBucketsChanged, this, &WalPanel::rangeWanted);
}

void WalPanel::showRange(const QString& primary, bool live, std::int64_t fromMs, std::int64_t toMs,
    const QVector<ChartMark>& marks)
{
    title_->setRuns({{primary.isEmpty() ? tr("WAL written") : tr("WAL written by %1").arg(primary), Ink::Text,
        QFont::DemiBold}});
    ChartData chart;
    chart.fromMs = fromMs, chart.toMs = toMs, chart.unit = ChartUnit::BytesPerSecond;
    chart.lines = {{tr("WAL"), ChartLine::Dash::Solid, true, State::Accent,
        parts_.history.query({primary, Metric::WalBytesPerSecond}, fromMs, toMs, chart_->wantedBuckets())}};
    chart.marks = marks;
    for (ChartMark& mark : chart.marks)
        mark.text.clear();
    const QVector<Bucket>& buckets = chart.lines.front().buckets;
    if (live && !buckets.isEmpty())
        now_->setRuns(
            {{tr("now "), Ink::Text2}, {text::byteRate(buckets.back().last), Ink::Text, QFont::DemiBold}});
    else
        now_->setRuns({{tr("now unknown"), Ink::Muted}});
    chart_->setData(std::move(chart));
}

} // namespace switchyard::ui
