#include "ui/widgets/sparkline.h"

#include "ui/widgets/hatch.h"

#include <QHelpEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

namespace switchyard::ui {

namespace {

struct LineScale
{
    QRectF box;
    double from = 0, to = 1, low = 0, high = 1;

    double x(std::int64_t atMs) const
    {
        return box.left() + box.width() * (static_cast<double>(atMs) - from) / std::max(to - from, 1.0);
    }
    double y(double value) const
    {
        return box.bottom() -
               box.height() * std::clamp((value - low) / std::max(high - low, 1e-12), 0.0, 1.0);
    }
};

LineScale lineScaleOf(const QRectF& box, const SparklineData& data)
{
    LineScale s{
        box.adjusted(0, 1.5, 0, -0.5), static_cast<double>(data.fromMs), static_cast<double>(data.toMs)};
    double low = data.fromZero ? 0 : std::numeric_limits<double>::max(), high = data.top;
    for (const Bucket& b : data.buckets) {
        low = std::min(low, b.min);
        high = std::max(high, b.max);
    }
    s.low = data.buckets.isEmpty() ? 0 : low;
    s.high = high > s.low ? high : s.low + 1;
    return s;
}

// Stretches without a gap inside; each is drawn on its own.
QVector<QPolygonF> stretches(const SparklineData& data, const LineScale& scale)
{
    QVector<QPolygonF> result;
    for (const Bucket& b : data.buckets) {
        if (result.isEmpty() || b.gapBefore)
            result.push_back({});
        result.back() << QPointF(scale.x(b.atMs), scale.y(b.max));
    }
    return result;
}

} // namespace

SparklineStyle sparklineStyle(State state, const Tokens& tokens)
{
    const StateColors& colors = tokens.state(state);
    return {colors.mark, colors.tint, 1.5, false};
}

void paintSparkline(QPainter& painter, const QRectF& box, const SparklineData& data,
    const SparklineStyle& style, const Tokens& tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const LineScale scale = lineScaleOf(box, data);
    for (const QPolygonF& line : stretches(data, scale)) {
        QPolygonF area = line;
        area << QPointF(line.last().x(), box.bottom()) << QPointF(line.first().x(), box.bottom());
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.fill);
        painter.drawPolygon(area);
        painter.setPen(QPen(style.line, style.width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(line);
    }
    if (data.stale) {
        const double end = data.buckets.isEmpty() ? box.left() : scale.x(data.buckets.last().atMs);
        paintHatch(painter, QRectF(end, box.top(), box.right() - end, box.height()), tokens);
        painter.setPen(QPen(tokens.bad.mark, 1.5));
        painter.drawLine(QPointF(end, box.top()), QPointF(end, box.bottom()));
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(data.buckets.isEmpty() ? tokens.line2 : style.fill, 1));
    painter.drawLine(QPointF(box.left(), box.bottom()), QPointF(box.right(), box.bottom()));
    if (style.endDot && !data.stale && !data.buckets.isEmpty()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.line);
        const Bucket& last = data.buckets.last();
        painter.drawEllipse(
            QPointF(std::min(scale.x(last.atMs), box.right() - 2.5), scale.y(last.last)), 2.5, 2.5);
    }
    painter.restore();
}

Sparkline::Sparkline(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setMinimumSize(40, 16);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Sparkline::setData(SparklineData fresh, State state, bool endDot)
{
    data_ = std::move(fresh);
    state_ = state;
    endDot_ = endDot;
    update();
}

void Sparkline::setFormatter(std::function<QString(double, std::int64_t)> formatter)
{
    formatter_ = std::move(formatter);
}

void Sparkline::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    SparklineStyle style = sparklineStyle(state_, theme_.tokens());
    style.endDot = endDot_;
    paintSparkline(painter, QRectF(rect()).adjusted(1, 0, -1, -1), data_, style, theme_.tokens());
}

bool Sparkline::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip || !formatter_ || data_.buckets.isEmpty())
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const double at = static_cast<double>(data_.fromMs) +
                      static_cast<double>(data_.toMs - data_.fromMs) * help->pos().x() / std::max(width(), 1);
    const auto distance = [at](const Bucket& b) { return std::abs(static_cast<double>(b.atMs) - at); };
    const auto nearest = std::min_element(data_.buckets.begin(), data_.buckets.end(),
        [&](const Bucket& a, const Bucket& b) { return distance(a) < distance(b); });
    QToolTip::showText(help->globalPos(), formatter_(nearest->last, nearest->atMs), this);
    return true;
}

} // namespace switchyard::ui
