#pragma once
// The sibling of mergeRows() for lists whose order is not that of their keys: rows also move.

#include <QVector>

#include <algorithm>

namespace switchyard::ui {

/// Makes `rows` equal to `next` by single steps, so that selection and scroll position stay. `key` is unique
/// in each. `hooks` wraps each step in the model's begin/end calls:
///   remove(int row, auto&& apply), insert(int row, auto&& apply), move(int from, int to, auto&& apply) with
///   to < from, change(int row, const Row& fresh)
template<typename Row, typename Key, typename Hooks>
void arrangeRows(QVector<Row>& rows, const QVector<Row>& next, Key key, Hooks& hooks)
{
    const auto placeIn = [&](const QVector<Row>& list, const Row& row, qsizetype from) {
        const auto it = std::find_if(
            list.begin() + from, list.end(), [&](const Row& other) { return key(other) == key(row); });
        return it == list.end() ? -1 : static_cast<int>(it - list.begin());
    };
    for (int i = static_cast<int>(rows.size()) - 1; i >= 0; --i) {
        if (placeIn(next, rows[i], 0) < 0)
            hooks.remove(i, [&] { rows.removeAt(i); });
    }
    for (int i = 0; i < next.size(); ++i) {
        const int at = placeIn(rows, next[i], i);
        if (at < 0)
            hooks.insert(i, [&] { rows.insert(i, next[i]); });
        else if (at > i)
            hooks.move(at, i, [&] { rows.move(at, i); });
        if (at >= 0)
            hooks.change(i, next[i]);
    }
}

} // namespace switchyard::ui
