#include "ui/replication/slots_delegate.h"

#include "ui/replication/slots_model.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/table_paint.h"
#include "ui/widgets/text_run.h"

#include <QPainter>

namespace switchyard::ui {

void SlotsDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = theme_.tokens();
    paintCellGround(*painter, option, t);
    const double before = index.column() == SlotsModel::Name ? 16 : 8;
    const double after = index.column() == SlotsModel::FullIn ? 16 : 8;
    const QRectF box = QRectF(option.rect).adjusted(before, 0, -after, 0);
    const bool live = index.data(SlotsModel::LiveRole).toBool();
    const QVariant markValue = index.siblingAtColumn(SlotsModel::State).data(SlotsModel::MarkRole);
    const Mark mark = static_cast<Mark>(markValue.toInt());
    const bool notable = live && (mark == Mark::Warn || mark == Mark::Bad);
    const QString words = index.data().toString();

    TextRun run{words, live ? Ink::Text2 : Ink::Muted};
    QRectF wordBox = box;
    switch (index.column()) {
    case SlotsModel::Name:
        run.mono = true;
        run.ink = live ? Ink::Text : Ink::Muted;
        break;
    case SlotsModel::State: {
        paintStateMark(*painter, QRectF(box.left(), box.center().y() - 7, 14, 14), mark, t);
        wordBox.setLeft(box.left() + 20);
        run.ink = notable ? inkOf(stateOf(mark)) : run.ink;
        run.weight = notable ? QFont::Medium : QFont::Normal;
        break;
    }
    case SlotsModel::Keeps:
        run.ink = live ? Ink::Text : Ink::Muted;
        run.weight = QFont::DemiBold;
        break;
    case SlotsModel::Share:
        if (const QVariant share = index.data(SlotsModel::ShareRole); share.isValid())
            paintBar(*painter, QRectF(box.left(), box.center().y() - 3, std::min(box.width(), 72.0), 6),
                share.toDouble(), share.toDouble() > 0.1 ? State::Warn : State::Unknown, t);
        break;
    default: break;
    }
    const bool right = index.column() == SlotsModel::Keeps || index.column() == SlotsModel::FullIn;
    paintRuns(*painter, wordBox, {run}, theme_, FontRole::Table, right ? Qt::AlignRight : Qt::AlignLeft);
}

QSize SlotsDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const double words =
        runsWidth({{index.data().toString(), Ink::Text, QFont::Medium, index.column() == SlotsModel::Name}},
            theme_, FontRole::Table);
    const bool edge = index.column() == SlotsModel::Name || index.column() == SlotsModel::FullIn;
    const int extra = index.column() == SlotsModel::State ? 20 : edge ? 16 : 8;
    return {static_cast<int>(words) + 18 + extra,
        std::max(space::row, QStyledItemDelegate::sizeHint(option, index).height())};
}

} // namespace switchyard::ui
