#include "ui/window/clusters_window.h"

#include "ui/replication/lag_settings.h"
#include "ui/window/cluster_switcher.h"
#include "ui/window/notice_bar.h"
#include "ui/window/place.h"
#include "ui/window/report_sheet.h"

#include <QApplication>
#include <QCloseEvent>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {
constexpr int rowsEveryMs = 500;
constexpr qsizetype mostViews = 6; // about 3 MB each; a person has no more than that in mind
} // namespace

ClustersWindow::ClustersWindow(Theme& theme, const Clock& clock, QSettings& settings)
    : theme_(theme), clock_(clock), settings_(settings), stack_(new QStackedWidget(this)),
      notice_(new NoticeBar(theme, this)), report_(new ReportSheet(theme, this)),
      switcher_(new ClusterSwitcher(theme, this)), ages_(new QTimer(this))
{
    setObjectName(u"clusters.window"_s);
    setWindowTitle(tr("Switchyard"));
    setMinimumSize(1024, 640);
    auto* central = new QWidget(this);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(notice_);
    column->addWidget(stack_, 1);
    setCentralWidget(central);
    stack_->setAccessibleName(tr("Cluster"));
    const auto bind = [this](const QKeySequence& keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    bind(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] { openSwitcher(); });
    bind(QKeySequence(Qt::CTRL | Qt::Key_PageDown), [this] { step(1); });
    bind(QKeySequence(Qt::CTRL | Qt::Key_PageUp), [this] { step(-1); });
    connect(switcher_, &ClusterSwitcher::chosen, this, &ClustersWindow::choose);
    connect(switcher_, &ClusterSwitcher::closeRequested, this, &ClustersWindow::closeRequested);
    connect(switcher_, &ClusterSwitcher::editRequested, this, &ClustersWindow::editRequested);
    connect(switcher_, &ClusterSwitcher::newRequested, this, &ClustersWindow::newRequested);
    ages_->setInterval(rowsEveryMs);
    connect(ages_, &QTimer::timeout, this, &ClustersWindow::updateRows);
    ages_->start();
    restorePlace(settings, *this);
    restoreScheme(settings, theme);
    theme.applyTo(*qApp);
}

QVector<ClusterEntry> ClustersWindow::entries() const
{
    QVector<ClusterEntry> all;
    all.reserve(static_cast<qsizetype>(held_.size()));
    for (const auto& [name, held] : held_) {
        all << held.entry;
        const bool hidden = name != shown_ || isMinimized() || !isVisible();
        const WindowInfo& info = held.cluster.info;
        all.last().interval = hidden ? std::max(info.interval, info.hiddenInterval) : info.interval;
    }
    return all;
}

void ClustersWindow::setEntry(const ClusterEntry& entry)
{
    held_[entry.name].entry = entry;
    updateRows();
}

void ClustersWindow::removeEntry(const QString& name)
{
    removeCluster(name);
    held_.erase(name);
    updateRows();
}

void ClustersWindow::addCluster(const OpenedCluster& cluster)
{
    Held& held = held_[cluster.info.clusterName];
    held.entry.name = cluster.info.clusterName;
    held.entry.phase = ClusterEntry::Phase::Open;
    held.entry.production = cluster.info.production;
    held.entry.trouble.clear();
    held.entry.snapshot.reset();
    held.cluster = cluster;
    // Its findings go by its own thresholds from the first look on, shown or not.
    if (cluster.control.setLagLimits)
        cluster.control.setLagLimits(readLagLimits(settings_, cluster.info.clusterName));
    // Nobody sees it until it is shown.
    cluster.control.setInterval(std::max(cluster.info.interval, cluster.info.hiddenInterval));
    updateRows();
}

void ClustersWindow::removeCluster(const QString& name)
{
    const auto it = held_.find(name);
    if (it == held_.end())
        return;
    delete std::exchange(it->second.view, nullptr);
    it->second.cluster = {};
    it->second.entry.phase = ClusterEntry::Phase::Closed;
    it->second.entry.snapshot.reset();
    recent_.removeAll(name);
    if (shown_ == name) {
        shown_.clear();
        const QStringList open = openClusters();
        const QString next = recent_.isEmpty() ? open.value(0) : recent_.first();
        next.isEmpty() ? showNone() : showCluster(next);
    }
    updateRows();
}

QStringList ClustersWindow::openClusters() const
{
    QStringList names;
    for (const auto& [name, held] : held_) {
        if (held.entry.phase == ClusterEntry::Phase::Open)
            names << name;
    }
    return names;
}

MainWindow* ClustersWindow::view() const
{
    const auto it = held_.find(shown_);
    return it == held_.end() ? nullptr : it->second.view;
}

void ClustersWindow::setWelcome(QWidget* welcome)
{
    welcome_ = welcome;
    stack_->addWidget(welcome);
    if (shown_.isEmpty())
        showNone();
}

void ClustersWindow::showNone()
{
    shown_.clear();
    setWindowTitle(tr("Switchyard"));
    if (welcome_)
        stack_->setCurrentWidget(welcome_);
    Q_EMIT shownChanged({});
}

