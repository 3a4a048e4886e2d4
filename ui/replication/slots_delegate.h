#pragma once
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace switchyard::ui {

/// Paints a row of slots: the name in the fixed-width face, a mark before the state, a bar for the share.
class SlotsDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    SlotsDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), theme_(theme) {}
    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& theme_;
};

} // namespace switchyard::ui
