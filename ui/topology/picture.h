#pragma once
// The canvas as a picture: what is seen, at 100 %, all of it.

#include <QByteArray>
#include <QImage>

namespace switchyard::ui::topology {

class Canvas;

/// Twice as large where that stays below 8,000 px, so that it is sharp on paper.
QImage pictureOf(Canvas& canvas);
/// Words stay words, and can be searched and copied.
QByteArray svgOf(Canvas& canvas, const QString& title);

} // namespace switchyard::ui::topology
