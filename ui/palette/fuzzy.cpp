#include "ui/palette/fuzzy.h"

#include <algorithm>
#include <limits>

namespace switchyard::ui {

namespace {

constexpr int impossible = std::numeric_limits<int>::min() / 2;
constexpr int forLetter = 1, forWordStart = 8, forRow = 12, forBeginning = 4;

bool startsWord(const QString& text, int at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

/// best[i][j]: the most that letters 0..i give when letter i stands at j. From the back the way is read
/// again.
std::optional<FuzzyMatch> matchWord(const QString& word, const QString& text)
{
    const int n = static_cast<int>(word.size()), m = static_cast<int>(text.size());
    QVector<QVector<int>> best(n, QVector<int>(m, impossible)), from(n, QVector<int>(m, -1));
    for (int i = 0; i < n; ++i) {
        int before = i == 0 ? 0 : impossible, beforeAt = -1; // the best end of letter i - 1 left of j - 1
        for (int j = 0; j < m; ++j) {
            if (i > 0 && j >= 2 && best[i - 1][j - 2] > before)
                before = best[i - 1][j - 2], beforeAt = j - 2;
            if (word.at(i) != text.at(j))
                continue;
            int base = before, at = beforeAt;
            if (i > 0 && j >= 1 && best[i - 1][j - 1] + forRow > base)
                base = best[i - 1][j - 1] + forRow, at = j - 1;
            if (base <= impossible / 2)
                continue;
            best[i][j] =
                base + forLetter + (startsWord(text, j) ? forWordStart : 0) + (j == 0 ? forBeginning : 0);
            from[i][j] = at;
        }
    }
    const auto end = std::max_element(best.last().begin(), best.last().end());
    if (*end <= impossible / 2)
        return std::nullopt;
    FuzzyMatch match;
    match.score = *end;
    int at = static_cast<int>(end - best.last().begin());
    for (int i = n - 1; i >= 0; at = from[i][at], --i)
        match.places.prepend(at);
    return match;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString& typed, const QString& text)
{
    const QString lower = text.toLower();
    FuzzyMatch all;
    const QStringList words = typed.toLower().split(u' ', Qt::SkipEmptyParts);
    for (const QString& word : words) {
        if (lower.size() != text.size() || lower.isEmpty())
            return std::nullopt; // a letter that changes its length in lower case: its places would be wrong
        const auto match = matchWord(word, lower);
        if (!match)
            return std::nullopt;
        all.score += match->score * 100;
        all.places += match->places;
    }
    std::sort(all.places.begin(), all.places.end());
    all.places.erase(std::unique(all.places.begin(), all.places.end()), all.places.end());
    if (!words.isEmpty())
        all.score -= static_cast<int>(std::min<qsizetype>(text.size(), 99));
    return all;
}

} // namespace switchyard::ui