MainWindow* ClustersWindow::makeView(Held& held)
{
    const OpenedCluster& cluster = held.cluster;
    const ClusterPorts ports = cluster.ports();
    auto* made = new MainWindow(PageParts{theme_, *cluster.history, clock_, &ports.logs}, cluster.info,
        cluster.control, ports.desk, settings_);
    stack_->addWidget(made);
    connect(made, &MainWindow::clustersRequested, this, &ClustersWindow::openSwitcher);
    made->actions().addSource([this] { return clusterActions(); });
    connect(made, &QWidget::windowTitleChanged, this, [this, made](const QString& title) {
        if (view() == made)
            setWindowTitle(title);
    });
    return made;
}

void ClustersWindow::showCluster(const QString& name)
{
    const auto it = held_.find(name);
    if (it == held_.end() || it->second.entry.phase != ClusterEntry::Phase::Open)
        return;
    Held& held = it->second;
    if (!held.view)
        held.view = makeView(held);
    shown_ = name;
    recent_.removeAll(name);
    recent_.prepend(name);
    // The newest first, then the page: nothing old is seen on the way.
    if (held.entry.snapshot)
        held.view->showSnapshot(held.entry.snapshot);
    stack_->setCurrentWidget(held.view);
    setWindowTitle(held.view->windowTitle());
    dropOldViews();
    updateRows();
    Q_EMIT shownChanged(name);
}

void ClustersWindow::dropOldViews()
{
    while (recent_.size() > mostViews) {
        const auto it = held_.find(recent_.takeLast());
        if (it != held_.end())
            delete std::exchange(it->second.view, nullptr);
    }
}

void ClustersWindow::showSnapshot(const QString& name, const SnapshotPtr& snapshot)
{
    const auto it = held_.find(name);
    if (it == held_.end() || it->second.entry.phase != ClusterEntry::Phase::Open)
        return; // closed while this was on its way
    it->second.entry.snapshot = snapshot;
    if (name == shown_)
        it->second.view->showSnapshot(snapshot);
}

void ClustersWindow::choose(const QString& name)
{
    const auto it = held_.find(name);
    if (it != held_.end() && it->second.entry.phase == ClusterEntry::Phase::Open)
        showCluster(name);
    else
        Q_EMIT openRequested(name);
}

void ClustersWindow::step(int by)
{
    const QStringList open = openClusters();
    if (open.size() < 2)
        return;
    const auto at = open.indexOf(shown_);
    showCluster(open.at((at + by + open.size()) % open.size()));
}

void ClustersWindow::openSwitcher()
{
    if (switcher_->isVisible()) {
        switcher_->close();
        return;
    }
    switcher_->setRows(rows(entries()));
    switcher_->openAt(view() ? view()->belowClusterBox() : mapToGlobal(QPoint(space::huge, space::huge)));
}

void ClustersWindow::updateRows()
{
    const QVector<ClusterEntry> all = entries();
    if (view())
        view()->setOthers(othersInTrouble(all, shown_, clock_.now()));
    if (switcher_->isVisible())
        switcher_->setRows(rows(all));
}

QVector<ClusterRow> ClustersWindow::rows(const QVector<ClusterEntry>& all) const
{
    QVector<ClusterRow> made;
    for (const ClusterEntry& entry : all)
        made << clusterRow(entry, entry.name == shown_, clock_.now());
    return made;
}

QVector<Action> ClustersWindow::clusterActions()
{
    const QString group = tr("Clusters");
    QVector<Action> actions{
        {u"clusters"_s, group, tr("List all clusters"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
            [this] { openSwitcher(); }, {}},
        {u"clusters.next"_s, group, tr("Next open cluster"), QKeySequence(Qt::CTRL | Qt::Key_PageDown),
            [this] { step(1); }, {}},
        {u"clusters.previous"_s, group, tr("Previous open cluster"), QKeySequence(Qt::CTRL | Qt::Key_PageUp),
            [this] { step(-1); }, {}}};
    for (const auto& [name, held] : held_) {
        if (name == shown_)
            continue;
        actions.append({u"cluster."_s + name, group, tr("Switch to %1").arg(name), {},
            [this, name = name] { choose(name); }, tr("open cluster")});
    }
    return actions;
}

void ClustersWindow::offer(const QString& sentence, const QString& button, std::function<void()> accepted,
    std::function<void()> dismissed)
{
    notice_->disconnect(this);
    connect(notice_, &NoticeBar::accepted, this, std::move(accepted));
    connect(notice_, &NoticeBar::dismissed, this, std::move(dismissed));
    notice_->show(sentence, button);
}

void ClustersWindow::showReport(const QString& where, const QString& text)
{
    report_->openText(where, text);
}

void ClustersWindow::raiseForPerson()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void ClustersWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange && view())
        view()->setWatched(!isMinimized());
}

void ClustersWindow::closeEvent(QCloseEvent* event)
{
    rememberPlace(settings_, *this);
    QMainWindow::closeEvent(event);
}

} // namespace switchyard::ui
