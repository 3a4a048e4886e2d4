#include "ui/pools/waiting_panel.h"

#include "ui/pools/wait_reasons.h"
#include "ui/text/text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {
constexpr std::array<std::int64_t, 3> rangeMinutes{15, 30, 360};
}

WaitingPanel::WaitingPanel(const PageParts& parts, QWidget* parent)
    : Panel(parts.theme, Edge::Card, Ground::Surface, parent), parts_(parts),
      title_(new TextLine(parts.theme, FontRole::Body, this)),
      range_(new SegmentedControl(u"pools.waiting.range"_s, {tr("15 min"), tr("30 min"), tr("6 h")},
          SegmentedControl::Mode::OneOf, this)),
      now_(new TextLine(parts.theme, FontRole::Table, this)), chart_(new Chart(parts.theme, this))
{
    setObjectName(u"pools.waiting"_s);
    chart_->setObjectName(u"pools.waiting.chart"_s);
    chart_->setAccessibleName(tr("Waiting clients"));
    range_->setAccessibleName(tr("Range of the chart"));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 0, 16, 0);
    head->setSpacing(12);
    head->addWidget(title_, 1);
    head->addWidget(range_);
    head->addWidget(now_);
    auto* headBox = new QWidget(this);
    headBox->setLayout(head);
    headBox->setFixedHeight(40);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 6);
    column->setSpacing(0);
    column->addWidget(headBox);
    column->addWidget(new Rule(parts.theme, this));
    column->addSpacing(8);
    column->addWidget(chart_, 1);
    connect(range_, &SegmentedControl::toggled, this, [this] { draw(); });
    connect(chart_, &Chart::wantedBucketsChanged, this, &WaitingPanel::draw);
}

void WaitingPanel::show(const SnapshotPtr& snapshot, const QString& pooler, const QString& database)
{
    snapshot_ = snapshot, pooler_ = pooler, database_ = database;
    draw();
}

void WaitingPanel::draw()
{
    const Pooler* pooler = snapshot_ ? findPooler(*snapshot_, pooler_) : nullptr;
    const PoolDatabase* database = pooler ? findDatabase(*pooler, database_) : nullptr;
    TextRuns title{{tr("Waiting clients"), Ink::Text, QFont::DemiBold}};
    if (database)
        title.push_back({u"   "_s + tr("%1 on %2").arg(database_, pooler_), Ink::Muted});
    title_->setRuns(title);
    const bool live = database && pooler->facts.isKnown();
    const bool waits = live && database->clientsWaiting > 0;
    const Ink ink = waits ? Ink::Warn : Ink::Text;
    if (live)
        now_->setRuns(
            {{tr("now "), Ink::Text2}, {tr("%1 clients").arg(database->clientsWaiting), ink, QFont::DemiBold},
                {tr(", longest "), Ink::Text2}, {text::duration(database->maxWait), ink, QFont::DemiBold}});
    else
        now_->setRuns({{tr("now unknown"), Ink::Muted}});
    ChartData chart;
    chart.unit = ChartUnit::Count;
    if (snapshot_) {
        chart.toMs = std::chrono::duration_cast<std::chrono::milliseconds>(
            snapshot_->observedAt.wall.time_since_epoch())
                         .count();
        chart.fromMs = rangeBegin(chart.toMs,
            rangeMinutes[static_cast<std::size_t>(std::max(range_->current(), 0))] * 60'000,
            parts_.history.earliestMs());
        chart.lines = {{tr("waiting"), ChartLine::Dash::Solid, false, waits ? State::Warn : State::Accent,
            parts_.history.query({pooler_ + u'/' + database_, Metric::ClientsWaiting}, chart.fromMs,
                chart.toMs, chart_->wantedBuckets())}};
    }
    chart_->setData(std::move(chart));
}

} // namespace switchyard::ui
