#include "ui/window/main_window.h"

#include "ui/findings/findings_page.h"
#include "ui/palette/command_palette.h"
#include "ui/palette/keyboard_help.h"
#include "ui/pools/pool_rows.h"
#include "ui/pools/pools_page.h"
#include "ui/replication/lag_settings.h"
#include "ui/replication/replication_page.h"
#include "ui/services/services_page.h"
#include "ui/topology/topology_page.h"
#include "ui/window/arrangement.h"
#include "ui/window/findings_popup.h"
#include "ui/window/first_look.h"
#include "ui/window/place.h"
#include "ui/window/rail.h"
#include "ui/window/status_line.h"
#include "ui/window/top_bar.h"
#include "ui/window/trouble_banner.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr int agesEveryMs = 250;
constexpr std::chrono::milliseconds firstFrameTakes{30};

} // namespace

MainWindow::MainWindow(const PageParts& parts, const WindowInfo& info, ObserverControl control,
    PoolerDesk& desk, QSettings& settings)
    : parts_(parts), info_(info), control_(std::move(control)), desk_(desk), settings_(settings),
      rail_(new Rail(parts.theme, this)), top_(new TopBar(parts, info, this)),
      banner_(new TroubleBanner(parts, this)), stack_(new QStackedWidget(this)),
      firstLook_(new FirstLook(parts.theme, info.clusterName, this)),
      findings_(new FindingsPopup(parts.theme, this)), ages_(new QTimer(this)),
      palette_(new CommandPalette(parts.theme, actions_, this)), help_(new KeyboardHelp(parts.theme, this))
{
    setObjectName(u"window"_s);
    setWindowTitle(tr("%1, Switchyard").arg(info.clusterName));
    setMinimumSize(1024, 640);
    resize(1440, 900);
    banner_->setInterval(info.interval);
    addPages();
    makeFrame();
    offerActions();
    judgeLagBy(readLagLimits(settings, info.clusterName));
    openPage(std::max(0, indexOf(settings.value(u"window/page"_s).toString())));
    connect(rail_, &Rail::pageRequested, this, &MainWindow::openPage);
    connect(rail_, &Rail::schemeRequested, this, &MainWindow::switchScheme);
    connect(banner_, &TroubleBanner::retryRequested, this, [this] { control_.refreshNow(); });
    connect(findings_, &FindingsPopup::inspectRequested, this, &MainWindow::inspect);
    connect(top_->bell(), &QAbstractButton::clicked, this, &MainWindow::toggleFindings);
    ages_->setInterval(agesEveryMs);
    connect(ages_, &QTimer::timeout, this, &MainWindow::updateAges);
    connect(top_, &TopBar::clustersRequested, this, &MainWindow::clustersRequested);
}

/// Thresholds are kept per cluster; the page and the findings go by the same ones, whether or not the page is
/// ever opened.
void MainWindow::judgeLagBy(const LagLimits& limits)
{
    if (control_.setLagLimits)
        control_.setLagLimits(limits);
}

Page* MainWindow::makeReplicationPage()
{
    auto* page = new ReplicationPage(parts_, this);
    page->setLimits(readLagLimits(settings_, info_.clusterName));
    connect(page, &ReplicationPage::limitsChanged, this, [this](const LagLimits& limits) {
        writeLagLimits(settings_, info_.clusterName, limits);
        judgeLagBy(limits);
    });
    return page;
}

void MainWindow::makeFrame()
{
    status_ = new StatusLine(parts_.theme, info_, this);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(top_);
    right->addWidget(banner_);
    right->addWidget(stack_, 1);
    auto* upper = new QHBoxLayout;
    upper->setSpacing(0);
    upper->addWidget(rail_);
    upper->addLayout(right, 1);
    auto* central = new QWidget(this);
    auto* all = new QVBoxLayout(central);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(upper, 1);
    all->addWidget(status_);
    setCentralWidget(central);
    stack_->addWidget(firstLook_);
    stack_->setCurrentWidget(firstLook_);
    // Where the keyboard begins: no control is chosen before a person chooses one.
    stack_->setAccessibleName(tr("Page"));
    stack_->setFocusPolicy(Qt::ClickFocus);
    stack_->setFocus();
}

