#pragma once
// Words of mixed weight and colour in one line: "now *12 ms, 392 B* behind".

#include "ui/theme/theme.h"

#include <QString>
#include <QVector>

#include <optional>

class QPainter;

namespace switchyard::ui {

/// Which of the text colours, by meaning. State inks are the states' word colours.
enum class Ink { Text, Text2, Muted, Accent, Ok, Warn, Bad, Unknown };
QColor inkColor(Ink ink, const Tokens& tokens);
Ink inkOf(State state);

struct TextRun
{
    QString text;
    Ink ink = Ink::Text;
    QFont::Weight weight = QFont::Normal;
    bool mono = false; ///< SQL, LSNs, slots
    bool operator==(const TextRun&) const = default;
};
using TextRuns = QVector<TextRun>;

QString plainText(const TextRuns& runs);
/// The font of a run; mono takes the place of the role's family, half a point smaller.
QFont runFont(const TextRun& run, const Theme& theme, FontRole role);
double runsWidth(const TextRuns& runs, const Theme& theme, FontRole role);
/// Draws the runs on one baseline in `box`, elided at the right end where they do not fit.
void paintRuns(QPainter& painter, const QRectF& box, const TextRuns& runs, const Theme& theme, FontRole role,
    Qt::Alignment horizontal = Qt::AlignLeft);

} // namespace switchyard::ui
