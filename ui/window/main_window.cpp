#include "ui/window/main_window.h"

#include "ui/pools/pool_rows.h"
#include "ui/pools/pools_page.h"
#include "ui/replication/lag_settings.h"
#include "ui/replication/replication_page.h"
#include "ui/services/services_page.h"
#include "ui/topology/topology_page.h"
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
#include <QShortcut>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr int agesEveryMs = 250;

} // namespace

MainWindow::MainWindow(const PageParts& parts, const WindowInfo& info, ObserverControl control,
    PoolerDesk& desk, QSettings& settings)
    : parts_(parts), info_(info), control_(std::move(control)), settings_(settings),
      rail_(new Rail(parts.theme, this)), top_(new TopBar(parts, info, this)),
      banner_(new TroubleBanner(parts, this)), stack_(new QStackedWidget(this)),
      firstLook_(new FirstLook(parts.theme, info.clusterName, this)),
      findings_(new FindingsPopup(parts.theme, this)), ages_(new QTimer(this))
{
    setObjectName(u"window"_s);
    setWindowTitle(tr("%1, Switchyard").arg(info.clusterName));
    setMinimumSize(1024, 640);
    resize(1440, 900);
    banner_->setInterval(info.interval);
    topology_ = new TopologyPage(parts, this);
    topology_->setObjectName(u"topology"_s);
    addPage(topology_, Icon::Topology, tr("Topology"));
    addPage(makeReplicationPage(), Icon::Replication, tr("Replication"));
    poolsIndex_ = static_cast<int>(pages_.size());
    addPage(new PoolsPage(parts, desk, this), Icon::Pools, tr("Pools"));
    addPage(new ServicesPage(parts, this), Icon::Services, tr("Services"));
    makeFrame();
    rail_->setCurrent(0);
    addShortcuts();
    connect(rail_, &Rail::pageRequested, this, &MainWindow::openPage);
    connect(rail_, &Rail::schemeRequested, this, &MainWindow::switchScheme);
    connect(banner_, &TroubleBanner::retryRequested, this, [this] { control_.refreshNow(); });
    connect(findings_, &FindingsPopup::inspectRequested, this, &MainWindow::inspect);
    connect(top_->bell(), &QAbstractButton::clicked, this, &MainWindow::toggleFindings);
    ages_->setInterval(agesEveryMs);
    connect(ages_, &QTimer::timeout, this, &MainWindow::updateAges);
    connect(top_, &TopBar::clustersRequested, this, &MainWindow::clustersRequested);
    for (Page* page : std::as_const(pages_))
        page->restoreFrom(settings_);
}

/// Thresholds are kept per cluster; the page and the findings go by the same ones.
ReplicationPage* MainWindow::makeReplicationPage()
{
    auto* page = new ReplicationPage(parts_, this);
    const auto apply = [this](const LagLimits& limits) {
        if (control_.setLagLimits)
            control_.setLagLimits(limits);
    };
    page->setLimits(readLagLimits(settings_, info_.clusterName));
    apply(page->limits());
    connect(page, &ReplicationPage::limitsChanged, this, [this, apply](const LagLimits& limits) {
        writeLagLimits(settings_, info_.clusterName, limits);
        apply(limits);
    });
    return page;
}

void MainWindow::makeFrame()
{
    status_ = new StatusLine(parts_.theme, info_, static_cast<int>(pages_.size()), this);
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
    stack_->setFocusPolicy(Qt::ClickFocus);
    stack_->setFocus();
}

void MainWindow::addPage(Page* page, Icon icon, const QString& label)
{
    const int number = static_cast<int>(pages_.size()) + 1;
    pages_.push_back(page);
    stack_->addWidget(page);
    rail_->addPage(icon, label, tr("Ctrl+%1").arg(number));
    auto* shortcut = new QShortcut(QKeySequence(u"Ctrl+"_s + QString::number(number)), this);
    connect(shortcut, &QShortcut::activated, this, [this, number] { openPage(number - 1); });
    connect(page, &Page::inspectRequested, this, &MainWindow::inspect);
}

void MainWindow::addShortcuts()
{
    const auto bind = [this](const QKeySequence& keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    bind(QKeySequence(Qt::CTRL | Qt::Key_Q), [this] { window()->close(); });
    bind(QKeySequence(Qt::Key_F5), [this] { control_.refreshNow(); });
    bind(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), [this] { switchScheme(); });
    bind(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), [this] { toggleFindings(); });
}

Page* MainWindow::currentPage() const
{
    return pages_.value(current_);
}

void MainWindow::openPage(int index)
{
    if (index < 0 || index >= pages_.size())
        return;
    current_ = index;
    rail_->setCurrent(index);
    if (snapshot_)
        stack_->setCurrentWidget(pages_[index]);
    updateAges();
}

void MainWindow::inspect(const QString& subject)
{
    openPage(static_cast<int>(pages_.indexOf(topology_)));
    topology_->inspect(subject);
}

void MainWindow::showSnapshot(const SnapshotPtr& snapshot)
{
    const bool first = !snapshot_;
    snapshot_ = snapshot;
    top_->showSnapshot(snapshot);
    banner_->showSnapshot(snapshot);
    status_->showSnapshot(*snapshot);
    findings_->showFindings(snapshot->findings);
    rail_->setCount(poolsIndex_, poolTotals(*snapshot).waiting, State::Warn);
    for (Page* page : pages_)
        page->showSnapshot(snapshot);
    if (first)
        openPage(current_);
}

void MainWindow::updateAges()
{
    if (!snapshot_)
        return;
    top_->updateAges();
    banner_->updateAges();
    currentPage()->updateAges();
}

void MainWindow::switchScheme()
{
    parts_.theme.setScheme(parts_.theme.tokens().dark ? Scheme::Light : Scheme::Dark);
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
}

void MainWindow::hideEvent(QHideEvent* event)
{
    QMainWindow::hideEvent(event);
    for (const Page* page : std::as_const(pages_))
        page->saveTo(settings_);
    ages_->stop();
    setWatched(false);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        setWatched(!isMinimized());
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
