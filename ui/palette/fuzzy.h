#pragma once
// How well what was typed fits a text: a pure function.

#include <QString>
#include <QVector>

#include <optional>

namespace switchyard::ui {

struct FuzzyMatch
{
    int score = 0;       ///< higher fits better; only scores of the same typed words compare
    QVector<int> places; ///< indexes of the matched characters, ascending
};

/// Every word of `typed` must stand in `text`, each letter in its order, whatever stands between them and in
/// any case. Beginnings of words and letters in a row count most; a shorter text before a longer one. No
/// words match everything.
std::optional<FuzzyMatch> fuzzyMatch(const QString& typed, const QString& text);

} // namespace switchyard::ui
