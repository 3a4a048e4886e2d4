#pragma once
#include "ui/theme/theme.h"
#include "ui/widgets/actions.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace switchyard::ui {

/// The actions that fit what was typed, the best first.
class CommandList : public QAbstractListModel
{
    Q_OBJECT
public:
    struct Found
    {
        Action action;
        QVector<int> places; ///< letters of the title that were typed
    };
    using QAbstractListModel::QAbstractListModel;
    void setActions(const QVector<Action>& actions);
    void find(const QString& typed);
    const Found* found(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QVector<Action> actions_;
    QVector<Found> found_;
};

/// Title with the typed letters in bold, group and keys at the right.
class CommandDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    CommandDelegate(const Theme& theme, const CommandList& list, QObject* parent);
    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& theme_;
    const CommandList& list_;
};

} // namespace switchyard::ui
