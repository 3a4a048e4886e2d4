#include "ui/pools/pools_view.h"

#include "ui/widgets/table_paint.h"
#include "ui/widgets/text_run.h"

#include <QHeaderView>
#include <QMouseEvent>
#include <QPainter>
#include <QSortFilterProxyModel>

#include <array>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

// What the words of a column need.
int leastWidth(int column)
{
    switch (column) {
    case PoolsModel::State: return 92;
    case PoolsModel::Servers: return 106;
    case PoolsModel::MaxWait:
    case PoolsModel::QueryTime:
    case PoolsModel::TransactionTime: return 74;
    default: return 58;
    }
}

} // namespace

PoolsView::PoolsView(const Theme& theme, PoolsModel& model, QSortFilterProxyModel& proxy, QWidget* parent)
    : QTreeView(parent), theme_(theme), model_(model), proxy_(proxy),
      delegate_(new PoolsDelegate(theme, model, proxy, this))
{
    setObjectName(u"pools.table"_s);
    setAccessibleName(tr("Pools"));
    setModel(&proxy);
    setItemDelegate(delegate_);
    prepareTable(*this);
    setRootIsDecorated(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setExpandsOnDoubleClick(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setFixedHeight(29);
    header()->setSectionsMovable(false);
    header()->setMinimumSectionSize(40);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::Fixed);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

int PoolsView::contentHeight() const
{
    int rows = 0;
    for (int g = 0; g < proxy_.rowCount(); ++g) {
        const QModelIndex group = proxy_.index(g, 0);
        rows += 1 + (isExpanded(group) ? proxy_.rowCount(group) : 0);
    }
    return header()->height() + rows * space::row;
}

void PoolsView::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = theme_.tokens();
    const PoolGroup* group = model_.group(proxy_.mapToSource(index));
    const bool selected = selectionModel()->isRowSelected(index.row(), index.parent());
    const bool hovered = option.state & QStyle::State_MouseOver;
    painter->fillRect(option.rect, selected ? t.accentState.tint : group || hovered ? t.raised : t.surface);
    QStyleOptionViewItem plain = option;
    plain.palette.setColor(QPalette::Highlight, Qt::transparent);
    QTreeView::drawRow(painter, plain, index);
    if (group) {
        // The summary has the width of the last three columns, which groups leave empty.
        const int left = columnViewportPosition(PoolsModel::Servers);
        const QRectF box(left + 8, option.rect.top(), viewport()->width() - left - 24, option.rect.height());
        paintRuns(*painter, box, {{group->summary, Ink::Muted}}, theme_, FontRole::Table, Qt::AlignRight);
    }
    painter->fillRect(QRect(0, option.rect.bottom(), viewport()->width(), 1), t.line);
    if (selected && hasFocus()) {
        painter->setPen(QPen(t.accent, 2));
        painter->drawRect(
            QRectF(1, option.rect.top() + 1, viewport()->width() - 2, option.rect.height() - 3));
    }
}

void PoolsView::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex at = indexAt(event->position().toPoint());
    const bool onGroup = at.isValid() && !at.parent().isValid();
    if (onGroup && event->position().x() < 36)
        setExpanded(at.siblingAtColumn(0), !isExpanded(at.siblingAtColumn(0)));
    QTreeView::mousePressEvent(event);
}

void PoolsView::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    shareWidth();
}

void PoolsView::shareWidth()
{
    // Widths at 894 px, as drawn; all columns give and take alike, down to what their words need.
    constexpr std::array<int, PoolsModel::ColumnCount> wanted{226, 92, 62, 64, 74, 134, 122, 136, 136};
    const int width = viewport()->width();
    // A narrow window leaves out the rate: the words of the others would be cut.
    const bool narrow = width < 720, wide = width >= 1040;
    header()->setSectionHidden(PoolsModel::Queries, narrow);
    // The inspector has it for the chosen row.
    header()->setSectionHidden(PoolsModel::TransactionTime, !wide);
    const int drawn = wide ? 1046 : 910;
    int rest = width;
    for (int column = 1; column < PoolsModel::ColumnCount; ++column) {
        if (header()->isSectionHidden(column))
            continue;
        const int share =
            std::max(leastWidth(column), wanted[static_cast<std::size_t>(column)] * width / drawn);
        header()->resizeSection(column, share);
        rest -= share;
    }
    header()->resizeSection(PoolsModel::Name, std::max(rest, 150));
}

} // namespace switchyard::ui
