#include "ui/pools/pools_page.h"

#include "ui/text/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

PoolsPage::PoolsPage(const PageParts& parts, PoolerDesk& desk, QWidget* parent)
    : Page(parent), parts_(parts), model_(new PoolsModel(this)), proxy_(new QSortFilterProxyModel(this)),
      watch_(new PoolWatch(desk, parts.clock, this)),
      grouping_(new SegmentedControl(u"pools.grouping"_s, {tr("By pooler"), tr("By database"), tr("Clients")},
          SegmentedControl::Mode::OneOf, this)),
      filter_(new QLineEdit(this)), totals_(new TextLine(parts.theme, FontRole::Table, this)),
      tablePanel_(new Panel(parts.theme, Panel::Edge::Card, Panel::Ground::Surface, this)),
      empty_(new TextLine(parts.theme, FontRole::Table, this)), waiting_(new WaitingPanel(parts, this)),
      connections_(new ConnectionsPanel(parts, this)), inspector_(new PoolInspector(parts, desk, this))
{
    setObjectName(u"pools"_s);
    setAccessibleName(tr("Pools"));
    proxy_->setSourceModel(model_);
    proxy_->setRecursiveFilteringEnabled(true);
    proxy_->setAutoAcceptChildRows(true);
    proxy_->setFilterCaseSensitivity(Qt::CaseInsensitive);
    proxy_->setFilterKeyColumn(PoolsModel::Name);
    view_ = new PoolsView(parts.theme, *model_, *proxy_, tablePanel_);

    auto* content = new QVBoxLayout;
    content->setContentsMargins(8, 8, 8, 8);
    content->setSpacing(8);
    content->addWidget(makeTablePanel());
    content->addWidget(waiting_, 1);
    content->addWidget(connections_, 1);
    content->addStretch(0);
    waiting_->setMinimumHeight(180);
    auto* left = new QVBoxLayout;
    left->setSpacing(0);
    left->addWidget(makeHeader());
    left->addLayout(content, 1);
    auto* page = new QHBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->setSpacing(0);
    page->addLayout(left, 1);
    page->addWidget(inspector_, 0);

    connect(grouping_, &SegmentedControl::toggled, this, [this] {
        if (!listsWanted())
            fillTable();
        arrange();
        watch();
        showLists();
    });
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& words) {
        proxy_->setFilterFixedString(words);
        view_->expandAll();
        connections_->setFilter(words);
        fitTable();
    });
    connect(connections_, &ConnectionsPanel::poolerWanted, this, &PoolsPage::choosePooler);
    connect(inspector_, &PoolInspector::actionsChanged, this, &PoolsPage::watch);
    connect(inspector_, &PoolInspector::sessionsRequested, this, [this] {
        grouping_->setOn(2);
        connections_->showOnlyDatabase();
    });
    connect(watch_, &PoolWatch::changed, this, &PoolsPage::showLists);
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& at) {
            if (const PoolRow* row = model_->row(proxy_->mapToSource(at))) {
                chosen_ = row->key;
                showChosen();
            }
        });
    for (const auto change : {&QTreeView::expanded, &QTreeView::collapsed})
        connect(view_, change, this, [this] { fitTable(); });
    fitTable();
}

bool PoolsPage::listsWanted() const
{
    return grouping_->current() == 2;
}

void PoolsPage::arrange()
{
    const bool lists = listsWanted();
    tablePanel_->setVisible(!lists);
    waiting_->setVisible(!lists && model_->rowCount() > 0);
    connections_->setVisible(lists);
}

void PoolsPage::watch()
{
    const Pooler* pooler = snapshot_ ? findPooler(*snapshot_, chosen_.section(u'/', 0, 0)) : nullptr;
    const PoolDatabase* database = pooler ? findDatabase(*pooler, chosen_.section(u'/', 1)) : nullptr;
    watch_->setPooler(pooler ? pooler->name : QString(),
        pooler ? ServerAddress{pooler->host, pooler->port, pooler->serviceName} : ServerAddress());
    // Lists that somebody reads, clients that wait, a decision being made: these should be new.
    watch_->setClose(listsWanted() || inspector_->isAsking() || (database && database->clientsWaiting > 0));
}

void PoolsPage::showLists()
{
    connections_->show(snapshot_, watch_->pooler(), chosen_.section(u'/', 1), watch_->lists());
    inspector_->show(snapshot_, chosen_.section(u'/', 0, 0), chosen_.section(u'/', 1), watch_->lists());
}

void PoolsPage::choosePooler(const QString& pooler)
{
    // The same database there, so that the inspector goes along.
    const QString same = pooler + u'/' + chosen_.section(u'/', 1);
    const Pooler* there = findPooler(*snapshot_, pooler);
    const PoolerFacts* facts = there ? there->facts.lastValue() : nullptr;
    const bool first = !model_->indexOf(same).isValid() && facts && !facts->databases.isEmpty();
    chosen_ = first ? pooler + u'/' + facts->databases.front().name : same;
    const QModelIndex at = proxy_->mapFromSource(model_->indexOf(chosen_));
    if (at.isValid())
        view_->setCurrentIndex(at);
    showChosen();
}

void PoolsPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    watch_->setActive(true);
}

void PoolsPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    watch_->setActive(false);
}

QWidget* PoolsPage::makeHeader()
{
    auto* header = new Panel(parts_.theme, Panel::Edge::Bottom, Panel::Ground::Surface, this);
    header->setFixedHeight(48);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(12);
    auto* title =
        new TextLine(parts_.theme, FontRole::PageTitle, header, {{tr("Pools"), Ink::Text, QFont::DemiBold}});
    title->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(title);
    row->addSpacing(4);
    grouping_->setAccessibleName(tr("Grouping"));
    row->addWidget(grouping_);
    filter_->setObjectName(u"pools.filter"_s);
    filter_->setAccessibleName(tr("Filter by name"));
    filter_->setPlaceholderText(tr("Filter by name"));
    filter_->setClearButtonEnabled(false);
    filter_->setFixedWidth(176);
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
    totals_->setObjectName(u"pools.totals"_s);
    totals_->setAlignment(Qt::AlignRight);
    row->addWidget(totals_, 1);
    return header;
}

QWidget* PoolsPage::makeTablePanel()
{
    auto* column = new QVBoxLayout(tablePanel_);
    column->setContentsMargins(1, 1, 1, 4);
    column->setSpacing(0);
    column->addWidget(view_);
    empty_->setObjectName(u"pools.empty"_s);
    empty_->setAlignment(Qt::AlignHCenter);
    empty_->setFixedHeight(64);
    column->addWidget(empty_);
    return tablePanel_;
}

void PoolsPage::showSnapshot(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    fillTable();
    showTotals();
    showChosen();
}

void PoolsPage::fillTable()
{
    if (!snapshot_)
        return;
    const std::int64_t now =
        std::chrono::duration_cast<std::chrono::milliseconds>(snapshot_->observedAt.wall.time_since_epoch())
            .count();
    const auto grouping = grouping_->current() == 1 ? PoolGrouping::ByDatabase : PoolGrouping::ByPooler;
    view_->poolsDelegate().setEndOfSamples(now);
    const int groupsBefore = proxy_->rowCount();
    model_->setGroups(poolGroups(*snapshot_, parts_.history, now, grouping));
    if (proxy_->rowCount() != groupsBefore)
        view_->expandAll();
    const QModelIndex current = proxy_->mapFromSource(model_->indexOf(chosen_));
    if (current.isValid() && view_->currentIndex() != current && !view_->currentIndex().isValid())
        view_->setCurrentIndex(current);
    if (chosen_.isEmpty())
        chooseFirst();
    fitTable();
}

void PoolsPage::chooseFirst()
{
    // Where clients wait, if anywhere: that is what a person comes here for.
    QModelIndex first;
    for (int g = 0; g < proxy_->rowCount(); ++g) {
        for (int r = 0; r < proxy_->rowCount(proxy_->index(g, 0)); ++r) {
            const QModelIndex at = proxy_->index(r, 0, proxy_->index(g, 0));
            const PoolRow* row = model_->row(proxy_->mapToSource(at));
            if (!first.isValid() || (row && row->waiting > 0))
                first = at;
            if (row && row->waiting > 0)
                return view_->setCurrentIndex(at);
        }
    }
    if (first.isValid())
        view_->setCurrentIndex(first);
}

void PoolsPage::fitTable()
{
    const bool none = proxy_->rowCount() == 0;
    view_->setVisible(!none);
    empty_->setVisible(none);
    if (!filter_->text().isEmpty() && model_->rowCount() > 0)
        empty_->setRuns(
            {{tr("No pooler or database has “%1” in its name").arg(filter_->text()), Ink::Muted}});
    else
        empty_->setRuns(
            {{tr("No pooler was found: services with the label io.switchyard.role=pgbouncer appear here"),
                Ink::Muted}});
    arrange();
    tablePanel_->setMaximumHeight(none ? 72 : view_->contentHeight() + 6);
    view_->updateGeometry();
}

void PoolsPage::showTotals()
{
    const PoolTotals totals = poolTotals(*snapshot_);
    if (snapshot_->poolers.isEmpty() || totals.poolersUnknown == snapshot_->poolers.size()) {
        totals_->setRuns({{tr("clients unknown: no pooler was read"), Ink::Muted}});
        return;
    }
    TextRuns runs{{text::count(totals.clients), Ink::Text, QFont::DemiBold}, {tr(" clients, "), Ink::Text2},
        {tr("%1 waiting").arg(totals.waiting), totals.waiting > 0 ? Ink::Warn : Ink::Text2,
            totals.waiting > 0 ? QFont::DemiBold : QFont::Normal},
        {tr(", %1 server connections").arg(totals.servers), Ink::Text2}};
    if (totals.poolersUnknown > 0)
        runs.push_back({tr(", %1 poolers unknown").arg(totals.poolersUnknown), Ink::Bad, QFont::Medium});
    totals_->setRuns(runs);
}

void PoolsPage::showChosen()
{
    const QString pooler = chosen_.section(u'/', 0, 0), database = chosen_.section(u'/', 1);
    waiting_->show(snapshot_, pooler, database);
    watch();
    showLists();
}

void PoolsPage::updateAges()
{
    inspector_->updateAges();
    connections_->updateAges();
}

} // namespace switchyard::ui
