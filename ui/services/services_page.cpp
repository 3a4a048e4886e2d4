#include "ui/services/services_page.h"

#include "ui/services/log_names.h"
#include "ui/text/text.h"
#include "ui/widgets/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

const QVector<ColumnWidth> serviceWidths{
    {180, 130}, {122, 112}, {66, 62}, {130, 84}, {150, 90, 640}, {82, 74, 720}, {104, 96}, {76, 70, 560}};
const QVector<ColumnWidth> nodeWidths{
    {130, 90}, {104, 100}, {140, 84}, {168, 132}, {180, 132}, {124, 70, 720}, {130, 110, 640}};

template<typename Row> QVector<Row> matching(const QVector<Row>& rows, const QString& words)
{
    QVector<Row> shown;
    for (const Row& row : rows) {
        if (matches(row, words))
            shown.append(row);
    }
    return shown;
}

/// Where tasks of these services are, but cannot be heard.
QStringList silentNodes(const SwarmFacts& swarm, const QStringList& serviceIds)
{
    QStringList names;
    for (const docker::Task& task : swarm.tasks) {
        if (!holdsItsNode(task) || !serviceIds.contains(task.serviceId))
            continue;
        const docker::Node* node = swarm.node(task.nodeId);
        if (node && node->state != u"ready" && !names.contains(node->hostname))
            names << node->hostname;
    }
    return names;
}

} // namespace

ServicesPage::ServicesPage(const PageParts& parts, QWidget* parent)
    : Page(parent), parts_(parts), servicesModel_(new ServicesModel(this)), nodesModel_(new NodesModel(this)),
      kind_(new SegmentedControl(
          u"services.kind"_s, {tr("Services"), tr("Nodes")}, SegmentedControl::Mode::OneOf, this)),
      filter_(new QLineEdit(this)), totals_(new TextLine(parts.theme, FontRole::Table, this)),
      tablePanel_(new Panel(parts.theme, Panel::Edge::Card, Panel::Ground::Surface, this)),
      empty_(new TextLine(parts.theme, FontRole::Table, this)),
      logs_(parts.logs ? new LogPanel(parts, *parts.logs, this) : nullptr),
      inspector_(new ServiceInspector(parts, this))
{
    setObjectName(u"services"_s);
    setAccessibleName(tr("Services"));
    auto* content = new QVBoxLayout;
    content->setContentsMargins(8, 8, 8, 8);
    content->setSpacing(8);
    content->addWidget(makeTablePanel(), 3);
    if (logs_) {
        logs_->setMinimumHeight(180);
        content->addWidget(logs_, 4);
    }
    content->addStretch(0);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(makeHeader());
    left->addLayout(content, 1);
    auto* page = new QHBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(left, 1);
    page->addWidget(inspector_, 0);
    connectParts();
    fitTable();
}

QWidget* ServicesPage::makeHeader()
{
    auto* header = new Panel(parts_.theme, Panel::Edge::Bottom, Panel::Ground::Surface, this);
    header->setFixedHeight(48);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(12);
    auto* title = new TextLine(
        parts_.theme, FontRole::PageTitle, header, {{tr("Services"), Ink::Text, QFont::DemiBold}});
    title->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(title);
    row->addSpacing(4);
    kind_->setAccessibleName(tr("What is listed"));
    row->addWidget(kind_);
    filter_->setObjectName(u"services.filter"_s);
    filter_->setAccessibleName(tr("Filter the list"));
    filter_->setPlaceholderText(tr("Filter the list"));
    filter_->setFixedWidth(160);
    filter_->setTextMargins(20, 0, 0, 0);
    auto* glass = new QLabel(filter_);
    glass->setGeometry(8, 4, 16, 16);
    const auto tint = [this, glass] {
        const QColor color = parts_.theme.tokens().text2;
        glass->setPixmap(makeIcon(Icon::Search, color, color).pixmap(16, 16));
    };
    tint();
    connect(&parts_.theme, &Theme::changed, glass, tint);
    row->addWidget(filter_);
    totals_->setObjectName(u"services.totals"_s);
    totals_->setAlignment(Qt::AlignRight);
    row->addWidget(totals_, 1);
    return header;
}

QWidget* ServicesPage::makeTablePanel()
{
    servicesView_ = new RowsView(parts_.theme, *servicesModel_, serviceWidths, tablePanel_);
    servicesView_->setObjectName(u"services.table"_s);
    servicesView_->setAccessibleName(tr("Services"));
    nodesView_ = new RowsView(parts_.theme, *nodesModel_, nodeWidths, tablePanel_);
    nodesView_->setObjectName(u"services.nodes"_s);
    nodesView_->setAccessibleName(tr("Swarm nodes"));
    auto* column = new QVBoxLayout(tablePanel_);
    column->setContentsMargins(1, 1, 1, 4);
    column->setSpacing(0);
    column->addWidget(servicesView_);
    column->addWidget(nodesView_);
    empty_->setObjectName(u"services.empty"_s);
    empty_->setAlignment(Qt::AlignHCenter);
    empty_->setFixedHeight(64);
    column->addWidget(empty_);
    return tablePanel_;
}

