#include "ui/pools/connections_panel.h"

#include "ui/pools/connections_delegate.h"
#include "ui/text/text.h"
#include "ui/theme/style_sheet.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/table_paint.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

ConnectionsPanel::ConnectionsPanel(const PageParts& parts, QWidget* parent)
    : Panel(parts.theme, Edge::Card, Ground::Surface, parent), parts_(parts), choice_(new QToolButton(this)),
      kind_(new SegmentedControl(u"pools.connections.kind"_s, {tr("Clients"), tr("Servers"), tr("Users")},
          SegmentedControl::Mode::OneOf, this)),
      only_(new QPushButton(this)), age_(new TextLine(parts.theme, FontRole::Table, this)),
      empty_(new TextLine(parts.theme, FontRole::Table, this))
{
    setObjectName(u"pools.connections"_s);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 4);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(new Rule(parts.theme, this));
    tables_ = {makeTable(ConnectionKind::Clients, u"clients"_s, tr("Clients of the pooler")),
        makeTable(ConnectionKind::Servers, u"servers"_s, tr("Server connections of the pooler")),
        makeTable(ConnectionKind::Users, u"users"_s, tr("Users of the pooler"))};
    for (const Table& table : tables_)
        column->addWidget(table.view, 1);
    empty_->setObjectName(u"pools.connections.empty"_s);
    empty_->setAlignment(Qt::AlignHCenter);
    empty_->setFixedHeight(64);
    column->addWidget(empty_);
    column->addStretch(0);
    connect(kind_, &SegmentedControl::toggled, this, [this] { fill(); });
}

QWidget* ConnectionsPanel::makeHead()
{
    auto* box = new QWidget(this);
    box->setFixedHeight(40);
    auto* head = new QHBoxLayout(box);
    head->setContentsMargins(8, 0, 16, 0);
    head->setSpacing(12);
    choice_->setObjectName(u"pools.connections.pooler"_s);
    choice_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    choice_->setLayoutDirection(Qt::RightToLeft); // the chevron behind the name
    setButtonKind(*choice_, ButtonKind::Ghost, true);
    const auto tint = [this] {
        const QColor color = parts_.theme.tokens().text2;
        choice_->setIcon(makeIcon(Icon::ChevronDown, color, color));
    };
    tint();
    connect(&parts_.theme, &Theme::changed, choice_, tint);
    connect(choice_, &QToolButton::clicked, this, &ConnectionsPanel::choosePooler);
    kind_->setAccessibleName(tr("List"));
    only_->setObjectName(u"pools.connections.only"_s);
    only_->setCheckable(true);
    only_->setProperty("segment", u"only"_s); // looks as the segments do, on or off
    connect(only_, &QPushButton::toggled, this, &ConnectionsPanel::narrow);
    age_->setObjectName(u"pools.connections.age"_s);
    age_->setAlignment(Qt::AlignRight);
    head->addWidget(choice_);
    head->addWidget(kind_);
    head->addWidget(only_);
    head->addWidget(age_, 1);
    return box;
}

