#include "ui/replication/replication_page.h"

#include "ui/replication/legend.h"
#include "ui/text/text.h"

#include <QDateTime>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr std::array<std::int64_t, 4> rangeMinutes{15, 60, 360, 1440};

QStringList standbysOf(const ClusterSnapshot& snapshot)
{
    QStringList names;
    for (const Member& member : snapshot.members) {
        const MemberFacts* facts = member.facts.lastValue();
        if (!facts || facts->role() == Role::Standby)
            names << member.name;
    }
    return names;
}

Icon iconOf(EventMark::Kind kind)
{
    switch (kind) {
    case EventMark::Kind::Promoted: return Icon::Crown;
    case EventMark::Kind::MemberLost: return Icon::MemberLost;
    case EventMark::Kind::MemberBack: return Icon::MemberBack;
    case EventMark::Kind::NodeLost: return Icon::NodeLost;
    case EventMark::Kind::NodeBack: return Icon::NodeBack;
    }
    return Icon::Crown;
}

QString wordsOf(const EventMark& mark)
{
    switch (mark.kind) {
    case EventMark::Kind::Promoted:
        return ReplicationPage::tr("%1 promoted, timeline %2").arg(mark.subject).arg(mark.timeline);
    case EventMark::Kind::MemberLost:
    case EventMark::Kind::NodeLost: return ReplicationPage::tr("%1 lost").arg(mark.subject);
    case EventMark::Kind::MemberBack:
    case EventMark::Kind::NodeBack: return ReplicationPage::tr("%1 back").arg(mark.subject);
    }
    return {};
}

std::int64_t toMs(WallTime at)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

} // namespace

ReplicationPage::ReplicationPage(const PageParts& parts, QWidget* parent)
    : Page(parent), parts_(parts),
      range_(new SegmentedControl(u"replication.range"_s, {tr("15 min"), tr("1 h"), tr("6 h"), tr("24 h")},
          SegmentedControl::Mode::OneOf, this)),
      span_(new TextLine(parts.theme, FontRole::Table, this)), grid_(new QGridLayout),
      empty_(new TextLine(parts.theme, FontRole::Body, this)), slots_(new SlotsPanel(parts, this)),
      wal_(new WalPanel(parts, this)), redraw_(new QTimer(this))
{
    setObjectName(u"replication"_s);
    setAccessibleName(tr("Replication"));
    empty_->setAlignment(Qt::AlignHCenter);
    empty_->setFixedHeight(64);
    lower_ = new QWidget(this);
    auto* lower = new QHBoxLayout(lower_);
    lower->setContentsMargins(0, 0, 0, 0);
    lower->setSpacing(8);
    lower->addWidget(slots_, 764);
    lower->addWidget(wal_, 484);
    slots_->setMinimumHeight(180);
    grid_->setSpacing(8);
    auto* content = new QWidget(this);
    content->setProperty("scrollContent", true);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(empty_);
    column->addLayout(grid_, 484);
    column->addWidget(lower_, 240);
    column->addStretch(0);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(u"replication.scroll"_s);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(makeHeader());
    page->addWidget(scroll, 1);
    connect(range_, &SegmentedControl::toggled, this, [this] { drawCharts(); });
    connect(wal_, &WalPanel::crosshairMoved, this, &ReplicationPage::shareCrosshair);
    connect(wal_, &WalPanel::rangeWanted, this, &ReplicationPage::drawSoon);
    // Several charts change their width at once: one query for all of them, when the layout has settled.
    redraw_->setSingleShot(true);
    redraw_->setInterval(0);
    connect(redraw_, &QTimer::timeout, this, &ReplicationPage::drawCharts);
    empty_->setRuns({{tr("No standby is known, so there is no lag to show"), Ink::Muted}});
}

QWidget* ReplicationPage::makeHeader()
{
    auto* header = new Panel(parts_.theme, Panel::Edge::Bottom, Panel::Ground::Surface, this);
    header->setFixedHeight(48);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(14);
    auto* title = new TextLine(
        parts_.theme, FontRole::PageTitle, header, {{tr("Replication"), Ink::Text, QFont::DemiBold}});
    title->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(title);
    range_->setAccessibleName(tr("Range of the charts"));
    row->addSpacing(4);
    row->addWidget(range_);
    row->addWidget(span_);
    auto* follows = new Badge(parts_.theme, FontRole::Table, 24, header);
    follows->setContent(tr("follows now"), State::Accent, Mark::Running);
    row->addWidget(follows);
    row->addStretch(1);
    row->addWidget(new LagLegend(parts_.theme, header));
    return header;
}

