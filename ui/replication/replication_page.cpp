#include "ui/replication/replication_page.h"

#include "ui/replication/durability_panel.h"
#include "ui/replication/event_words.h"
#include "ui/replication/note_list.h"
#include "ui/replication/page_header.h"
#include "ui/replication/slots_panel.h"
#include "ui/replication/standby_list.h"
#include "ui/replication/thresholds_dialog.h"
#include "ui/replication/wal_panel.h"
#include "ui/text/text.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr qsizetype manyStandbys = 3; // from here on a filter helps
constexpr auto successShownFor = std::chrono::seconds(15);

std::int64_t toMs(WallTime at)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
}

} // namespace

ReplicationPage::ReplicationPage(const PageParts& parts, QWidget* parent)
    : Page(parent), parts_(parts), header_(new ReplicationHeader(parts.theme, this)),
      filter_(new QLineEdit(this)), counts_(new TextLine(parts.theme, FontRole::Table, this)),
      notes_(new NoteList(parts.theme, this)), standbys_(new StandbyList(parts, this)),
      empty_(new TextLine(parts.theme, FontRole::Body, this)), slots_(new SlotsPanel(parts, this)),
      wal_(new WalPanel(parts, this)), durability_(new DurabilityPanel(parts, this)),
      scroll_(new QScrollArea(this)), exporter_(new Exporter(parts.history, this)), redraw_(new QTimer(this))
{
    setObjectName(u"replication"_s);
    setAccessibleName(tr("Replication"));
    tools_ = makeTools();
    content_ = makeContent();
    scroll_->setObjectName(u"replication.scroll"_s);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setWidgetResizable(true);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setWidget(content_);
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addWidget(header_);
    page->addWidget(tools_);
    page->addWidget(scroll_, 1);
    connectHeader();
    connect(standbys_, &StandbyList::panelAdded, this, [this](const LagPanel* panel) {
        for (Chart* chart : panel->charts())
            takeChart(chart);
    });
    takeChart(wal_->chart());
    // Several charts change their width at once: one query for all of them, when the layout has settled.
    redraw_->setSingleShot(true);
    redraw_->setInterval(0);
    connect(redraw_, &QTimer::timeout, this, &ReplicationPage::drawCharts);
    connect(scroll_->verticalScrollBar(), &QScrollBar::valueChanged, this, &ReplicationPage::drawSoon);
    connect(scroll_->verticalScrollBar(), &QScrollBar::rangeChanged, this, &ReplicationPage::drawSoon);
}

QWidget* ReplicationPage::makeTools()
{
    auto* tools = new QWidget(this);
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(16, 8, 16, 0);
    row->setSpacing(12);
    filter_->setObjectName(u"replication.filter"_s);
    filter_->setAccessibleName(tr("Show standbys with these words"));
    filter_->setPlaceholderText(tr("Name, node, upstream or sync state"));
    filter_->setClearButtonEnabled(true);
    filter_->setFixedWidth(280);
    counts_->setObjectName(u"replication.counts"_s);
    row->addWidget(filter_);
    row->addWidget(counts_, 1);
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& words) {
        standbys_->setFilter(words);
        showTools();
        drawSoon();
    });
    tools->hide();
    return tools;
}

QWidget* ReplicationPage::makeContent()
{
    empty_->setObjectName(u"replication.empty"_s);
    empty_->setAlignment(Qt::AlignHCenter);
    empty_->setFixedHeight(64);
    lower_ = new QWidget(this);
    auto* lower = new QHBoxLayout(lower_);
    lower->setContentsMargins(0, 0, 0, 0);
    lower->setSpacing(8);
    lower->addWidget(slots_, 764);
    lower->addWidget(wal_, 484);
    slots_->setMinimumHeight(180);
    auto* content = new QWidget(this);
    content->setProperty("scrollContent", true);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(notes_);
    column->addWidget(empty_);
    column->addWidget(standbys_, 484);
    column->addWidget(lower_, 220);
    column->addWidget(durability_);
    column->addStretch(0);
    return content;
}

