#pragma once
// A share of something, as a bar: connections used of those allowed.

#include "ui/theme/tokens.h"

#include <QRectF>

class QPainter;

namespace switchyard::ui {

/// share: 0 to 1, clamped; anything above 0 shows at least 2 px. State::Unknown is the quiet grey of a normal
/// level.
void paintBar(QPainter& painter, const QRectF& box, double share, State state, const Tokens& tokens);

} // namespace switchyard::ui
