#include "ui/widgets/table_paint.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QStyleOptionViewItem>

namespace switchyard::ui {

void paintCellGround(QPainter& painter, const QStyleOptionViewItem& option, const Tokens& tokens)
{
    const bool selected = option.state & QStyle::State_Selected,
               hovered = option.state & QStyle::State_MouseOver;
    const QColor ground = selected ? tokens.accentState.tint : hovered ? tokens.raised : tokens.surface;
    painter.fillRect(option.rect, ground);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), tokens.line);
}

void prepareTable(QAbstractItemView& view)
{
    view.setSelectionBehavior(QAbstractItemView::SelectRows);
    view.setSelectionMode(QAbstractItemView::SingleSelection);
    view.setEditTriggers(QAbstractItemView::NoEditTriggers);
    view.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view.setMouseTracking(true);
    view.setTabKeyNavigation(false);
    view.setFrameShape(QFrame::NoFrame);
}

} // namespace switchyard::ui
