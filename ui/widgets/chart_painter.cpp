#include "ui/widgets/chart_painter.h"

#include "ui/widgets/hatch.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

double largestOf(const ChartData& data)
{
    double largest = 0;
    for (const ChartLine& line : data.lines) {
        for (const Bucket& b : line.buckets)
            largest = std::max(largest, b.max);
    }
    // A little air, so that the highest sample does not touch the frame.
    return largest * 1.05;
}

bool isEmpty(const ChartData& data)
{
    return std::all_of(
        data.lines.begin(), data.lines.end(), [](const ChartLine& l) { return l.buckets.isEmpty(); });
}

QPen linePen(const ChartLine& line, const Tokens& t)
{
    const bool solid = line.dash == ChartLine::Dash::Solid;
    QPen pen(solid ? t.state(line.state).mark : t.text2, solid ? 1.8 : 1.3, Qt::SolidLine, Qt::RoundCap,
        Qt::RoundJoin);
    if (line.dash == ChartLine::Dash::Dashed) {
        pen.setDashPattern({3.2, 2.4});
        pen.setCapStyle(Qt::FlatCap);
    } else if (line.dash == ChartLine::Dash::Dotted) {
        pen.setDashPattern({0.4, 2.0});
    }
    return pen;
}

} // namespace

const Bucket* nearestBucket(const QVector<Bucket>& buckets, std::int64_t atMs, std::int64_t withinMs)
{
    const auto after = std::lower_bound(
        buckets.begin(), buckets.end(), atMs, [](const Bucket& b, std::int64_t at) { return b.atMs < at; });
    const Bucket* best = nullptr;
    const auto consider = [&](const Bucket& b) {
        const std::int64_t distance = std::abs(b.atMs - atMs);
        if (distance <= withinMs && (!best || distance < std::abs(best->atMs - atMs)))
            best = &b;
    };
    if (after != buckets.end())
        consider(*after);
    if (after != buckets.begin())
        consider(*(after - 1));
    return best;
}

QVector<std::pair<std::int64_t, std::int64_t>> gapsOf(const ChartData& data)
{
    QVector<std::pair<std::int64_t, std::int64_t>> gaps;
    if (data.lines.isEmpty() || data.lines.front().buckets.isEmpty())
        return gaps;
    const QVector<Bucket>& buckets = data.lines.front().buckets;
    for (qsizetype i = 1; i < buckets.size(); ++i) {
        if (buckets[i].gapBefore)
            gaps.push_back({buckets[i - 1].atMs, buckets[i].atMs});
    }
    // The last bucket may span more time than one sample, so what it stands for counts as read.
    const std::int64_t span = buckets.size() > 1 ? (data.toMs - data.fromMs) / buckets.size() : 0;
    if (data.toMs - buckets.back().atMs > std::max(data.staleAfterMs, 2 * span))
        gaps.push_back({buckets.back().atMs, data.toMs});
    return gaps;
}

ChartPainter::ChartPainter(const ChartData& chart, const Theme& look, const QRectF& area)
    : data(chart), theme(look), plot(area), axis(valueAxis(largestOf(chart), chart.unit))
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
    const QFontMetricsF metrics(theme.font(FontRole::Caption));
    p.setFont(theme.font(FontRole::Caption));
    for (const ValueAxis::Tick& tick : axis.ticks) {
        const double at = std::round(y(tick.value)) + 0.5;
        p.setPen(QPen(tick.value == 0 ? t.line2 : t.grid, 1));
        p.drawLine(QPointF(plot.left(), at), QPointF(plot.right(), at));
        p.setPen(t.muted);
        p.drawText(QRectF(0, at - 10, plot.left() - 8, 20), Qt::AlignRight | Qt::AlignVCenter, tick.label);
    }
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

void ChartPainter::paintGaps(QPainter& p) const
{
    for (const auto& [from, to] : gapsOf(data)) {
        const QRectF area(x(from), plot.top(), std::max(x(to) - x(from), 1.0), plot.height());
        paintHatch(p, area, theme.tokens());
    }
}

