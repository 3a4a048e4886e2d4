#include "ui/widgets/chart_painter.h"

#include "ui/widgets/chart_pen.h"
#include "ui/widgets/chart_stroke.h"
#include "ui/widgets/hatch.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {
constexpr int widestBandBar = 4; // pixels
}

QPen chartPen(const ChartLine& line, const Tokens& t)
{
    const bool solid = line.dash == ChartLine::Dash::Solid;
    QPen pen(solid ? t.state(line.state).mark : t.text2, solid ? 1.8 : 1.3, Qt::SolidLine, Qt::RoundCap,
        Qt::BevelJoin);
    if (line.dash == ChartLine::Dash::Dashed) {
        pen.setDashPattern({3.2, 2.4});
        pen.setCapStyle(Qt::FlatCap);
    } else if (line.dash == ChartLine::Dash::Dotted) {
        pen.setDashPattern({0.4, 2.0});
    }
    return pen;
}

ChartPainter::ChartPainter(const ChartData& chart, const Theme& look, const QRectF& area)
    : data(chart), theme(look), plot(area), axis(axisOf(chart))
{
}

double ChartPainter::x(std::int64_t atMs) const
{
    const double share = static_cast<double>(atMs - data.fromMs) /
                         static_cast<double>(std::max<std::int64_t>(data.toMs - data.fromMs, 1));
    return plot.left() + plot.width() * std::clamp(share, 0.0, 1.0);
}

double ChartPainter::y(double value) const
{
    return plot.bottom() - plot.height() * std::clamp(value / axis.top, 0.0, 1.0);
}

