#include "ui/topology/track_painter.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace switchyard::ui::topology {

namespace {

constexpr double asyncWidth = 3, syncOutside = 7, syncGap = 2.6, clientEdge = 1.5;
constexpr double arrowAboveCard = 6, stopHalf = 9;

QPainterPath pathOf(const QVector<QPointF>& points)
{
    QPainterPath path(points.first());
    for (int i = 1; i < points.size(); ++i)
        path.lineTo(points[i]);
    return path;
}

double length(QPointF from, QPointF to)
{
    return std::hypot(to.x() - from.x(), to.y() - from.y());
}

/// The longest horizontal stretch, as the index of its first point; -1 if none is long enough to break in.
int breakableStretch(const QVector<QPointF>& points)
{
    int best = -1;
    double longest = 80;
    for (int i = 1; i < points.size(); ++i) {
        const double span =
            points[i].y() == points[i - 1].y() ? std::abs(points[i].x() - points[i - 1].x()) : 0;
        if (span > longest) {
            longest = span;
            best = i - 1;
        }
    }
    return best;
}

double chipWidth(const TextRuns& words, const Theme& theme)
{
    return std::ceil(runsWidth(words, theme, FontRole::Caption)) + 22;
}

bool chipFits(const LinkGeometry& link, const StreamContent& content, const Theme& theme)
{
    const double rest = content.broken ? 130 : 24;
    return !content.slot.isEmpty() && link.chipZone.width() >= chipWidth(content.slot, theme) + rest;
}

} // namespace

bool nearTrack(const LinkGeometry& link, QPointF at)
{
    for (int i = 1; i < link.points.size(); ++i) {
        const QPointF a = link.points[i - 1], b = link.points[i], along = b - a;
        const double square = QPointF::dotProduct(along, along);
        const double share =
            square > 0 ? std::clamp(QPointF::dotProduct(at - a, along) / square, 0.0, 1.0) : 0;
        if (length(a + along * share, at) <= 6)
            return true;
    }
    return false;
}