void ReplicationPage::connectHeader()
{
    connect(header_, &ReplicationHeader::rangeChosen, this, [this](std::int64_t rangeMs) {
        view_.follow(rangeMs);
        drawCharts();
    });
    connect(header_, &ReplicationHeader::followWanted, this, &ReplicationPage::follow);
    connect(header_, &ReplicationHeader::thresholdsWanted, this, &ReplicationPage::editThresholds);
    connect(header_, &ReplicationHeader::pictureWanted, this, [this] { exportAs(Exporter::Kind::Png); });
    connect(header_, &ReplicationHeader::tableWanted, this, [this] { exportAs(Exporter::Kind::Csv); });
    connect(exporter_, &Exporter::told, this, [this](bool fine, const QString& sentence) {
        exported_ = PageNote{fine ? Mark::Ok : Mark::Bad, sentence};
        exportedAt_ = parts_.clock.now().steady;
        showNotes();
    });
}

void ReplicationPage::takeChart(Chart* chart)
{
    connect(chart, &Chart::crosshairMoved, this, &ReplicationPage::shareCrosshair);
    connect(chart, &Chart::wantedBucketsChanged, this, &ReplicationPage::drawSoon);
    connect(chart, &Chart::spanWanted, this, &ReplicationPage::hold);
    connect(chart, &Chart::resetWanted, this, [this] { follow(true); });
    connect(chart, &Chart::pauseWanted, this, [this] { follow(view_.isHeld()); });
}

void ReplicationPage::showSnapshot(const SnapshotPtr& snapshot)
{
    if (snapshot_) {
        for (const Member& member : snapshot_->members) {
            if (!snapshot->member(member.name))
                gone_.insert(member.name, snapshot->observedAt.wall);
        }
    }
    for (const Member& member : snapshot->members)
        gone_.remove(member.name);
    snapshot_ = snapshot;
    standbys_->showSnapshot(*snapshot, limits_);
    showSlots();
    durability_->show(durabilityOf(*snapshot));
    const bool alone = standbys_->panels().isEmpty();
    empty_->setVisible(alone);
    empty_->setRuns({{noStandbyWords(*snapshot), Ink::Muted}});
    standbys_->setVisible(!alone);
    // With nobody known to lead or to follow, one sentence says more than empty axes.
    lower_->setVisible(!alone || snapshot->primary());
    showNotes();
    showTools();
    if (isVisible())
        drawCharts();
}

void ReplicationPage::showSlots()
{
    const Member* primary = snapshot_->primary();
    std::optional<double> rate;
    if (primary) {
        constexpr std::int64_t window = 10 * 60'000;
        const std::int64_t now = toMs(snapshot_->observedAt.wall);
        rate = meanWalRate(parts_.history, primary->name, now - window, now);
    }
    slots_->show(slotTable(*snapshot_, rate));
}

void ReplicationPage::showNotes()
{
    QVector<PageNote> notes;
    if (snapshot_)
        notes = replicationNotes(*snapshot_, gone_);
    if (exported_)
        notes.prepend(*exported_);
    notes_->setNotes(notes);
}

void ReplicationPage::showTools()
{
    const qsizetype all = standbys_->panels().size(), shown = standbys_->shown().size();
    tools_->setVisible(all >= manyStandbys);
    const int over = standbys_->overLimit();
    const QString behind = over == 0   ? tr("none is behind its threshold")
                           : over == 1 ? tr("1 is behind its threshold")
                                       : tr("%1 are behind their thresholds").arg(over);
    const QString counted =
        shown == all ? tr("%1 standbys").arg(all) : tr("%1 of %2 standbys").arg(shown).arg(all);
    counts_->setRuns(
        {{counted + u", "_s, Ink::Text2}, {behind, over > 0 ? Ink::Warn : Ink::Text2, QFont::Medium}});
}

std::int64_t ReplicationPage::nowMs() const
{
    return toMs(snapshot_->observedAt.wall);
}

TimeSpan ReplicationPage::span() const
{
    return view_.shown(nowMs(), parts_.history.earliestMs());
}

bool ReplicationPage::isInView(const QWidget& panel) const
{
    const QRect place(panel.mapTo(scroll_->viewport(), QPoint()), panel.size());
    return !panel.isHidden() && place.intersects(scroll_->viewport()->rect());
}