void ServicesPage::connectParts()
{
    connect(kind_, &SegmentedControl::toggled, this, [this] {
        fillTables();
        showChosen();
        chooseLogs();
    });
    connect(filter_, &QLineEdit::textChanged, this, [this] {
        fillTables();
        chooseLogs();
    });
    connect(servicesView_, &RowsView::chosen, this, [this](const QString& key) {
        chosenService_ = key;
        showChosen();
        chooseLogs();
    });
    connect(nodesView_, &RowsView::chosen, this, [this](const QString& key) {
        chosenNode_ = key;
        showChosen();
        chooseLogs();
    });
    connect(servicesView_, &RowsView::sortRequested, this, [this](int column, Qt::SortOrder order) {
        serviceOrder_ = {column, order};
        fillTables();
    });
    connect(nodesView_, &RowsView::sortRequested, this, [this](int column, Qt::SortOrder order) {
        nodeOrder_ = {column, order};
        fillTables();
    });
    if (!logs_)
        return;
    connect(logs_, &LogPanel::scopeChanged, this, &ServicesPage::chooseLogs);
    auto* find = new QShortcut(QKeySequence(QKeySequence::Find), this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, logs_, &LogPanel::focusSearch);
}

void ServicesPage::showSnapshot(const SnapshotPtr& snapshot)
{
    // Between two looks at the Swarm the facts are the same, shared: nothing to do for them then.
    const bool same = snapshot_ && snapshot_->swarm.isKnown() == snapshot->swarm.isKnown() &&
                      snapshot_->swarm.lastValue() && snapshot->swarm.lastValue() &&
                      *snapshot_->swarm.lastValue() == *snapshot->swarm.lastValue();
    snapshot_ = snapshot;
    if (!isVisible())
        return; // showEvent fills it
    if (!same) {
        fillTables();
        showTotals();
        chooseLogs();
    }
    showChosen();
}

void ServicesPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    if (!snapshot_)
        return;
    fillTables();
    showTotals();
    showChosen();
    chooseLogs();
}

void ServicesPage::fillTables()
{
    if (!snapshot_)
        return;
    QVector<ServiceRow> services = serviceRows(*snapshot_);
    QVector<NodeRow> nodes = nodeRows(*snapshot_);
    if (!showsNodes())
        services = matching(services, filter_->text());
    else
        nodes = matching(nodes, filter_->text());
    sortServices(services, serviceOrder_.column, serviceOrder_.order);
    sortNodes(nodes, nodeOrder_.column, nodeOrder_.order);
    servicesModel_->setRows(services);
    nodesModel_->setRows(nodes);
    keepChoice();
    fitTable();
}

void ServicesPage::keepChoice()
{
    const auto choose = [](RowsView& view, const QModelIndex& at) {
        if (at.isValid() && !view.currentIndex().isValid())
            view.setCurrentIndex(at);
    };
    // Where something is wrong, if anywhere: that is what a person comes here for.
    if (chosenService_.isEmpty()) {
        const QVector<ServiceRow>& rows = servicesModel_->rows();
        const auto bad = std::find_if(rows.begin(), rows.end(), [](const ServiceRow& row) {
            return markOf(row.state) == Mark::Bad || markOf(row.state) == Mark::Warn;
        });
        choose(*servicesView_,
            servicesModel_->index(bad == rows.end() ? 0 : static_cast<int>(bad - rows.begin()), 0));
    } else {
        choose(*servicesView_, servicesModel_->indexOf(chosenService_));
    }
    if (chosenNode_.isEmpty()) {
        const QVector<NodeRow>& rows = nodesModel_->rows();
        const auto bad =
            std::find_if(rows.begin(), rows.end(), [](const NodeRow& row) { return row.mark != Mark::Ok; });
        choose(
            *nodesView_, nodesModel_->index(bad == rows.end() ? 0 : static_cast<int>(bad - rows.begin()), 0));
    } else {
        choose(*nodesView_, nodesModel_->indexOf(chosenNode_));
    }
}

void ServicesPage::fitTable()
{
    RowsView* view = currentView();
    const bool none = view->model()->rowCount() == 0;
    servicesView_->setVisible(!none && !showsNodes());
    nodesView_->setVisible(!none && showsNodes());
    empty_->setVisible(none);
    const bool read = snapshot_ && snapshot_->swarm.lastValue();
    QString why = showsNodes()
                      ? tr("The Swarm told of no node")
                      : tr("No service carries this cluster's label io.switchyard.cluster: deploy its stack");
    if (!read)
        why = tr("The Swarm was not read yet");
    else if (!filter_->text().isEmpty())
        why = showsNodes() ? tr("No node has “%1” in its row").arg(filter_->text())
                           : tr("No service has “%1” in its row").arg(filter_->text());
    empty_->setRuns({{why, Ink::Muted}});
    tablePanel_->setMinimumHeight(none ? 72 : std::min(view->contentHeight() + 6, 160));
    tablePanel_->setMaximumHeight(none ? 72 : view->contentHeight() + 6);
}