void ChartPainter::paintAxes(QPainter& p) const
{
    const Tokens& t = theme.tokens();
    p.setFont(theme.font(FontRole::Caption));
    for (const ValueAxis::Tick& tick : axis.ticks) {
        const double at = std::round(y(tick.value)) + 0.5;
        p.setPen(QPen(tick.value == 0 ? t.line2 : t.grid, 1));
        p.drawLine(QPointF(plot.left(), at), QPointF(plot.right(), at));
        p.setPen(t.muted);
        p.drawText(QRectF(0, at - 10, plot.left() - 8, 20), Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
    paintTimeTicks(p);
}

void ChartPainter::paintTimeTicks(QPainter& p) const
{
    const Tokens& t = theme.tokens();
    const QFontMetricsF metrics(theme.font(FontRole::Caption));
    for (const TimeTick& tick : timeTicks(data.fromMs, data.toMs, static_cast<int>(plot.width() / 76))) {
        const double width = metrics.horizontalAdvance(tick.label), at = x(tick.atMs);
        p.setPen(QPen(t.line2, 1));
        p.drawLine(
            QPointF(std::round(at) + 0.5, plot.bottom()), QPointF(std::round(at) + 0.5, plot.bottom() + 3));
        p.setPen(t.muted);
        const double left = std::clamp(at - width / 2, plot.left() - 4, plot.right() - width);
        p.drawText(
            QRectF(left, plot.bottom() + 5, width + 2, 16), Qt::AlignLeft | Qt::AlignVCenter, tick.label);
    }
}

void ChartPainter::paintThreshold(QPainter& p) const
{
    if (!data.threshold || *data.threshold > axis.top)
        return;
    const Tokens& t = theme.tokens();
    const double at = std::round(y(*data.threshold)) + 0.5;
    QColor band = t.warn.mark;
    band.setAlphaF(0.08f);
    p.fillRect(QRectF(plot.topLeft(), QPointF(plot.right(), at)), band);
    QPen pen(t.warn.mark, 1.2, Qt::SolidLine, Qt::FlatCap);
    pen.setDashPattern({5, 3});
    p.setPen(pen);
    p.drawLine(QPointF(plot.left(), at), QPointF(plot.right(), at));
}

/// After the lines, so that it can be read among them.
void ChartPainter::paintThresholdWords(QPainter& p) const
{
    if (!data.threshold || *data.threshold > axis.top)
        return;
    const double at = std::round(y(*data.threshold)) + 0.5;
    p.setFont(theme.font(FontRole::Caption));
    p.setPen(theme.tokens().warn.text);
    // Above its line, unless the flags of marks are there.
    const double top = at - plot.top() > 28 ? at - 17 : at + 2;
    p.drawText(QRectF(plot.left() + 6, top, plot.width() - 12, 15), Qt::AlignLeft | Qt::AlignVCenter,
        thresholdWords(data));
}

void ChartPainter::paintGaps(QPainter& p) const
{
    for (const ChartGap& gap : gapsOf(data)) {
        const QRectF area(
            x(gap.fromMs), plot.top(), std::max(x(gap.toMs) - x(gap.fromMs), 1.0), plot.height());
        paintHatch(p, area, theme.tokens());
    }
}

void ChartPainter::paintBand(QPainter& p, const ChartLine& line) const
{
    // A bucket stands for several samples: from its least to its largest, a band under the line.
    QColor color = chartPen(line, theme.tokens()).color();
    color.setAlphaF(0.22f);
    // Upright bars and no polygon: an antialiased area of a whole chart costs more than all of its lines.
    // Whole pixels and no pen: Qt fills such a rectangle at once, and outlines a stroke of two pixels first.
    const double room = plot.width() / static_cast<double>(std::max<qsizetype>(line.buckets.size(), 1));
    const int width = std::clamp(static_cast<int>(std::ceil(room)), 1, widestBandBar);
    QVector<QRect> bars;
    bars.reserve(line.buckets.size());
    for (const Bucket& b : line.buckets) {
        const int left = static_cast<int>(std::floor(x(b.atMs) - width / 2.0 + 0.5));
        const double low = y(b.min), high = y(b.max);
        if (low - high < 1)
            continue;
        // A bar ends where the next begins: what is seen through two would be darker.
        if (!bars.isEmpty() && bars.last().right() >= left)
            bars.last().setRight(left - 1);
        const int top = static_cast<int>(std::round(high));
        bars.push_back({left, top, width, std::max(1, static_cast<int>(std::round(low)) - top)});
    }
    p.setRenderHint(QPainter::Antialiasing, false);
    p.setPen(Qt::NoPen);
    p.setBrush(color);
    p.drawRects(bars);
    p.setRenderHint(QPainter::Antialiasing);
}

void ChartPainter::paintLine(QPainter& p, const ChartLine& line) const
{
    const Tokens& t = theme.tokens();
    QVector<QPolygonF> stretches;
    for (const Bucket& b : line.buckets) {
        if (stretches.isEmpty() || b.gapBefore)
            stretches.push_back({});
        stretches.back() << QPointF(x(b.atMs), y(b.max));
    }
    const double calmLength = 3 * (plot.width() + plot.height());
    for (const QPolygonF& stretch : stretches) {
        if (line.filled) {
            QPolygonF area = stretch;
            area << QPointF(stretch.last().x(), plot.bottom()) << QPointF(stretch.first().x(), plot.bottom());
            p.setRenderHint(QPainter::Antialiasing, false); // the line covers the edge
            p.setPen(Qt::NoPen);
            p.setBrush(t.state(line.state).tint);
            p.drawPolygon(area);
            p.setRenderHint(QPainter::Antialiasing);
        }
        if (stretch.size() > 1) {
            strokeChartLine(p, stretch, chartPen(line, t), calmLength);
            continue;
        }
        p.setPen(QPen(chartPen(line, t).color(), 2, Qt::SolidLine, Qt::RoundCap));
        p.drawPoint(stretch.first());
    }
}

void ChartPainter::paintLines(QPainter& p) const
{
    p.setRenderHint(QPainter::Antialiasing);
    for (auto line = data.lines.rbegin(); line != data.lines.rend(); ++line) {
        if (line->dash == ChartLine::Dash::Solid && !line->filled)
            paintBand(p, *line);
        paintLine(p, *line);
    }
    p.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace switchyard::ui
