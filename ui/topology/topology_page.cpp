#include "ui/topology/topology_page.h"

#include "ui/text/text.h"
#include "ui/topology/canvas.h"
#include "ui/topology/finding_strip.h"
#include "ui/topology/inspector.h"
#include "ui/topology/list_view.h"
#include "ui/topology/picture.h"
#include "ui/topology/picture_saver.h"
#include "ui/topology/state_pane.h"
#include "ui/topology/tool_row.h"

#include <QAction>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
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
    makeParts();
    makeActions();
    connectTools();
    refresh();
}

TopologyPage::~TopologyPage() = default;

void TopologyPage::makeParts()
{
    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    tools_ = new ToolRow(parts_.theme, this);
    strip_ = new FindingStrip(parts_.theme, this);
    scroll_ = new QScrollArea(this);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setWidgetResizable(true);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setCornerWidget(new QWidget); // else the style draws a box of its own there
    scroll_->viewport()->installEventFilter(this);
    canvas_ = new Canvas(parts_.theme);
    scroll_->setWidget(canvas_);
    list_ = new ListView(parts_.theme, this);
    pane_ = new StatePane(parts_.theme, this);
    inspector_ = new Inspector(parts_.theme, this);
    saver_ = new PictureSaver(this);
    left->addWidget(tools_);
    left->addWidget(strip_);
    left->addWidget(scroll_, 1);
    left->addWidget(list_, 1);
    left->addWidget(pane_, 1);
    outer->addLayout(left, 1);
    outer->addWidget(inspector_);
}

