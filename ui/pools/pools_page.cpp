#include "ui/pools/pools_page.h"

#include "ui/text/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

PoolsPage::PoolsPage(const PageParts& parts, QWidget* parent)
    : Page(parent), parts_(parts), model_(new PoolsModel(this)), proxy_(new QSortFilterProxyModel(this)),
      grouping_(new SegmentedControl(
          u"pools.grouping"_s, {tr("By pooler"), tr("By database")}, SegmentedControl::Mode::OneOf, this)),
      filter_(new QLineEdit(this)), totals_(new TextLine(parts.theme, FontRole::Table, this)),
      tablePanel_(new Panel(parts.theme, Panel::Edge::Card, Panel::Ground::Surface, this)),
      empty_(new TextLine(parts.theme, FontRole::Table, this)), waiting_(new WaitingPanel(parts, this)),
      inspector_(new PoolInspector(parts, this))
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

    connect(grouping_, &SegmentedControl::toggled, this, [this] { fillTable(); });
    connect(filter_, &QLineEdit::textChanged, this, [this](const QString& words) {
        proxy_->setFilterFixedString(words);
        view_->expandAll();
        fitTable();
    });
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
    waiting_->setVisible(model_->rowCount() > 0);
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
    inspector_->show(snapshot_, pooler, database);
    waiting_->show(snapshot_, pooler, database);
}

void PoolsPage::updateAges()
{
    inspector_->updateAges();
}

} // namespace switchyard::ui