void ChartPainter::paintBand(QPainter& p, const ChartLine& line) const
{
    // A bucket stands for several samples: from its least to its largest, a band under the line.
    QColor color = linePen(line, theme.tokens()).color();
    color.setAlphaF(0.22f);
    p.setPen(Qt::NoPen);
    p.setBrush(color);
    for (qsizetype from = 0, to = 0; from < line.buckets.size(); from = to) {
        for (to = from + 1; to < line.buckets.size() && !line.buckets[to].gapBefore; ++to) {
        }
        QPolygonF band;
        for (qsizetype i = from; i < to; ++i)
            band << QPointF(x(line.buckets[i].atMs), y(line.buckets[i].max));
        for (qsizetype i = to - 1; i >= from; --i)
            band << QPointF(x(line.buckets[i].atMs), y(line.buckets[i].min));
        p.drawPolygon(band);
    }
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
    for (const QPolygonF& stretch : stretches) {
        if (line.filled) {
            QPolygonF area = stretch;
            area << QPointF(stretch.last().x(), plot.bottom()) << QPointF(stretch.first().x(), plot.bottom());
            p.setPen(Qt::NoPen);
            p.setBrush(t.state(line.state).tint);
            p.drawPolygon(area);
        }
        p.setPen(linePen(line, t));
        p.setBrush(Qt::NoBrush);
        if (stretch.size() == 1)
            p.drawPoint(stretch.first());
        else
            p.drawPolyline(stretch);
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

void ChartPainter::paintMarks(QPainter& p) const
{
    const Tokens& t = theme.tokens();
    const QFont font = theme.font(FontRole::Caption, QFont::Medium);
    p.setRenderHint(QPainter::Antialiasing);
    double freeFrom = plot.left();
    for (const ChartMark& mark : data.marks) {
        if (mark.atMs < data.fromMs || mark.atMs > data.toMs)
            continue;
        const double at = std::round(x(mark.atMs)) + 0.5;
        p.setPen(QPen(t.text2, 1.4, Qt::DotLine, Qt::FlatCap));
        p.drawLine(QPointF(at, plot.top()), QPointF(at, plot.bottom()));
        const double width = QFontMetricsF(font).horizontalAdvance(mark.text) + 28;
        const double left = std::clamp(at - 9, plot.left(), std::max(plot.left(), plot.right() - width));
        if (mark.text.isEmpty() || left < freeFrom) {
            p.setPen(Qt::NoPen);
            p.setBrush(t.text2);
            p.drawEllipse(QPointF(at, plot.top()), 3, 3);
            continue;
        }
        const QRectF flag(left, plot.top() - 9, width, 18);
        freeFrom = flag.right() + 4;
        p.setPen(QPen(t.line2, 1));
        p.setBrush(t.raised);
        p.drawRoundedRect(flag, 3, 3);
        paintIcon(p, QRectF(flag.left() + 4, flag.top() + 3, 12, 12), mark.icon, t.text2, 1.6);
        p.setFont(font);
        p.setPen(t.text);
        p.drawText(flag.adjusted(21, 0, -5, 0), Qt::AlignLeft | Qt::AlignVCenter, mark.text);
    }
    p.setRenderHint(QPainter::Antialiasing, false);
}

void ChartPainter::paintEmpty(QPainter& p) const
{
    if (!isEmpty(data))
        return;
    p.setFont(theme.font(FontRole::Body));
    p.setPen(theme.tokens().muted);
    p.drawText(plot.translated(0, -plot.height() / 8), Qt::AlignCenter,
        QCoreApplication::translate("Chart", "No samples yet"));
}

void ChartPainter::paintCrosshair(QPainter& p, std::int64_t atMs, const QStringList& plate) const
{
    const Tokens& t = theme.tokens();
    const double at = std::round(x(atMs)) + 0.5;
    p.setPen(QPen(t.text, 1));
    p.drawLine(QPointF(at, plot.top() - 4), QPointF(at, plot.bottom()));
    p.setRenderHint(QPainter::Antialiasing);
    const std::int64_t reach = std::max<std::int64_t>((data.toMs - data.fromMs) / 100, 2000);
    for (const ChartLine& line : data.lines) {
        if (const Bucket* b = nearestBucket(line.buckets, atMs, reach)) {
            p.setPen(QPen(linePen(line, t).color(), 1.8));
            p.setBrush(t.surface);
            p.drawEllipse(QPointF(at, y(b->max)), 3.5, 3.5);
        }
    }
    paintPlate(p, at, plate);
    p.setRenderHint(QPainter::Antialiasing, false);
}

void ChartPainter::paintPlate(QPainter& p, double atX, const QStringList& plate) const
{
    const Tokens& t = theme.tokens();
    const double rowHeight = 16, width = 134;
    const double height = rowHeight * static_cast<double>(plate.size()) + 10;
    const bool leftOfLine = atX - width - 8 > plot.left();
    const QRectF box(leftOfLine ? atX - width - 8 : atX + 8,
        std::min(plot.top() + 22, plot.bottom() - height), width, height);
    p.setPen(QPen(t.line2, 1));
    p.setBrush(t.raised);
    p.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), space::controlRadius, space::controlRadius);
    QRectF row(box.left() + 10, box.top() + 5, box.width() - 20, rowHeight);
    for (const QString& line : plate) {
        const QString name = line.section(u'\t', 0, 0), value = line.section(u'\t', 1);
        p.setFont(theme.font(FontRole::Caption, value.isEmpty() ? QFont::Medium : QFont::Normal));
        p.setPen(value.isEmpty() ? t.text : t.text2);
        p.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, name);
        p.setFont(theme.font(FontRole::Caption, QFont::DemiBold));
        p.setPen(t.text);
        p.drawText(row, Qt::AlignRight | Qt::AlignVCenter, value);
        row.translate(0, rowHeight);
    }
}

} // namespace switchyard::ui
