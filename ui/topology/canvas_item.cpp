#include "ui/topology/canvas_item.h"

#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace switchyard::ui::topology {

namespace {
// The ring of a selection: 2 px wide, 4 px away.
constexpr double ringDistance = 4, ringWidth = 2, ringRoom = ringDistance + ringWidth + 1;
} // namespace

CanvasItem::CanvasItem(const Theme& theme, ObjectId subject, QWidget* canvas)
    : QWidget(canvas), theme_(theme), subject_(std::move(subject))
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
}

double CanvasItem::cornerRadius() const
{
    return space::cardRadius;
}

void CanvasItem::place(const QRectF& rect, double zoom)
{
    if (rect == rect_ && zoom == zoom_ && !geometry().isEmpty())
        return;
    rect_ = rect;
    zoom_ = zoom;
    const QRectF outer = rect.adjusted(-ringRoom, -ringRoom, ringRoom, ringRoom);
    setGeometry(QRectF(outer.topLeft() * zoom, outer.size() * zoom).toAlignedRect());
    placed();
    update();
}

void CanvasItem::setSelected(bool selected)
{
    if (selected == selected_)
        return;
    selected_ = selected;
    update();
}

void CanvasItem::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect_.topLeft() * zoom_ - QPointF(pos()));
    painter.scale(zoom_, zoom_);
    paintSelf(painter, zoom_);
}

void CanvasItem::paintAt100(QPainter& painter)
{
    painter.save();
    painter.translate(rect_.topLeft());
    paintSelf(painter, 1);
    painter.restore();
}

void CanvasItem::paintSelf(QPainter& painter, double zoom)
{
    painter.save();
    paintContent(painter, rect_.size(), zoom);
    painter.restore();
    if (!selected_ && !ringed_)
        return;
    const double out = ringDistance + ringWidth / 2;
    QPen pen(theme_.tokens().accent, ringWidth);
    if (!selected_)
        pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const QRectF ring = QRectF({0, 0}, rect_.size()).adjusted(-out, -out, out, out);
    painter.drawRoundedRect(ring, cornerRadius() + ringDistance, cornerRadius() + ringDistance);
}

void CanvasItem::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: Q_EMIT activated(subject_); return;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down: Q_EMIT moveRequested(static_cast<Qt::Key>(event->key())); return;
    default: QWidget::keyPressEvent(event);
    }
}

void CanvasItem::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        setFocus(Qt::MouseFocusReason);
        Q_EMIT activated(subject_);
    }
}

void CanvasItem::enterEvent(QEnterEvent*)
{
    hovered_ = true;
    update();
    Q_EMIT attentionChanged();
}

void CanvasItem::leaveEvent(QEvent*)
{
    hovered_ = false;
    update();
    Q_EMIT attentionChanged();
}

void CanvasItem::focusInEvent(QFocusEvent* event)
{
    // A click needs no ring: the selection shows where it went.
    ringed_ = event->reason() != Qt::MouseFocusReason;
    update();
    Q_EMIT attentionChanged();
}

void CanvasItem::focusOutEvent(QFocusEvent*)
{
    ringed_ = false;
    update();
    Q_EMIT attentionChanged();
}

} // namespace switchyard::ui::topology
