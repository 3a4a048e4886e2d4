#pragma once
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace switchyard::ui {

/// Paints a row of a pooler's list: a mark before the state, what makes others wait in its colour.
class ConnectionsDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    ConnectionsDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), theme_(theme) {}
    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& theme_;
};

} // namespace switchyard::ui