void ServicesPage::showTotals()
{
    const SwarmFacts* swarm = snapshot_->swarm.lastValue();
    if (!swarm)
        return totals_->setRuns({{tr("nodes and services unknown"), Ink::Muted}});
    const auto ready = std::count_if(swarm->nodes.begin(), swarm->nodes.end(),
        [](const docker::Node& node) { return node.state == u"ready"; });
    const QVector<ServiceRow>& rows = servicesModel_->rows();
    const auto wrong = std::count_if(
        rows.begin(), rows.end(), [](const ServiceRow& row) { return markOf(row.state) == Mark::Bad; });
    TextRuns runs{{tr("%1 of %2 nodes ready").arg(ready).arg(swarm->nodes.size()),
                      ready < swarm->nodes.size() ? Ink::Bad : Ink::Text2},
        {tr(", %1 services").arg(text::count(swarm->services.size())), Ink::Text2}};
    if (wrong > 0)
        runs.append({tr(", %1 in trouble").arg(wrong), Ink::Bad, QFont::Medium});
    if (!snapshot_->swarm.isKnown())
        runs = {{tr("%1 nodes and %2 services when last seen")
                     .arg(swarm->nodes.size())
                     .arg(swarm->services.size()),
            Ink::Bad, QFont::Medium}};
    totals_->setRuns(runs);
}

void ServicesPage::showChosen()
{
    if (!snapshot_)
        return;
    const QDateTime now = timeOf(*snapshot_);
    inspector_->show(showsNodes() ? inspectNode(*snapshot_, chosenNode_, now)
                                  : inspectService(*snapshot_, chosenService_, now));
}

void ServicesPage::chooseLogs()
{
    const SwarmFacts* swarm = snapshot_ ? snapshot_->swarm.lastValue() : nullptr;
    if (!logs_ || !swarm || !isVisible())
        return;
    logs_->setNames(logNames(*swarm));
    logs_->choose(logChoice());
}

LogChoice ServicesPage::logChoice() const
{
    const SwarmFacts& swarm = *snapshot_->swarm.lastValue();
    const docker::Service* service = swarm.service(chosenService_);
    LogChoice choice;
    if (logs_->followsAll())
        choice = choiceOfAll(swarm);
    else if (showsNodes())
        choice = choiceOfNode(swarm);
    else if (service)
        choice = {{service->id}, {}, service->name, {}};
    // The engine says nothing of a node that it cannot reach: its stream is merely quiet.
    const QStringList silent = silentNodes(swarm, choice.serviceIds);
    const QString unheard =
        silent.size() == 1 ? tr("%1 is not ready: what it writes is not heard").arg(silent.first())
                           : tr("%1 nodes are not ready: what they write is not heard").arg(silent.size());
    if (!silent.isEmpty())
        choice.note += (choice.note.isEmpty() ? QString() : u"; "_s) + unheard;
    return choice;
}

LogChoice ServicesPage::choiceOfAll(const SwarmFacts& swarm) const
{
    LogChoice choice;
    for (const docker::Service& service : swarm.services)
        choice.serviceIds << service.id;
    if (!showsNodes() && !filter_->text().isEmpty()) {
        choice.serviceIds.clear();
        for (const ServiceRow& row : servicesModel_->rows())
            choice.serviceIds << row.key;
    }
    choice.serviceIds.sort();
    const auto all = choice.serviceIds.size();
    choice.title = all == 1 ? tr("1 service, by time") : tr("%1 services, merged by time").arg(all);
    if (all > mostLogs) {
        choice.serviceIds.resize(mostLogs);
        choice.title = tr("%1 services, merged by time").arg(mostLogs);
        choice.note = tr("not of %1 more: filter the list to choose").arg(all - mostLogs);
    }
    return choice;
}

LogChoice ServicesPage::choiceOfNode(const SwarmFacts& swarm) const
{
    LogChoice choice;
    choice.nodeId = chosenNode_;
    for (const docker::Task& task : swarm.tasks) {
        if (task.nodeId == chosenNode_ && holdsItsNode(task) && !choice.serviceIds.contains(task.serviceId))
            choice.serviceIds << task.serviceId;
    }
    choice.serviceIds.sort();
    const docker::Node* node = swarm.node(chosenNode_);
    choice.title = tr("what this cluster runs on %1").arg(node ? node->hostname : chosenNode_);
    if (choice.serviceIds.size() > mostLogs) {
        choice.note = tr("not of %1 more services").arg(choice.serviceIds.size() - mostLogs);
        choice.serviceIds.resize(mostLogs);
    }
    return choice;
}

void ServicesPage::updateAges()
{
    inspector_->updateAges();
    if (logs_)
        logs_->updateAges();
}

} // namespace switchyard::ui
