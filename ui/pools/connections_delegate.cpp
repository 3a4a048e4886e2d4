#include "ui/pools/connections_delegate.h"

#include "ui/pools/connections_model.h"
#include "ui/widgets/table_paint.h"
#include "ui/widgets/text_run.h"

#include <QPainter>

namespace switchyard::ui {

namespace {
constexpr int firstMargin = 16, cellMargin = 8, markRoom = 20;
}

void ConnectionsDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = theme_.tokens();
    paintCellGround(*painter, option, t);
    QRectF box =
        QRectF(option.rect).adjusted(index.column() == 0 ? firstMargin : cellMargin, 0, -cellMargin, 0);
    const bool notable = index.data(ConnectionsModel::NotableRole).toBool();
    const bool right = index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
    TextRun run{index.data().toString(), index.column() <= 2 ? Ink::Text : Ink::Text2};
    if (index.column() == 0) {
        const Mark mark = static_cast<Mark>(index.data(ConnectionsModel::MarkRole).toInt());
        paintStateMark(*painter, QRectF(box.left(), box.center().y() - 7, 14, 14), mark, t);
        box.setLeft(box.left() + markRoom);
    }
    if (notable && index.column() <= 1) {
        run.ink = Ink::Warn;
        run.weight = QFont::Medium;
    }
    paintRuns(*painter, box, {run}, theme_, FontRole::Table, right ? Qt::AlignRight : Qt::AlignLeft);
}

QSize ConnectionsDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const double words =
        runsWidth({{index.data().toString(), Ink::Text, QFont::Medium}}, theme_, FontRole::Table);
    const int before = index.column() == 0 ? firstMargin + markRoom : cellMargin;
    return {static_cast<int>(words) + before + cellMargin + 2, space::row};
}

} // namespace switchyard::ui
