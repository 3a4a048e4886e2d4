#include "ui/widgets/chart.h"

#include "ui/text/text.h"
#include "ui/widgets/chart_painter.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

Chart::Chart(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(160, 90);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&theme, &Theme::changed, this, [this] {
        base_ = {};
        update();
    });
}

void Chart::setData(ChartData fresh)
{
    data_ = std::move(fresh);
    base_ = {};
    update();
}

int Chart::wantedBuckets() const
{
    return std::max(16, static_cast<int>(plot().width() / 2));
}

QRectF Chart::plot() const
{
    return QRectF(rect()).adjusted(56, 12, -16, -24);
}

void Chart::setCrosshair(std::optional<std::int64_t> atMs)
{
    if (atMs == crosshair_)
        return;
    crosshair_ = atMs;
    update();
}

QStringList Chart::plateAt(std::int64_t atMs) const
{
    const std::int64_t reach = std::max<std::int64_t>((data_.toMs - data_.fromMs) / 100, 2000);
    QStringList plate{text::clockTime(WallTime(std::chrono::milliseconds(atMs)))};
    for (auto line = data_.lines.rbegin(); line != data_.lines.rend(); ++line) {
        const Bucket* b = nearestBucket(line->buckets, atMs, reach);
        plate << line->name + u'\t' + (b ? valueText(b->max, data_.unit) : tr("not read"));
    }
    return plate;
}

void Chart::moveCrosshair(std::optional<std::int64_t> atMs)
{
    if (atMs)
        atMs = std::clamp(*atMs, data_.fromMs, data_.toMs);
    if (atMs == crosshair_)
        return;
    setCrosshair(atMs);
    if (atMs)
        setAccessibleDescription(plateAt(*atMs).join(u' ').replace(u'\t', u' '));
    Q_EMIT crosshairMoved(atMs);
}

void Chart::renderBase()
{
    base_ = QPixmap(size() * devicePixelRatioF());
    base_.setDevicePixelRatio(devicePixelRatioF());
    base_.fill(Qt::transparent);
    QPainter painter(&base_);
    const ChartPainter strokes(data_, theme_, plot());
    strokes.paintAxes(painter);
    strokes.paintGaps(painter);
    strokes.paintLines(painter);
    strokes.paintMarks(painter);
    strokes.paintEmpty(painter);
}

void Chart::paintEvent(QPaintEvent*)
{
    if (base_.isNull())
        renderBase();
    QPainter painter(this);
    painter.drawPixmap(0, 0, base_);
    if (crosshair_ && *crosshair_ >= data_.fromMs && *crosshair_ <= data_.toMs)
        ChartPainter(data_, theme_, plot()).paintCrosshair(painter, *crosshair_, plateAt(*crosshair_));
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme_.tokens().accent, 2));
        painter.drawRoundedRect(
            QRectF(rect()).adjusted(3, 1, -3, -1), space::controlRadius, space::controlRadius);
    }
}

void Chart::resizeEvent(QResizeEvent* event)
{
    base_ = {};
    if (event->size().width() != event->oldSize().width())
        Q_EMIT wantedBucketsChanged();
}

void Chart::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF area = plot();
    const double share = (event->position().x() - area.left()) / std::max(area.width(), 1.0);
    if (share < 0 || share > 1)
        return moveCrosshair(std::nullopt);
    moveCrosshair(
        data_.fromMs + static_cast<std::int64_t>(share * static_cast<double>(data_.toMs - data_.fromMs)));
}

void Chart::leaveEvent(QEvent*)
{
    moveCrosshair(std::nullopt);
}

void Chart::keyPressEvent(QKeyEvent* event)
{
    const std::int64_t step = std::max<std::int64_t>((data_.toMs - data_.fromMs) / wantedBuckets(), 1000) *
                              (event->modifiers() & Qt::ShiftModifier ? 10 : 1);
    switch (event->key()) {
    case Qt::Key_Left: return moveCrosshair(crosshair_.value_or(data_.toMs) - step);
    case Qt::Key_Right: return moveCrosshair(crosshair_.value_or(data_.toMs - step) + step);
    case Qt::Key_Home: return moveCrosshair(data_.fromMs);
    case Qt::Key_End: return moveCrosshair(data_.toMs);
    case Qt::Key_Escape:
        if (crosshair_)
            return moveCrosshair(std::nullopt);
        break;
    default: break;
    }
    QWidget::keyPressEvent(event);
}

void Chart::focusInEvent(QFocusEvent* event)
{
    update();
    QWidget::focusInEvent(event);
}

void Chart::focusOutEvent(QFocusEvent* event)
{
    update();
    QWidget::focusOutEvent(event);
}

} // namespace switchyard::ui