/// Only what can be seen: 59 standbys have 118 charts.
void ReplicationPage::drawCharts()
{
    if (!snapshot_)
        return;
    const TimeSpan shown = span(), bounds = ChartView::bounds(nowMs(), parts_.history.earliestMs());
    const QVector<ChartMark> marks = chartMarks(parts_.history.events(shown.fromMs, shown.toMs));
    const bool scrolls = scroll_->verticalScrollBar()->maximum() > 0;
    for (LagPanel* panel : standbys_->shown()) {
        if (isInView(*panel))
            panel->showRange(shown, bounds, marks);
        for (Chart* chart : panel->charts())
            chart->setWheelZooms(!scrolls);
    }
    const Member* leader = lastLeader(*snapshot_);
    wal_->showRange(leader ? leader->name : QString(), snapshot_->primary() != nullptr, shown, bounds, marks);
    wal_->chart()->setWheelZooms(!scrolls);
    header_->showSpan(shown, view_.isHeld(), nowMs());
}

void ReplicationPage::drawSoon()
{
    if (isVisible())
        redraw_->start();
}

void ReplicationPage::hold(const TimeSpan& span)
{
    view_.hold(span);
    drawCharts();
}

void ReplicationPage::follow(bool on)
{
    if (!snapshot_)
        return;
    if (on)
        view_.follow();
    else
        view_.hold(span());
    drawCharts();
}

void ReplicationPage::shareCrosshair(std::optional<std::int64_t> atMs)
{
    for (LagPanel* panel : standbys_->panels())
        panel->setCrosshair(atMs);
    wal_->chart()->setCrosshair(atMs);
}

void ReplicationPage::setLimits(const LagLimits& limits)
{
    limits_ = limits;
    if (!snapshot_)
        return;
    standbys_->showSnapshot(*snapshot_, limits_);
    showTools();
    drawSoon();
}

void ReplicationPage::editThresholds()
{
    QStringList names;
    for (const LagPanel* panel : standbys_->panels())
        names << panel->member();
    auto* dialog = new ThresholdsDialog(parts_.theme, limits_, names, this);
    connect(dialog, &ThresholdsDialog::limitsChosen, this, [this](const LagLimits& limits) {
        setLimits(limits);
        Q_EMIT limitsChanged(limits);
    });
    dialog->open();
}

void ReplicationPage::exportAs(Exporter::Kind kind)
{
    if (!snapshot_)
        return;
    ExportSource source{snapshot_->cluster, {}, span(), [this] { return picture(); }};
    if (const Member* leader = lastLeader(*snapshot_))
        source.members << leader->name;
    for (const LagPanel* panel : standbys_->shown())
        source.members << panel->member();
    exporter_->ask(kind, std::move(source));
}

/// The whole page, also what lies beyond the window's edge, under a line that says of what and when it is.
QImage ReplicationPage::picture()
{
    const TimeSpan shown = span(), bounds = ChartView::bounds(nowMs(), parts_.history.earliestMs());
    const QVector<ChartMark> marks = chartMarks(parts_.history.events(shown.fromMs, shown.toMs));
    for (LagPanel* panel : standbys_->shown())
        panel->showRange(shown, bounds, marks);
    constexpr int headHeight = 40;
    const double ratio = devicePixelRatioF();
    QImage image((content_->size() + QSize(0, headHeight)) * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(parts_.theme.tokens().win);
    QPainter painter(&image);
    const auto whole = [](std::int64_t at) {
        return QDateTime::fromMSecsSinceEpoch(at).toString(Qt::ISODate);
    };
    paintRuns(painter, QRectF(16, 0, content_->width() - 32, headHeight),
        {{tr("Replication of %1").arg(snapshot_->cluster), Ink::Text, QFont::DemiBold},
            {tr("   %1 to %2, %3")
                    .arg(whole(shown.fromMs), whole(shown.toMs),
                        QDateTime::fromMSecsSinceEpoch(shown.toMs).timeZoneAbbreviation()),
                Ink::Text2}},
        parts_.theme, FontRole::Body);
    content_->render(&painter, QPoint(0, headHeight));
    return image;
}

void ReplicationPage::updateAges()
{
    for (LagPanel* panel : standbys_->panels())
        panel->updateAges();
    slots_->updateAges();
    durability_->updateAges();
    if (exported_ && exported_->mark == Mark::Ok &&
        parts_.clock.now().steady - exportedAt_ > successShownFor) {
        exported_.reset();
        showNotes();
    }
}

void ReplicationPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    drawCharts();
}

} // namespace switchyard::ui