void ReplicationPage::showSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    keepPanels(standbysOf(*snapshot));
    for (LagPanel* panel : panels_)
        panel->showSnapshot(*snapshot);
    const Member* primary = snapshot->primary();
    std::optional<double> rate;
    if (primary) {
        const std::int64_t now = toMs(snapshot->observedAt.wall);
        const auto recent =
            parts_.history.query({primary->name, Metric::WalBytesPerSecond}, now - 10'000, now, 1);
        if (!recent.isEmpty())
            rate = recent.back().last;
    }
    slots_->show(slotTable(*snapshot, rate));
    // With nobody known to lead or to follow, one sentence says more than empty axes.
    lower_->setVisible(!panels_.isEmpty() || primary);
    if (isVisible())
        drawCharts();
}

void ReplicationPage::keepPanels(const QStringList& standbys)
{
    QStringList shown;
    for (const LagPanel* panel : panels_)
        shown << panel->member();
    if (shown == standbys)
        return;
    QVector<LagPanel*> next;
    for (const QString& name : standbys) {
        const qsizetype at = shown.indexOf(name);
        if (at >= 0) {
            next.push_back(panels_[at]);
            continue;
        }
        auto* panel = new LagPanel(parts_, name, this);
        connect(panel, &LagPanel::crosshairMoved, this, &ReplicationPage::shareCrosshair);
        connect(panel, &LagPanel::rangeWanted, this, &ReplicationPage::drawSoon);
        next.push_back(panel);
    }
    for (LagPanel* panel : panels_) {
        grid_->removeWidget(panel);
        if (!next.contains(panel))
            panel->deleteLater();
    }
    panels_ = next;
    for (int i = 0; i < panels_.size(); ++i)
        grid_->addWidget(panels_[i], i / 2, i % 2);
    grid_->setColumnStretch(0, 1);
    grid_->setColumnStretch(1, panels_.size() > 1 ? 1 : 0);
    empty_->setVisible(panels_.isEmpty());
}

QVector<ChartMark> ReplicationPage::marks(std::int64_t fromMs, std::int64_t untilMs) const
{
    QVector<ChartMark> result;
    for (const EventMark& event : parts_.history.events(fromMs, untilMs))
        result.push_back({event.atMs, iconOf(event.kind), wordsOf(event)});
    return result;
}

void ReplicationPage::drawCharts()
{
    if (!snapshot_)
        return;
    const std::int64_t until = toMs(snapshot_->observedAt.wall);
    const std::int64_t from =
        rangeBegin(until, rangeMinutes[static_cast<std::size_t>(std::max(range_->current(), 0))] * 60'000,
            parts_.history.earliestMs());
    const QDateTime left = QDateTime::fromMSecsSinceEpoch(from),
                    right = QDateTime::fromMSecsSinceEpoch(until);
    const QString leftWords =
        left.date() == right.date() ? left.toString(u"HH:mm"_s) : left.toString(u"d MMM HH:mm"_s);
    span_->setRuns({{tr("%1 to %2").arg(leftWords, right.toString(u"HH:mm"_s)), Ink::Text2}});
    const QVector<ChartMark> events = marks(from, until);
    for (LagPanel* panel : panels_)
        panel->showRange(from, until, events);
    const Member* primary = snapshot_->primary();
    const QString name = primary ? primary->name : slotTable(*snapshot_, {}).primary;
    wal_->showRange(name, primary != nullptr, from, until, events);
}

void ReplicationPage::shareCrosshair(std::optional<std::int64_t> atMs)
{
    for (LagPanel* panel : panels_)
        panel->setCrosshair(atMs);
    wal_->setCrosshair(atMs);
}

void ReplicationPage::updateAges()
{
    for (LagPanel* panel : panels_)
        panel->updateAges();
    slots_->updateAges();
}

void ReplicationPage::drawSoon()
{
    if (isVisible())
        redraw_->start();
}

void ReplicationPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    drawCharts();
}

} // namespace switchyard::ui
