#include "ui/widgets/chart.h"

#include "ui/widgets/chart_accessible.h"
#include "ui/widgets/chart_painter.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace switchyard::ui {

namespace {
constexpr double shortestDrag = 6;   // below, a press was a click
constexpr double zoomOfNotch = 0.75; // a wheel's notch is 120 units of Qt's angle
} // namespace

Chart::Chart(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    installChartAccessibility();
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

std::int64_t Chart::timeAt(double x) const
{
    const QRectF area = plot();
    const double share = std::clamp((x - area.left()) / std::max(area.width(), 1.0), 0.0, 1.0);
    return data_.fromMs + static_cast<std::int64_t>(share * static_cast<double>(span().length()));
}

void Chart::setCrosshair(std::optional<std::int64_t> atMs)
{
    if (atMs == crosshair_)
        return;
    crosshair_ = atMs;
    update();
}

void Chart::moveCrosshair(std::optional<std::int64_t> atMs)
{
    if (atMs)
        atMs = std::clamp(*atMs, data_.fromMs, data_.toMs);
    if (atMs == crosshair_)
        return;
    setCrosshair(atMs);
    tellAccessibleValue(*this);
    Q_EMIT crosshairMoved(atMs);
}

void Chart::want(const TimeSpan& wanted)
{
    if (bounds_ && wanted != span())
        Q_EMIT spanWanted(wanted);
}

void Chart::zoom(double factor, std::int64_t atMs)
{
    if (bounds_)
        want(zoomed(span(), atMs, factor, *bounds_));
}

void Chart::renderBase()
{
    base_ = QPixmap(size() * devicePixelRatioF());
    base_.setDevicePixelRatio(devicePixelRatioF());
    base_.fill(Qt::transparent);
    QPainter painter(&base_);
    const ChartPainter strokes(data_, theme_, plot());
    strokes.paintAxes(painter);
    strokes.paintThreshold(painter);
    strokes.paintGaps(painter);
    strokes.paintLines(painter);
    strokes.paintThresholdWords(painter);
    strokes.paintMarks(painter);
    strokes.paintEmpty(painter);
}

void Chart::paintEvent(QPaintEvent*)
{
    if (base_.isNull())
        renderBase();
    QPainter painter(this);
    painter.drawPixmap(0, 0, base_);
    const ChartPainter strokes(data_, theme_, plot());
    if (drag_ && drag_->kind == Drag::Kind::Select)
        strokes.paintSelection(painter, timeAt(drag_->fromX), drag_->toMs);
    if (crosshair_ && *crosshair_ >= data_.fromMs && *crosshair_ <= data_.toMs)
        strokes.paintCrosshair(painter, *crosshair_);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme_.tokens().accent, 2));
        painter.setBrush(Qt::NoBrush);
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

void Chart::mousePressEvent(QMouseEvent* event)
{
    const QRectF area = plot();
    const double x = event->position().x();
    if (!bounds_ || event->button() != Qt::LeftButton || x < area.left() || x > area.right())
        return QWidget::mousePressEvent(event);
    const bool pans = event->modifiers() & Qt::ShiftModifier;
    drag_ = Drag{pans ? Drag::Kind::Pan : Drag::Kind::Select, x, span(), timeAt(x)};
    if (pans)
        setCursor(Qt::ClosedHandCursor);
}

void Chart::mouseMoveEvent(QMouseEvent* event)
{
    const QRectF area = plot();
    const double x = event->position().x();
    if (drag_ && drag_->kind == Drag::Kind::Pan) {
        const double msPerPixel = static_cast<double>(drag_->span.length()) / std::max(area.width(), 1.0);
        return want(
            panned(drag_->span, static_cast<std::int64_t>((drag_->fromX - x) * msPerPixel), *bounds_));
    }
    if (drag_) {
        drag_->toMs = timeAt(x);
        update();
    }
    if (!drag_ && (x < area.left() || x > area.right()))
        return moveCrosshair(std::nullopt);
    moveCrosshair(timeAt(x));
}

void Chart::mouseReleaseEvent(QMouseEvent* event)
{
    if (!drag_ || event->button() != Qt::LeftButton)
        return QWidget::mouseReleaseEvent(event);
    const Drag drag = *drag_;
    drag_.reset();
    unsetCursor();
    update();
    if (drag.kind == Drag::Kind::Pan || std::abs(event->position().x() - drag.fromX) < shortestDrag)
        return;
    const std::int64_t one = timeAt(drag.fromX), other = drag.toMs;
    want(fitted({std::min(one, other), std::max(one, other)}, *bounds_));
}

void Chart::mouseDoubleClickEvent(QMouseEvent* event)
{
    drag_.reset();
    if (bounds_ && event->button() == Qt::LeftButton)
        Q_EMIT resetWanted();
}

void Chart::wheelEvent(QWheelEvent* event)
{
    const QPoint angle = event->angleDelta();
    const bool allowed = wheelZooms_ || hasFocus() || (event->modifiers() & Qt::ControlModifier);
    if (!bounds_ || !allowed || angle.isNull())
        return event->ignore();
    if (std::abs(angle.x()) > std::abs(angle.y()))
        want(panned(span(), -span().length() * angle.x() / 120 / 10, *bounds_));
    else
        zoom(std::pow(zoomOfNotch, angle.y() / 120.0), timeAt(event->position().x()));
    event->accept();
}

void Chart::leaveEvent(QEvent*)
{
    if (!drag_)
        moveCrosshair(std::nullopt);
}

bool Chart::escape()
{
    if (drag_) {
        drag_.reset();
        unsetCursor();
        update();
        return true;
    }
    if (!crosshair_)
        return false;
    moveCrosshair(std::nullopt);
    return true;
}

bool Chart::handleKey(int key, Qt::KeyboardModifiers modifiers)
{
    const std::int64_t step = std::max<std::int64_t>(span().length() / wantedBuckets(), 1000) *
                              (modifiers & Qt::ShiftModifier ? 10 : 1);
    const int direction = key == Qt::Key_Left ? -1 : 1;
    const std::int64_t middle = crosshair_.value_or(data_.fromMs + span().length() / 2);
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (bounds_ && (modifiers & Qt::ControlModifier))
            want(panned(span(), direction * span().length() / 4, *bounds_));
        else
            moveCrosshair(
                crosshair_.value_or(direction < 0 ? data_.toMs : data_.toMs - step) + direction * step);
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal: zoom(0.5, middle); return bounds_.has_value();
    case Qt::Key_Minus: zoom(2, middle); return bounds_.has_value();
    case Qt::Key_Home:
        if (bounds_)
            Q_EMIT resetWanted();
        else
            moveCrosshair(data_.fromMs);
        return true;
    case Qt::Key_End: moveCrosshair(data_.toMs); return true;
    case Qt::Key_Space:
        if (bounds_)
            Q_EMIT pauseWanted();
        return bounds_.has_value();
    case Qt::Key_Escape: return escape();
    default: return false;
    }
}

void Chart::keyPressEvent(QKeyEvent* event)
{
    if (!handleKey(event->key(), event->modifiers()))
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
