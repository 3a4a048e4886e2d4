#pragma once
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>

namespace switchyard::ui {

/// A cluster in the list: mark, name and state, its sentence below, its age at the right.
class ClusterDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    ClusterDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), theme_(theme) {}
    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& theme_;
};

} // namespace switchyard::ui