void TrackPainter::arrow(QPointF tip, QPointF direction, const QColor& color, double width) const
{
    const QPointF across(-direction.y(), direction.x());
    const double size = width > 2 ? 6.5 : 5;
    painter.setPen(QPen(color, width > 2 ? 2 : clientEdge, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(
        QPolygonF{tip - direction * size + across * size, tip, tip - direction * size - across * size});
}

void TrackPainter::track(
    const QVector<QPointF>& points, const QColor& color, bool twice, bool attention) const
{
    const double more = attention ? 1 : 0;
    const QPainterPath path = pathOf(points);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(
        QPen(color, (twice ? syncOutside : asyncWidth) + more, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    painter.drawPath(path);
    if (twice) {
        painter.setPen(QPen(theme.tokens().lane, syncGap, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
        painter.drawPath(path);
    }
}

void TrackPainter::dotted(const QVector<QPointF>& points) const
{
    QPen pen(theme.tokens().unknown.mark, asyncWidth, Qt::CustomDashLine, Qt::FlatCap, Qt::MiterJoin);
    pen.setDashPattern({1.4, 1.2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(pathOf(points));
}

void TrackPainter::stops(QPointF at, QPointF direction, const QColor& color) const
{
    const QPointF across(-direction.y(), direction.x());
    painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::FlatCap));
    for (const double step : {0.0, 7.0}) {
        const QPointF p = at + direction * step;
        painter.drawLine(p - across * stopHalf, p + across * stopHalf);
    }
}

void TrackPainter::stream(
    const LinkGeometry& link, const StreamContent& content, const QRectF& plate, bool attention) const
{
    const QColor color = theme.tokens().state(stateOf(content.mark)).mark;
    if (content.parted) {
        parted(link, color, attention);
    } else if (content.broken) {
        broken(link, content, plate, attention);
    } else {
        if (content.mark == Mark::Unknown)
            dotted(link.points);
        else
            track(link.points, color, content.synchronous, attention);
        arrow(link.points.last() - QPointF(0, arrowAboveCard), {0, 1}, color, asyncWidth);
    }
    slotChip(link, content);
}

/// Dashed, with the sign of a fork in its longest stretch: two ways out of one, and no arrow, for nothing
/// flows.
void TrackPainter::parted(const LinkGeometry& link, const QColor& color, bool attention) const
{
    QPen pen(color, asyncWidth + (attention ? 1 : 0), Qt::CustomDashLine, Qt::FlatCap, Qt::MiterJoin);
    pen.setDashPattern({3, 1.6});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(pathOf(link.points));
    const int stretch = std::max(0, breakableStretch(link.points));
    const QPointF middle = (link.points[stretch] + link.points[stretch + 1]) / 2;
    painter.setPen(QPen(color, 1.6));
    painter.setBrush(theme.tokens().surface);
    painter.drawEllipse(middle, 11, 11);
    painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF fork = middle + QPointF(-1, 0);
    painter.drawLine(middle + QPointF(-6, 0), fork);
    painter.drawPolyline(QPolygonF{middle + QPointF(5, -5), middle + QPointF(3, -5), fork,
        middle + QPointF(3, 5), middle + QPointF(5, 5)});
}

void TrackPainter::broken(
    const LinkGeometry& link, const StreamContent& content, const QRectF& plate, bool attention) const
{
    const Tokens& t = theme.tokens();
    const QColor color = t.state(stateOf(content.mark)).mark;
    const int stretch = breakableStretch(link.points);
    if (stretch < 0) {
        brokenUnderPlate(link, color, plate, attention);
        return;
    }
    const QPointF from = link.points[stretch], to = link.points[stretch + 1];
    const double span = length(from, to), half = span > 260 ? 44 : 24;
    const QPointF direction = (to - from) / span;
    const double chip = chipFits(link, content, theme) ? 20 + chipWidth(content.slot, theme) : 0;
    const double middle = std::max(span * (chip > 0 ? 0.65 : 0.5), chip + half + 16);
    const QPointF end = from + direction * (middle - half), begin = from + direction * (middle + half);
    track(link.points.mid(0, stretch + 1) << end, color, false, attention);
    stops(end - direction * 7, direction, color);
    const QPointF cross = from + direction * middle;
    paintStateMark(painter, {cross.x() - 9, cross.y() - 9, 18, 18}, content.mark, t);
    stops(begin, direction, t.unknown.mark);
    QVector<QPointF> rest{begin + direction * 7};
    rest += link.points.mid(stretch + 1);
    dotted(rest);
}

void TrackPainter::brokenUnderPlate(
    const LinkGeometry& link, const QColor& color, const QRectF& plate, bool attention) const
{
    const QPointF last = link.points.last(), before = link.points[link.points.size() - 2];
    const QPointF above(last.x(), std::max(before.y() + 4, plate.top() - 8));
    QVector<QPointF> first = link.points;
    first.last() = above;
    track(first, color, false, attention);
    stops(above - QPointF(0, 7), {0, 1}, color);
    dotted({QPointF(last.x(), plate.bottom()), last});
}

void TrackPainter::chip(const QRectF& box, const TextRuns& words) const
{
    const Tokens& t = theme.tokens();
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(t.surface);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), space::controlRadius, space::controlRadius);
    paintRuns(painter, box.adjusted(4, 0, -4, 0), words, theme, FontRole::Caption, Qt::AlignHCenter);
}

void TrackPainter::slotChip(const LinkGeometry& link, const StreamContent& content) const
{
    if (!chipFits(link, content, theme))
        return;
    const double width = chipWidth(content.slot, theme);
    const bool right = link.points[1].x() > link.points[0].x();
    const double left = right ? link.chipZone.left() : link.chipZone.right() - width;
    chip({left, link.chipZone.top(), width, link.chipZone.height()}, content.slot);
}

void TrackPainter::pool(const LinkGeometry& link, const PoolLinkContent& content) const
{
    const Tokens& t = theme.tokens();
    const QColor color = content.mark == Mark::Warn ? t.warn.mark : t.unknown.mark;
    QPen pen(color, clientEdge, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin);
    if (content.mark == Mark::Unknown)
        pen.setDashPattern({2, 2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(pathOf(link.points));
    arrow(link.points.last() - QPointF(0, 3), {0, 1}, color, clientEdge);
}

void TrackPainter::poolPlate(const LinkGeometry& link, const PoolLinkContent& content) const
{
    if (content.words.isEmpty() || !link.plateZone.isValid())
        return;
    const TextRuns words{{content.words, Ink::Text2, QFont::Normal, false}};
    const double width = std::min(chipWidth(words, theme), link.plateZone.width());
    chip({std::round(link.plateZone.center().x() - width / 2), link.plateZone.top(), width,
             link.plateZone.height()},
        words);
}

void TrackPainter::clients(const QRectF& pooler, double height) const
{
    painter.setPen(QPen(theme.tokens().unknown.mark, clientEdge, Qt::SolidLine, Qt::FlatCap));
    for (const double x : {-10.0, 0.0, 10.0}) {
        const double top = pooler.top() - height + (x == 0 ? 0 : 4);
        painter.drawLine(
            QPointF(pooler.center().x() + x, top), QPointF(pooler.center().x() + x, pooler.top()));
    }
}

} // namespace switchyard::ui::topology