void TopologyPage::makeActions()
{
    const auto action = [this](const QString& words, const QKeySequence& keys) {
        auto* made = new QAction(words, this);
        made->setShortcut(keys);
        made->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(made);
        return made;
    };
    savePng_ = action(tr("Save the picture as PNG…"), QKeySequence(Qt::CTRL | Qt::Key_S));
    saveSvg_ = action(tr("Save the picture as SVG…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    auto* list = action(tr("Switch between canvas and list"), QKeySequence(Qt::CTRL | Qt::Key_L));
    animate_ = action(tr("Let changes glide"), {});
    animate_->setCheckable(true);
    animate_->setChecked(true);
    tools_->setActions({savePng_, saveSvg_, list, animate_});
    connect(savePng_, &QAction::triggered, this, [this] { askWhereToSave(PictureKind::Png); });
    connect(saveSvg_, &QAction::triggered, this, [this] { askWhereToSave(PictureKind::Svg); });
    connect(list, &QAction::triggered, this, [this] { tools_->setListShown(!tools_->isListShown()); });
    connect(animate_, &QAction::toggled, canvas_, &Canvas::setGliding);
}

void TopologyPage::connectTools()
{
    connect(canvas_, &Canvas::activated, this, &TopologyPage::choose);
    connect(list_, &ListView::activated, this, &TopologyPage::choose);
    connect(canvas_, &Canvas::attentionMoved, this,
        [this](QWidget* item) { scroll_->ensureWidgetVisible(item, 24, 24); });
    connect(strip_, &FindingStrip::activated, this, &TopologyPage::inspect);
    connect(tools_, &ToolRow::listToggled, this, &TopologyPage::showList);
    connect(tools_, &ToolRow::streamsToggled, canvas_, &Canvas::setStreamsShown);
    connect(tools_, &ToolRow::clientsToggled, canvas_, &Canvas::setClientsShown);
    connect(tools_, &ToolRow::zoomInRequested, this, [this] { stepZoom(1, middle()); });
    connect(tools_, &ToolRow::zoomOutRequested, this, [this] { stepZoom(-1, middle()); });
    connect(tools_, &ToolRow::fullSizeRequested, this, [this] { setZoom(1, middle()); });
    connect(tools_, &ToolRow::fitRequested, this, &TopologyPage::zoomToFit);
    connect(saver_, &PictureSaver::finished, this, [this](const QString& path, const QString& error) {
        const QString name = QFileInfo(path).fileName();
        tools_->say(error.isEmpty() ? TextRun{tr("Saved as %1").arg(name), Ink::Text2, QFont::Normal, false}
                                    : TextRun{tr("%1 could not be saved: %2").arg(name, error), Ink::Bad,
                                          QFont::Medium, false});
    });
}

void TopologyPage::saveTo(QSettings& settings) const
{
    settings.setValue(u"topology/list"_s, tools_->isListShown());
    settings.setValue(u"topology/glide"_s, animate_->isChecked());
}

void TopologyPage::restoreFrom(const QSettings& settings)
{
    tools_->setListShown(settings.value(u"topology/list"_s, false).toBool());
    animate_->setChecked(settings.value(u"topology/glide"_s, true).toBool());
}

void TopologyPage::showSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    graph_ = graphOf(*snapshot);
    // Nothing in a snapshot tells yet whether anything promotes by itself.
    succession_ = successionOf(*snapshot, AutomaticFailover::Unknown);
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
    scroll_->setVisible(drawn && !tools_->isListShown());
    list_->setVisible(drawn && tools_->isListShown());
    pane_->setVisible(!drawn);
    savePng_->setEnabled(drawn);
    saveSvg_->setEnabled(drawn);
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
    inspector_->setContent(inspectorContent(*snapshot_, succession_, chosen_, recent, now));
    if (!drawn) {
        showNothing();
        return;
    }
    const CanvasContent content = canvasContent(*snapshot_, graph_, succession_, recent, now);
    canvas_->show(graph_, content);
    if (tools_->isListShown()) {
        list_->setRows(listRows(*snapshot_, graph_, content, now));
        list_->select(chosen_);
    }
}

void TopologyPage::showNothing()
{
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

void TopologyPage::showList(bool shown)
{
    const bool wasHere = isAncestorOf(focusWidget()) && focusWidget()->isVisible();
    refresh();
    if (shown && wasHere)
        list_->setFocus();
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
            stepZoom(wheel->angleDelta().y() > 0 ? 1 : -1, wheel->position());
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

QPointF TopologyPage::middle() const
{
    return QRectF(scroll_->viewport()->rect()).center();
}

/// What lies under `anchor`, a point of the viewport, stays there.
void TopologyPage::setZoom(double zoom, QPointF anchor)
{
    const QPointF before = (anchor - QPointF(canvas_->pos())) / canvas_->zoom();
    canvas_->setZoom(zoom);
    tools_->setZoom(zoom, zoom<std::end(zoomSteps)[-1], zoom> zoomSteps[0]);
    // The scroll bars learn of the new size by an event of its own.
    QCoreApplication::sendPostedEvents(scroll_->viewport(), QEvent::LayoutRequest);
    QCoreApplication::sendPostedEvents(scroll_, QEvent::LayoutRequest);
    const QPointF after = before * zoom - anchor;
    scroll_->horizontalScrollBar()->setValue(static_cast<int>(std::lround(after.x())));
    scroll_->verticalScrollBar()->setValue(static_cast<int>(std::lround(after.y())));
}

void TopologyPage::stepZoom(int steps, QPointF anchor)
{
    const double now = canvas_->zoom();
    if (steps > 0) {
        const auto* next = std::upper_bound(std::begin(zoomSteps), std::end(zoomSteps), now + 0.005);
        setZoom(next == std::end(zoomSteps) ? now : *next, anchor);
    } else {
        const auto* next = std::lower_bound(std::begin(zoomSteps), std::end(zoomSteps), now - 0.005);
        setZoom(next == std::begin(zoomSteps) ? now : *(next - 1), anchor);
    }
}

void TopologyPage::zoomToFit()
{
    setZoom(std::floor(fitting() * 100) / 100, {});
}

void TopologyPage::askWhereToSave(PictureKind kind)
{
    if (dialog_) {
        dialog_->raise();
        dialog_->activateWindow();
        return;
    }
    const bool png = kind == PictureKind::Png;
    dialog_ = new QFileDialog(this, tr("Save the topology of %1").arg(snapshot_->cluster));
    dialog_->setObjectName(u"pictureDialog"_s);
    dialog_->setAttribute(Qt::WA_DeleteOnClose);
    dialog_->setAcceptMode(QFileDialog::AcceptSave);
    dialog_->setNameFilter(png ? tr("PNG picture (*.png)") : tr("SVG picture (*.svg)"));
    dialog_->setDefaultSuffix(png ? u"png"_s : u"svg"_s);
    const QString at = text::clockTime(snapshot_->observedAt.wall).remove(u':');
    dialog_->selectFile(u"%1-topology-%2.%3"_s.arg(
        QString(snapshot_->cluster).replace(u'/', u'-'), at, png ? u"png"_s : u"svg"_s));
    connect(dialog_, &QFileDialog::fileSelected, this,
        [this, kind](const QString& path) { savePicture(kind, path); });
    dialog_->open();
}

void TopologyPage::savePicture(PictureKind kind, const QString& path)
{
    const QString title =
        tr("Topology of %1 at %2").arg(snapshot_->cluster, text::clockTime(snapshot_->observedAt.wall));
    if (kind == PictureKind::Png)
        saver_->save(pictureOf(*canvas_), path);
    else
        saver_->save(svgOf(*canvas_, title), path);
}

void TopologyPage::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: stepZoom(1, middle()); return;
    case Qt::Key_Minus: stepZoom(-1, middle()); return;
    case Qt::Key_0: zoomToFit(); return;
    case Qt::Key_1: setZoom(1, middle()); return;
    case Qt::Key_Escape: choose({}); return;
    default: Page::keyPressEvent(event);
    }
}

} // namespace switchyard::ui
