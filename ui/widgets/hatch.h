#pragma once
// Diagonal hatching: the sign for "nothing was read here".

#include "ui/theme/tokens.h"

#include <QRectF>

class QPainter;

namespace switchyard::ui {

/// Fills `area` with 45° strokes of the tokens' hatch colour, 1.5 px wide, 7 px apart.
void paintHatch(QPainter& painter, const QRectF& area, const Tokens& tokens);

} // namespace switchyard::ui
