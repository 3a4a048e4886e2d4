#include "ui/topology/topology_page.h"

#include "ui/text/text.h"
#include "ui/topology/canvas.h"
#include "ui/topology/finding_strip.h"
#include "ui/topology/inspector.h"
#include "ui/topology/state_pane.h"
#include "ui/topology/tool_row.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace switchyard::ui {

using namespace topology;
using namespace Qt::StringLiterals;

namespace {
constexpr double zoomSteps[] = {0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0};
}

TopologyPage::TopologyPage(PageParts parts, QWidget* parent) : Page(parent), parts_(parts)
{
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    tools_ = new ToolRow(parts.theme, this);
    strip_ = new FindingStrip(parts.theme, this);
    scroll_ = new QScrollArea(this);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->viewport()->installEventFilter(this);
    canvas_ = new Canvas(parts.theme);
    scroll_->setWidget(canvas_);
    pane_ = new StatePane(parts.theme, this);
    inspector_ = new Inspector(parts.theme, this);
    left->addWidget(tools_);
    left->addWidget(strip_);
    left->addWidget(scroll_, 1);
    left->addWidget(pane_, 1);
    outer->addLayout(left, 1);
    outer->addWidget(inspector_);

    connect(canvas_, &Canvas::activated, this, &TopologyPage::choose);
    connect(canvas_, &Canvas::attentionMoved, this,
        [this](QWidget* item) { scroll_->ensureWidgetVisible(item, 24, 24); });
    connect(strip_, &FindingStrip::activated, this, &TopologyPage::inspect);
    connect(tools_, &ToolRow::streamsToggled, canvas_, &Canvas::setStreamsShown);
    connect(tools_, &ToolRow::clientsToggled, canvas_, &Canvas::setClientsShown);
    connect(tools_, &ToolRow::zoomInRequested, this, [this] { stepZoom(1); });
    connect(tools_, &ToolRow::zoomOutRequested, this, [this] { stepZoom(-1); });
    connect(tools_, &ToolRow::fitRequested, this, &TopologyPage::zoomToFit);
    refresh();
}

TopologyPage::~TopologyPage() = default;

void TopologyPage::showSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    graph_ = graphOf(*snapshot);
    strip_->setRows(stripRows(*snapshot));
    refresh();
}

void TopologyPage::updateAges()
{
    if (snapshot_)
        refresh();
}

void TopologyPage::refresh()
{
    const bool drawn = snapshot_ && !graph_.cards.isEmpty();
    scroll_->setVisible(drawn);
    pane_->setVisible(!drawn);
    if (!snapshot_) {
        InspectorContent nothing;
        nothing.mark = Mark::ToDo;
        nothing.name = tr("Not read yet");
        inspector_->setContent(nothing);
        pane_->setState(Mark::Running, tr("Looking at the cluster"),
            tr("The Swarm manager and every member are asked at once."), true);
        return;
    }
    const Instant now = parts_.clock.now();
    const Recent recent{parts_.history, unixMs(now.wall)};
    inspector_->setContent(inspectorContent(*snapshot_, chosen_, recent, now));
    if (drawn) {
        canvas_->show(graph_, canvasContent(*snapshot_, graph_, recent, now));
        return;
    }
    const Error* error = snapshot_->swarm.error();
    if (error) {
        pane_->setState(
            Mark::Unknown, tr("The Swarm manager does not answer"), text::sentence(*error), false);
        return;
    }
    const auto nothing = std::find_if(snapshot_->findings.begin(), snapshot_->findings.end(),
        [](const Finding& f) { return f.code == FindingCode::NothingDiscovered; });
    const bool found = nothing != snapshot_->findings.end();
    pane_->setState(Mark::Info, found ? text::title(*nothing) : tr("No member of this cluster runs here"),
        found ? text::explanation(*nothing) : QString(), false);
}

void TopologyPage::inspect(const QString& subject)
{
    const QString name = subject.section(u'/', 0, 0);
    const int member = graph_.card(CardKind::Member, name), pooler = graph_.card(CardKind::Pooler, name);
    if (member >= 0) {
        choose({ObjectId::Kind::Member, name});
        return;
    }
    if (pooler >= 0) {
        choose({ObjectId::Kind::Pooler, name});
        return;
    }
    for (const GraphLane& lane : graph_.lanes) {
        if (lane.name == name || lane.key == name) {
            choose({ObjectId::Kind::Node, lane.key});
            return;
        }
    }
    choose({});
}

void TopologyPage::choose(const ObjectId& id)
{
    chosen_ = id;
    canvas_->select(id);
    if (QWidget* item = canvas_->selectedItem())
        scroll_->ensureWidgetVisible(item, 24, 24);
    updateAges();
}

bool TopologyPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == scroll_->viewport() && event->type() == QEvent::Resize)
        fitRoom();
    if (watched == scroll_->viewport() && event->type() == QEvent::Wheel) {
        const auto* wheel = static_cast<QWheelEvent*>(event);
        if (wheel->modifiers() & Qt::ControlModifier) {
            stepZoom(wheel->angleDelta().y() > 0 ? 1 : -1);
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

/// The layout fills what is there without scroll bars, so that a bar that comes or goes moves nothing.
void TopologyPage::fitRoom()
{
    canvas_->setRoom(scroll_->maximumViewportSize());
}

double TopologyPage::fitting() const
{
    const QSizeF all = canvas_->sizeAt100(), room = scroll_->maximumViewportSize();
    return std::clamp(std::min(room.width() / all.width(), room.height() / all.height()), 0.1, 1.0);
}

void TopologyPage::setZoom(double zoom)
{
    canvas_->setZoom(zoom);
    tools_->setZoom(zoom, zoom<std::end(zoomSteps)[-1], zoom> zoomSteps[0]);
}

void TopologyPage::stepZoom(int steps)
{
    const double now = canvas_->zoom();
    if (steps > 0) {
        const auto* next = std::upper_bound(std::begin(zoomSteps), std::end(zoomSteps), now + 0.005);
        setZoom(next == std::end(zoomSteps) ? now : *next);
    } else {
        const auto* next = std::lower_bound(std::begin(zoomSteps), std::end(zoomSteps), now - 0.005);
        setZoom(next == std::begin(zoomSteps) ? now : *(next - 1));
    }
}

void TopologyPage::zoomToFit()
{
    setZoom(std::floor(fitting() * 100) / 100);
}

void TopologyPage::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: stepZoom(1); return;
    case Qt::Key_Minus: stepZoom(-1); return;
    case Qt::Key_0: zoomToFit(); return;
    case Qt::Key_Escape: choose({}); return;
    default: Page::keyPressEvent(event);
    }
}

} // namespace switchyard::ui
