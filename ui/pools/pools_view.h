#pragma once
// The tree of pools: group rows with a chevron and a summary, quiet bars and sparklines in the rows.

#include "ui/pools/pools_model.h"
#include "ui/theme/theme.h"

#include <QStyledItemDelegate>
#include <QTreeView>

class QSortFilterProxyModel;

namespace switchyard::ui {

class PoolsDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    PoolsDelegate(
        const Theme& theme, const PoolsModel& model, const QSortFilterProxyModel& proxy, QObject* parent);
    void paint(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void setEndOfSamples(std::int64_t nowMs) { nowMs_ = nowMs; }

private:
    void paintGroup(QPainter& p, const QRectF& box, const PoolGroup& group, int column, const QString& words,
        bool open) const;
    void paintRow(QPainter& p, const QRectF& box, const PoolRow& row, int column, const QString& words) const;
    void paintSeries(QPainter& p, const QRectF& box, const PoolRow& row, const QVector<Bucket>& buckets,
        bool waits, const QString& words) const;

    const Theme& theme_;
    const PoolsModel& model_;
    const QSortFilterProxyModel& proxy_;
    std::int64_t nowMs_ = 0;
};

class PoolsView : public QTreeView
{
    Q_OBJECT
public:
    PoolsView(const Theme& theme, PoolsModel& model, QSortFilterProxyModel& proxy, QWidget* parent = nullptr);
    PoolsDelegate& poolsDelegate() { return *delegate_; }
    int contentHeight() const; ///< header and all rows, in pixels
    QSize sizeHint() const override { return {910, contentHeight()}; }
    QSize minimumSizeHint() const override { return {560, std::min(contentHeight(), 160)}; }

protected:
    void drawRow(
        QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void shareWidth();

    const Theme& theme_;
    const PoolsModel& model_;
    const QSortFilterProxyModel& proxy_;
    PoolsDelegate* delegate_;
};

} // namespace switchyard::ui
