#pragma once
// A live table in an order of its own (by any column): rows keep their identity by key, so that selection and
// scroll position stay while values and the order change.

#include <QAbstractTableModel>
#include <QHash>
#include <QVector>

namespace switchyard::ui {

/// Row has a `QString key` and compares with ==. Derived classes say what the cells show.
template<typename Row> class OrderedTable : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Makes the rows those of `next`, in its order; keys are unique. Tells of one removal or insertion per
    /// run of rows, of one change that spans all that changed, and of one new order.
    void setRows(const QVector<Row>& next)
    {
        QHash<QString, int> places;
        places.reserve(next.size());
        for (int i = 0; i < next.size(); ++i)
            places.insert(next[i].key, i);
        removeGone(places);
        changeValues(next, places);
        appendNew(next);
        takeOrder(next, places);
    }

    const QVector<Row>& rows() const { return rows_; }
    const Row* row(const QModelIndex& index) const
    {
        return index.isValid() && index.row() < rows_.size() ? &rows_.at(index.row()) : nullptr;
    }
    QModelIndex indexOf(const QString& key) const
    {
        for (int i = 0; i < rows_.size(); ++i) {
            if (rows_[i].key == key)
                return index(i, 0);
        }
        return {};
    }
    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(rows_.size());
    }

private:
    void removeGone(const QHash<QString, int>& places)
    {
        int last = static_cast<int>(rows_.size()) - 1;
        while (last >= 0) {
            if (places.contains(rows_[last].key)) {
                --last;
                continue;
            }
            int first = last;
            while (first > 0 && !places.contains(rows_[first - 1].key))
                --first;
            beginRemoveRows({}, first, last);
            rows_.remove(first, last - first + 1);
            endRemoveRows();
            last = first - 1;
        }
    }

    void changeValues(const QVector<Row>& next, const QHash<QString, int>& places)
    {
        int first = -1, last = -1;
        for (int i = 0; i < rows_.size(); ++i) {
            const Row& fresh = next[places.value(rows_[i].key)];
            if (rows_[i] == fresh)
                continue;
            rows_[i] = fresh;
            first = first < 0 ? i : first;
            last = i;
        }
        if (first >= 0)
            Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    }

    void appendNew(const QVector<Row>& next)
    {
        if (rows_.size() == next.size())
            return;
        QHash<QString, int> known;
        for (int i = 0; i < rows_.size(); ++i)
            known.insert(rows_[i].key, i);
        QVector<Row> fresh;
        for (const Row& row : next) {
            if (!known.contains(row.key))
                fresh << row;
        }
        beginInsertRows(
            {}, static_cast<int>(rows_.size()), static_cast<int>(rows_.size() + fresh.size()) - 1);
        rows_ += fresh;
        endInsertRows();
    }

    void takeOrder(const QVector<Row>& next, const QHash<QString, int>& places)
    {
        bool same = true;
        for (int i = 0; i < rows_.size() && same; ++i)
            same = rows_[i].key == next[i].key;
        if (same)
            return;
        Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
        const QModelIndexList before = persistentIndexList();
        QModelIndexList after;
        for (const QModelIndex& index : before)
            after << createIndex(places.value(rows_[index.row()].key), index.column());
        rows_ = next;
        changePersistentIndexList(before, after);
        Q_EMIT layoutChanged({}, VerticalSortHint);
    }

    QVector<Row> rows_;
};

} // namespace switchyard::ui
