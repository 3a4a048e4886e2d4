#pragma once
// What the rows of all our tables share: ground, hover, selection, the rule below.

#include "ui/theme/tokens.h"

class QPainter;
class QStyleOptionViewItem;
class QTableView;
class QTreeView;
class QAbstractItemView;

namespace switchyard::ui {

/// Ground of one cell by its state (selected, hovered), and the rule at its lower edge.
void paintCellGround(QPainter& painter, const QStyleOptionViewItem& option, const Tokens& tokens);
/// Settings that all our tables share: whole rows, one selection, no grid, hover tint.
void prepareTable(QAbstractItemView& view);

} // namespace switchyard::ui
