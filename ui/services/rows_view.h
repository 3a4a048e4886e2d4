#pragma once
// The table of this page: rows of 32 px, marks and bars in cells, columns that share the width and leave when
// there is none.

#include "ui/theme/theme.h"

#include <QStyledItemDelegate>
#include <QTreeView>

namespace switchyard::ui {

struct ColumnWidth
{
    int wanted = 80;     ///< at a view 910 px wide
    int least = 60;      ///< what its words need
    int hiddenBelow = 0; ///< width of the view below which the column leaves
};

class RowsDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    RowsDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), theme_(theme) {}
    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {40, space::row};
    }

private:
    const Theme& theme_;
};

class RowsView : public QTreeView
{
    Q_OBJECT
public:
    /// The first column takes what the others leave.
    RowsView(const Theme& theme, QAbstractItemModel& model, const QVector<ColumnWidth>& widths,
        QWidget* parent = nullptr);
    int contentHeight() const; ///< header and all rows, in pixels
    QString currentKey() const;

Q_SIGNALS:
    void chosen(const QString& key); ///< by a person or by the page
    void sortRequested(int column, Qt::SortOrder order);

protected:
    void drawRow(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void shareWidth();

    const Theme& theme_;
    QVector<ColumnWidth> widths_;
};

} // namespace switchyard::ui
