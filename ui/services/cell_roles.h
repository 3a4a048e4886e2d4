#pragma once
// What the tables of this page say of a cell besides its words.

#include <Qt>

namespace switchyard::ui {

enum CellRole {
    KeyRole = Qt::UserRole, ///< of the row
    MarkRole,               ///< int of Mark, painted before the words
    ShareRole,              ///< 0 to 1: a bar before the words
    InkRole,                ///< int of Ink
    WeightRole,             ///< int of QFont::Weight
};

} // namespace switchyard::ui
