#include "ui/widgets/icons.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace switchyard::ui {

namespace {

// Each icon in the words of an SVG path (absolute M, L, C and Z only) plus "O x y r" for a circle; a grid of
// 16 units.
const char* strokes(Icon icon)
{
    switch (icon) {
    case Icon::Topology:
        return "O 4 4 1.9 O 12 5.6 1.9 O 12 12.4 1.9 M 5.9 4.4 L 10.1 5.2 M 5.3 5.4 L 10.6 11.1";
    case Icon::Replication: return "M 2 13.2 L 14 13.2 M 2.4 9.8 L 5.6 6.6 L 8.4 8.8 L 13.6 3.4";
    case Icon::Pools:
        return "M 2 3.6 L 4 3.6 C 6.4 3.6 6.2 8 8.4 8 L 13.6 8 M 2 12.4 L 4 12.4 C 6.4 12.4 6.2 8 8.4 8 "
               "M 2 8 L 8 8 M 11.2 5.4 L 13.8 8 L 11.2 10.6";
    case Icon::Services:
        return "M 2.4 2.4 L 6.8 2.4 L 6.8 6.8 L 2.4 6.8 Z M 9.2 2.4 L 13.6 2.4 L 13.6 6.8 L 9.2 6.8 Z "
               "M 2.4 9.2 L 6.8 9.2 L 6.8 13.6 L 2.4 13.6 Z M 9.2 9.2 L 13.6 9.2 L 13.6 13.6 L 9.2 13.6 Z";
    case Icon::Bell:
        return "M 3 11.8 L 13 11.8 C 11.9 10.6 11.9 9.4 11.9 7 C 11.9 4.4 10.3 2.6 8 2.6 C 5.7 2.6 4.1 4.4 "
               "4.1 7 C 4.1 9.4 4.1 10.6 3 11.8 Z M 6.6 14.1 L 9.4 14.1";
    case Icon::Crown:
        return "M 2.2 11 L 1.6 4.4 L 5.2 7 L 8 3 L 10.8 7 L 14.4 4.4 L 13.8 11 Z M 2.4 13.8 L 13.6 13.8";
    case Icon::Search: return "O 7 7 4.3 M 10.3 10.3 L 13.8 13.8";
    case Icon::Plus: return "M 8 2.6 L 8 13.4 M 2.6 8 L 13.4 8";
    case Icon::Minus: return "M 2.6 8 L 13.4 8";
    case Icon::Fit:
        return "M 2.6 5.8 L 2.6 2.6 L 5.8 2.6 M 10.2 2.6 L 13.4 2.6 L 13.4 5.8 M 13.4 10.2 L 13.4 13.4 L "
               "10.2 "
               "13.4 M 5.8 13.4 L 2.6 13.4 L 2.6 10.2";
    case Icon::ChevronDown: return "M 3.8 6 L 8 10.2 L 12.2 6";
    case Icon::ChevronRight: return "M 6 3.8 L 10.2 8 L 6 12.2";
    case Icon::ChevronLeft: return "M 10 3.8 L 5.8 8 L 10 12.2";
    case Icon::Sun:
        return "O 8 8 2.9 M 8 1.4 L 8 2.6 M 8 13.4 L 8 14.6 M 1.4 8 L 2.6 8 M 13.4 8 L 14.6 8 M 3.3 3.3 L "
               "4.2 4.2 "
               "M 11.8 11.8 L 12.7 12.7 M 12.7 3.3 L 11.8 4.2 M 4.2 11.8 L 3.3 12.7";
    case Icon::Moon:
        return "M 13.4 9.6 C 10.2 11.2 5.4 9.2 6.6 2.6 C 3.6 3.4 2.2 6 2.6 8.8 C 3.2 12.4 6.4 14 9.2 13.4 C "
               "11.2 "
               "13 12.8 11.6 13.4 9.6 Z";
    case Icon::Refresh:
        return "M 13.4 8 C 13.4 11 11 13.4 8 13.4 C 5 13.4 2.6 11 2.6 8 C 2.6 5 5 2.6 8 2.6 C 10 2.6 11.8 "
               "3.6 "
               "12.8 5.2 M 13 2.2 L 13 5.4 L 9.8 5.4";
    case Icon::Stopwatch: return "O 8 9 5 M 8 6.2 L 8 9 M 6.4 1.6 L 9.6 1.6 M 12 4.4 L 12.9 3.5";
    case Icon::NodeLost:
        return "M 2.4 2.8 L 13.6 2.8 L 13.6 7 L 2.4 7 Z M 5.4 10 L 10.6 14 M 10.6 10 L 5.4 14";
    case Icon::NodeBack: return "M 2.4 2.8 L 13.6 2.8 L 13.6 7 L 2.4 7 Z M 5 11.8 L 7.2 13.8 L 11 9.8";
    case Icon::MemberLost: return "O 8 8 5.6 M 6 6 L 10 10 M 10 6 L 6 10";
    case Icon::MemberBack: return "O 8 8 5.6 M 5.6 8.2 L 7.4 9.8 L 10.4 6.4";
    case Icon::Dots: return "M 3 8 L 3.2 8 M 7.9 8 L 8.1 8 M 12.8 8 L 13 8";
    case Icon::ArrowRight: return "M 2.6 8 L 13.2 8 M 9.2 4 L 13.2 8 L 9.2 12";
    }
    return "";
}

QPainterPath parsed(const char* words)
{
    const QStringList parts = QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts);
    QPainterPath path;
    qsizetype i = 0;
    const auto number = [&] { return parts.value(i++).toDouble(); };
    const auto point = [&] {
        const double x = number();
        return QPointF(x, number());
    };
    while (i < parts.size()) {
        const QChar command = parts[i++].at(0);
        if (command == u'M') {
            path.moveTo(point());
        } else if (command == u'L') {
            path.lineTo(point());
        } else if (command == u'C') {
            const QPointF a = point(), b = point();
            path.cubicTo(a, b, point());
        } else if (command == u'O') {
            const QPointF center = point();
            const double radius = number();
            path.addEllipse(center, radius, radius);
        } else {
            path.closeSubpath();
        }
    }
    return path;
}

} // namespace

void paintIcon(QPainter& painter, const QRectF& box, Icon icon, const QColor& color, double strokeWidth)
{
    const double side = std::min(box.width(), box.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 16, side / 16);
    painter.setPen(QPen(color, icon == Icon::Dots ? strokeWidth * 1.6 : strokeWidth, Qt::SolidLine,
        Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(parsed(strokes(icon)));
    painter.restore();
}

QIcon makeIcon(Icon icon, const QColor& color, const QColor& disabled)
{
    QIcon result;
    for (const double ratio : {1.0, 2.0, 3.0}) {
        for (const bool enabled : {true, false}) {
            QPixmap pixmap(QSize(16, 16) * ratio);
            pixmap.setDevicePixelRatio(ratio);
            pixmap.fill(Qt::transparent);
            QPainter painter(&pixmap);
            paintIcon(painter, QRectF(0, 0, 16, 16), icon, enabled ? color : disabled);
            painter.end();
            result.addPixmap(pixmap, enabled ? QIcon::Normal : QIcon::Disabled);
        }
    }
    return result;
}

void paintLogo(QPainter& painter, const QRectF& box, const QColor& through, const QColor& siding)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 20, box.height() / 20);
    painter.setPen(QPen(siding, 2, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(10, 14.5), QPointF(18.5, 14.5));
    painter.setPen(QPen(through, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF{{1.5, 14.5}, {6.5, 14.5}, {12.5, 6.5}, {18.5, 6.5}});
    painter.restore();
}

} // namespace switchyard::ui
