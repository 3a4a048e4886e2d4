#pragma once
// Live models change row by row, by key, never by a reset: a reset loses selection, scroll and expansion.

#include <QVector>

namespace switchyard::ui {

/// Makes `rows` equal to `next` in the fewest single steps. Both are sorted by the same `key`, which is
/// unique. `hooks` wraps each step in the model's begin/end calls:
///   remove(int row, auto&& apply), insert(int row, auto&& apply), change(int row, Row&& fresh)
template<typename Row, typename Key, typename Hooks>
void mergeRows(QVector<Row>& rows, const QVector<Row>& next, Key key, Hooks& hooks)
{
    int i = 0;
    for (const Row& fresh : next) {
        while (i < rows.size() && key(rows[i]) < key(fresh))
            hooks.remove(i, [&] { rows.removeAt(i); });
        if (i < rows.size() && key(rows[i]) == key(fresh))
            hooks.change(i, fresh);
        else
            hooks.insert(i, [&] { rows.insert(i, fresh); });
        ++i;
    }
    while (rows.size() > next.size())
        hooks.remove(i, [&] { rows.removeAt(i); });
}

} // namespace switchyard::ui