ConnectionsPanel::Table ConnectionsPanel::makeTable(
    ConnectionKind kind, const QString& name, const QString& accessibleName)
{
    Table table;
    table.view = new QTableView(this);
    table.model = new ConnectionsModel(kind, this);
    table.proxy = new ConnectionsFilter(*table.model, this);
    table.view->setObjectName(u"pools.connections."_s + name);
    table.view->setAccessibleName(accessibleName);
    table.view->setModel(table.proxy);
    table.view->setItemDelegate(new ConnectionsDelegate(parts_.theme, table.view));
    prepareTable(*table.view);
    table.view->setShowGrid(false);
    table.view->setWordWrap(false);
    table.view->verticalHeader()->hide();
    table.view->verticalHeader()->setDefaultSectionSize(space::row);
    QHeaderView* header = table.view->horizontalHeader();
    header->setFixedHeight(28);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(48);
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(false);
    connect(header, &QHeaderView::sectionClicked, this, [proxy = table.proxy](int section) {
        const bool again = proxy->sortColumn() == section && proxy->sortOrder() == Qt::AscendingOrder;
        proxy->sort(section, again ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    return table;
}

void ConnectionsPanel::show(const SnapshotPtr& snapshot, const QString& pooler, const QString& database,
    const Fact<PoolerLists>& lists)
{
    snapshot_ = snapshot, pooler_ = pooler, database_ = database, lists_ = lists;
    only_->setVisible(!database.isEmpty());
    only_->setText(tr("Only %1").arg(database));
    only_->setAccessibleName(only_->text());
    for (const Table& table : tables_)
        table.proxy->setDatabase(only_->isChecked() ? database_ : QString());
    choice_->setText(pooler.isEmpty() ? tr("No pooler") : pooler);
    choice_->setAccessibleName(tr("Pooler: %1").arg(choice_->text()));
    choice_->setEnabled(snapshot && !snapshot->poolers.isEmpty());
    fill();
    updateAges();
}

void ConnectionsPanel::showOnlyDatabase()
{
    only_->setChecked(true);
}

void ConnectionsPanel::narrow()
{
    for (const Table& table : tables_)
        table.proxy->setDatabase(only_->isChecked() ? database_ : QString());
    fill();
}

void ConnectionsPanel::setFilter(const QString& words)
{
    filter_ = words;
    for (const Table& table : tables_)
        table.proxy->setFilterFixedString(words);
    fill();
}

void ConnectionsPanel::fill()
{
    if (!snapshot_)
        return;
    const int current = std::max(0, kind_->current());
    const PoolerLists* known = lists_.lastValue();
    const Table& table = tables_[current];
    table.model->setRows(
        known ? connectionRows(table.model->kind(), *known, *snapshot_, pooler_) : QVector<ConnectionRow>());
    const bool none = table.proxy->rowCount() == 0;
    for (int i = 0; i < tables_.size(); ++i)
        tables_[i].view->setVisible(i == current && !none);
    empty_->setVisible(none);
    if (!known)
        empty_->setRuns({{lists_.error() && lists_.error()->code != "not_observed_yet"_L1
                              ? tr("The lists of %1 could not be read").arg(pooler_)
                              : tr("Reading the lists of %1…").arg(pooler_),
            Ink::Muted}});
    else
        empty_->setRuns({{!filter_.isEmpty()   ? tr("Nothing here has “%1” in it").arg(filter_)
                          : only_->isChecked() ? tr("Nobody is connected to %1 on %2").arg(database_, pooler_)
                                               : tr("Nobody is connected to %1").arg(pooler_),
            Ink::Muted}});
    fitColumns(table);
}

void ConnectionsPanel::fitColumns(const Table& table)
{
    QHeaderView* header = table.view->horizontalHeader();
    const int last = table.model->columnCount() - 1;
    for (int column = 0; column <= last; ++column)
        header->setSectionResizeMode(
            column, column == last ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
}

void ConnectionsPanel::choosePooler()
{
    auto* menu = new QMenu(choice_);
    menu->setObjectName(u"pools.connections.poolers"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Pooler& pooler : snapshot_->poolers) {
        const QString name = pooler.name;
        connect(
            menu->addAction(name), &QAction::triggered, this, [this, name] { Q_EMIT poolerWanted(name); });
    }
    menu->popup(choice_->mapToGlobal(QPoint(0, choice_->height() + 2)));
}

void ConnectionsPanel::updateAges()
{
    if (!lists_.at()) {
        const Error* error = lists_.error();
        const bool failed = error && error->code != "not_observed_yet"_L1;
        age_->setRuns(failed ? TextRuns{{text::sentence(*error), Ink::Bad}} : TextRuns{});
        return;
    }
    const auto old = std::chrono::duration_cast<Duration>(parts_.clock.now().steady - lists_.at()->steady);
    TextRuns runs{{tr("read %1").arg(text::age(old)), lists_.isKnown() ? Ink::Muted : Ink::Bad}};
    if (const Error* error = lists_.error())
        runs.push_back({u": "_s + text::sentence(*error), Ink::Bad});
    age_->setRuns(runs);
}

} // namespace switchyard::ui
