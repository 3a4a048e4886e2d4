#include "ui/services/rows_view.h"

#include "ui/services/cell_roles.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/table_paint.h"
#include "ui/widgets/text_run.h"

#include <QHeaderView>
#include <QPainter>

namespace switchyard::ui {

namespace {

constexpr int drawnWidth = 910; ///< of the view that the wanted widths are meant for
constexpr double cellMarkSide = 14;

} // namespace

void RowsDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const bool first = index.column() == 0, last = index.column() == index.model()->columnCount() - 1;
    QRectF box = QRectF(option.rect).adjusted(first ? 16 : 8, 0, last ? -16 : -8, 0);
    const QVariant mark = index.data(MarkRole), share = index.data(ShareRole);
    if (mark.isValid()) {
        paintStateMark(*painter,
            QRectF(box.left(), box.center().y() - cellMarkSide / 2, cellMarkSide, cellMarkSide),
            static_cast<Mark>(mark.toInt()), theme_.tokens());
        box.setLeft(box.left() + cellMarkSide + 6);
    }
    if (share.isValid()) {
        const double width = std::clamp(box.width() - 84, 20.0, 56.0);
        paintBar(*painter, QRectF(box.left(), box.center().y() - 3, width, 6), share.toDouble(),
            share.toDouble() > 0.9 ? State::Warn : State::Unknown, theme_.tokens());
        box.setLeft(box.left() + width + 8);
    }
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    const TextRun run{index.data().toString(), static_cast<Ink>(index.data(InkRole).toInt()),
        static_cast<QFont::Weight>(index.data(WeightRole).toInt())};
    paintRuns(*painter, box, {run}, theme_, FontRole::Table,
        alignment & Qt::AlignRight ? Qt::AlignRight : Qt::AlignLeft);
}

RowsView::RowsView(
    const Theme& theme, QAbstractItemModel& model, const QVector<ColumnWidth>& widths, QWidget* parent)
    : QTreeView(parent), theme_(theme), widths_(widths)
{
    setModel(&model);
    setItemDelegate(new RowsDelegate(theme, this));
    prepareTable(*this);
    setRootIsDecorated(false);
    setIndentation(0);
    setItemsExpandable(false);
    setUniformRowHeights(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    header()->setFixedHeight(29);
    header()->setSectionsMovable(false);
    header()->setMinimumSectionSize(40);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::Fixed);
    header()->setSectionsClickable(true);
    header()->setSortIndicatorShown(true);
    header()->setSortIndicator(0, Qt::AscendingOrder);
    connect(header(), &QHeaderView::sortIndicatorChanged, this, &RowsView::sortRequested);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

int RowsView::contentHeight() const
{
    return header()->height() + model()->rowCount() * space::row;
}

QString RowsView::currentKey() const
{
    return currentIndex().data(KeyRole).toString();
}

void RowsView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    if (current.isValid() && current.row() != previous.row())
        Q_EMIT chosen(current.data(KeyRole).toString());
}

void RowsView::drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = theme_.tokens();
    const bool selected = selectionModel()->isRowSelected(index.row(), index.parent());
    const bool hovered = option.state & QStyle::State_MouseOver;
    painter->fillRect(option.rect, selected ? t.accentState.tint : hovered ? t.raised : t.surface);
    QStyleOptionViewItem plain = option;
    plain.palette.setColor(QPalette::Highlight, Qt::transparent);
    QTreeView::drawRow(painter, plain, index);
    painter->fillRect(QRect(0, option.rect.bottom(), viewport()->width(), 1), t.line);
    if (selected && hasFocus()) {
        painter->setPen(QPen(t.accent, 2));
        painter->drawRect(
            QRectF(1, option.rect.top() + 1, viewport()->width() - 2, option.rect.height() - 3));
    }
}

void RowsView::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    shareWidth();
}

void RowsView::shareWidth()
{
    const int width = viewport()->width();
    int rest = width;
    for (int column = 1; column < widths_.size(); ++column) {
        const ColumnWidth& wish = widths_[column];
        header()->setSectionHidden(column, width < wish.hiddenBelow);
        if (width < wish.hiddenBelow)
            continue;
        const int share = std::max(wish.least, wish.wanted * width / drawnWidth);
        header()->resizeSection(column, share);
        rest -= share;
    }
    header()->resizeSection(0, std::max(rest, widths_.value(0).least));
}

} // namespace switchyard::ui