void MainWindow::addPages()
{
    addPage(u"topology"_s, Icon::Topology, tr("Topology"), [this] { return new TopologyPage(parts_, this); });
    addPage(u"replication"_s, Icon::Replication, tr("Replication"), [this] { return makeReplicationPage(); });
    addPage(u"pools"_s, Icon::Pools, tr("Pools"), [this] { return new PoolsPage(parts_, desk_, this); });
    addPage(u"services"_s, Icon::Services, tr("Services"), [this] { return new ServicesPage(parts_, this); });
    addPage(u"findings"_s, Icon::Bell, tr("Findings"), [this] { return new FindingsPage(parts_, this); });
}

void MainWindow::addPage(const QString& id, Icon icon, const QString& label, MakePage make)
{
    const int number = static_cast<int>(pages_.size()) + 1;
    pages_.append({id, label, std::move(make), nullptr});
    const QKeySequence keys(u"Ctrl+"_s + QString::number(number));
    rail_->addPage(icon, label, keys.toString(QKeySequence::NativeText));
    actions_.add({u"page."_s + id, tr("Pages"), tr("Go to %1").arg(label), keys,
        [this, number] { openPage(number - 1); }, {}});
}

Page* MainWindow::pageAt(int index)
{
    PageEntry& entry = pages_[index];
    if (!entry.page) {
        entry.page = entry.make();
        entry.page->setObjectName(entry.id);
        stack_->addWidget(entry.page);
        connect(entry.page, &Page::inspectRequested, this, &MainWindow::inspect);
        restoreArrangement(settings_, *entry.page);
    }
    return entry.page;
}

int MainWindow::indexOf(const QString& id) const
{
    const auto it =
        std::find_if(pages_.begin(), pages_.end(), [&](const PageEntry& entry) { return entry.id == id; });
    return it == pages_.end() ? -1 : static_cast<int>(it - pages_.begin());
}

void MainWindow::offerActions()
{
    const QString view = tr("View"), program = tr("Program");
    actions_.add({u"refresh"_s, view, tr("Look again now"), QKeySequence(Qt::Key_F5),
        [this] { control_.refreshNow(); }, tr("refresh reload")});
    actions_.add(
        {u"findings"_s, view, tr("List the findings"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F),
            [this] { toggleFindings(); }, tr("alerts errors warnings")});
    actions_.add({u"look.switch"_s, view, tr("Switch between the light and the dark look"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), [this] { switchScheme(); }, tr("theme")});
    actions_.add({u"look.system"_s, view, tr("Look as the system does"), {},
        [this] { chooseScheme(Scheme::System); }, tr("theme")});
    actions_.add(
        {u"look.light"_s, view, tr("Light look"), {}, [this] { chooseScheme(Scheme::Light); }, tr("theme")});
    actions_.add(
        {u"look.dark"_s, view, tr("Dark look"), {}, [this] { chooseScheme(Scheme::Dark); }, tr("theme")});
    actions_.add({u"palette"_s, program, tr("Find a command"), QKeySequence(Qt::CTRL | Qt::Key_K),
        [this] { palette_->openEmpty(); }, {}});
    actions_.add({u"keys"_s, program, tr("Show all keys"), QKeySequence(Qt::Key_F1), [this] { openHelp(); },
        tr("help shortcuts")});
    actions_.add({u"quit"_s, program, tr("Close the window"), QKeySequence(Qt::CTRL | Qt::Key_Q),
        [this] { window()->close(); }, tr("quit exit")});
    actions_.bindKeys(*this);
    actions_.addSource([this] { return pageActions(); });
    actions_.addSource([this] { return subjectActions(); });
}

QVector<Action> MainWindow::pageActions()
{
    return snapshot_ ? currentPage()->offers() : QVector<Action>();
}

QVector<Action> MainWindow::subjectActions()
{
    QVector<Action> actions;
    if (!snapshot_)
        return actions;
    const auto offer = [&](const QString& group, const QString& name, const QString& also) {
        actions.append({u"inspect."_s + name, group, tr("Inspect %1").arg(name), {},
            [this, name] { inspect(name); }, also});
    };
    for (const Member& member : snapshot_->members)
        offer(tr("Members"), member.name,
            member.role() == Role::Primary ? tr("primary leader") + u' ' + member.nodeName : member.nodeName);
    for (const Pooler& pooler : snapshot_->poolers)
        offer(tr("Poolers"), pooler.name, pooler.nodeName);
    if (const SwarmFacts* swarm = snapshot_->swarm.lastValue()) {
        for (const docker::Node& node : swarm->nodes)
            offer(tr("Nodes"), node.hostname, {});
        for (const docker::Service& service : swarm->services)
            offer(tr("Services"), service.name, {});
    }
    return actions;
}

