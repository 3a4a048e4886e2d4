#include "ui/topology/picture.h"

#include "ui/topology/canvas.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

#include <algorithm>

namespace switchyard::ui::topology {

QImage pictureOf(Canvas& canvas)
{
    constexpr double largest = 8000;
    const QSizeF size = canvas.sizeAt100();
    const double scale = std::max(size.width(), size.height()) * 2 <= largest ? 2 : 1;
    QImage image((size * scale).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    canvas.paintAt100(painter);
    return image;
}

QByteArray svgOf(Canvas& canvas, const QString& title)
{
    QBuffer buffer;
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(canvas.sizeAt100().toSize());
    generator.setViewBox(QRectF({0, 0}, canvas.sizeAt100()));
    generator.setTitle(title);
    // Fonts are set in points, as on a screen of 96 dots per inch.
    generator.setResolution(96);
    QPainter painter(&generator);
    canvas.paintAt100(painter);
    painter.end();
    return buffer.data();
}

} // namespace switchyard::ui::topology