Page* MainWindow::currentPage()
{
    return pageAt(current_);
}

void MainWindow::openPage(int index)
{
    if (index < 0 || index >= pages_.size())
        return;
    current_ = index;
    rail_->setCurrent(index);
    palette_->dismiss();
    help_->dismiss();
    if (!snapshot_)
        return;
    Page* page = currentPage();
    page->showSnapshot(snapshot_);
    stack_->setCurrentWidget(page);
    updateAges();
}

void MainWindow::inspect(const QString& subject)
{
    const int topology = indexOf(u"topology"_s);
    openPage(topology);
    static_cast<TopologyPage*>(pageAt(topology))->inspect(subject);
}

void MainWindow::showSnapshot(const SnapshotPtr& snapshot)
{
    const bool first = !snapshot_;
    snapshot_ = snapshot;
    top_->showSnapshot(snapshot);
    banner_->showSnapshot(snapshot);
    status_->showSnapshot(*snapshot);
    findings_->showFindings(snapshot->findings);
    showCounts();
    if (first)
        openPage(current_);
    else
        currentPage()->showSnapshot(snapshot);
}

void MainWindow::showCounts()
{
    rail_->setCount(indexOf(u"pools"_s), poolTotals(*snapshot_).waiting, State::Warn);
    int serious = 0;
    Severity worst = Severity::Info;
    for (const Finding& finding : snapshot_->findings) {
        serious += finding.severity == Severity::Info ? 0 : 1;
        worst = std::max(worst, finding.severity);
    }
    rail_->setCount(indexOf(u"findings"_s), serious, stateOf(worst));
}

void MainWindow::updateAges()
{
    if (!snapshot_)
        return;
    top_->updateAges();
    banner_->updateAges();
    currentPage()->updateAges();
}

void MainWindow::openHelp()
{
    const QVector<PageKey> keys = snapshot_ ? currentPage()->keys() : QVector<PageKey>();
    help_->openFor(pages_[current_].label, keys, actions_.all());
}

void MainWindow::switchScheme()
{
    chooseScheme(parts_.theme.tokens().dark ? Scheme::Light : Scheme::Dark);
}

void MainWindow::chooseScheme(Scheme scheme)
{
    parts_.theme.setScheme(scheme);
    applyScheme();
    rememberScheme(settings_, parts_.theme.scheme());
}

void MainWindow::applyScheme()
{
    parts_.theme.applyTo(*qApp);
}

void MainWindow::toggleFindings()
{
    if (findings_->isVisible()) {
        findings_->close();
        return;
    }
    const BellButton* bell = top_->bell();
    findings_->openAt(bell->mapToGlobal(QPoint(bell->width(), bell->height() + 2)));
}

void MainWindow::setWatched(bool watched)
{
    if (watched == watched_)
        return;
    watched_ = watched;
    const std::chrono::milliseconds interval =
        watched ? info_.interval : std::max(info_.hiddenInterval, info_.interval);
    top_->setInterval(interval);
    banner_->setInterval(interval);
    control_.setInterval(interval);
    if (watched)
        control_.refreshNow();
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    ages_->start();
    setWatched(true);
    // After the first frame: the page that the first snapshot will need is made while it is on its way.
    QTimer::singleShot(firstFrameTakes, this, [this] { currentPage(); });
}

void MainWindow::hideEvent(QHideEvent* event)
{
    QMainWindow::hideEvent(event);
    rememberArrangement();
    ages_->stop();
    setWatched(false);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        setWatched(!isMinimized());
}

void MainWindow::rememberArrangement()
{
    settings_.setValue(u"window/page"_s, pages_[current_].id);
    for (const PageEntry& entry : pages_) {
        if (entry.page)
            keepArrangement(settings_, *entry.page);
    }
}

void MainWindow::setOthers(const OthersInTrouble& others)
{
    top_->setOthers(others);
}

QPoint MainWindow::belowClusterBox() const
{
    return top_->belowCluster();
}

} // namespace switchyard::ui
