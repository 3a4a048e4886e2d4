#include "ui/widgets/state_mark.h"

#include <QPainter>
#include <QPainterPath>

namespace switchyard::ui {

namespace {

constexpr QRgb warnInk = 0xff2b1a00; // the "!" on the triangle, in both themes

QPen stroke(const QColor& color, double width)
{
    return QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

// Every mark is drawn on a square of 16 units.
void paintOk(QPainter& p, const Tokens& t)
{
    p.setPen(Qt::NoPen);
    p.setBrush(t.ok.mark);
    p.drawEllipse(QPointF(8, 8), 7.5, 7.5);
    p.setPen(stroke(t.dark ? t.surface : t.onFill, 1.9));
    p.setBrush(Qt::NoBrush);
    p.drawPolyline(QPolygonF{{4.9, 8.3}, {7.2, 10.5}, {11.2, 5.9}});
}

void paintWarn(QPainter& p, const Tokens& t)
{
    p.setPen(stroke(t.warn.mark, 1.6));
    p.setBrush(t.warn.mark);
    p.drawPolygon(QPolygonF{{8, 1.7}, {15, 14}, {1, 14}});
    p.setPen(stroke(QColor::fromRgb(warnInk), 1.8));
    p.drawLine(QPointF(8, 5.9), QPointF(8, 9.3));
    p.setPen(Qt::NoPen);
    p.setBrush(QColor::fromRgb(warnInk));
    p.drawEllipse(QPointF(8, 12), 1.05, 1.05);
}

void paintBad(QPainter& p, const Tokens& t)
{
    p.setPen(Qt::NoPen);
    p.setBrush(t.bad.mark);
    p.drawRoundedRect(QRectF(0.8, 0.8, 14.4, 14.4), 2, 2);
    p.setPen(stroke(t.dark ? t.surface : t.onFill, 2));
    p.drawLine(QPointF(5.1, 5.1), QPointF(10.9, 10.9));
    p.drawLine(QPointF(10.9, 5.1), QPointF(5.1, 10.9));
}

void paintUnknown(QPainter& p, const Tokens& t)
{
    QPen ring(t.unknown.mark, 1.4, Qt::CustomDashLine, Qt::FlatCap);
    ring.setDashPattern({2.0, 1.35});
    p.setPen(ring);
    p.setBrush(Qt::NoBrush);
    p.drawEllipse(QPointF(8, 8), 7.1, 7.1);
    p.setPen(stroke(t.unknown.mark, 1.5));
    QPainterPath hook(QPointF(5.9, 6.3));
    hook.cubicTo(QPointF(6.0, 3.6), QPointF(10.2, 3.7), QPointF(10.1, 6.3));
    hook.cubicTo(QPointF(10.0, 8.0), QPointF(8, 7.9), QPointF(8, 9.5));
    p.drawPath(hook);
    p.setPen(Qt::NoPen);
    p.setBrush(t.unknown.mark);
    p.drawEllipse(QPointF(8, 11.9), 0.95, 0.95);
}

void paintDiamond(QPainter& p, const Tokens& t, bool filled)
{
    const QPolygonF shape{{8, 1.6}, {14.4, 8}, {8, 14.4}, {1.6, 8}};
    p.setPen(filled ? Qt::NoPen : stroke(t.unknown.mark, 1.5));
    p.setBrush(filled ? QBrush(t.accent) : QBrush(Qt::NoBrush));
    p.drawPolygon(shape);
}

void paintRing(QPainter& p, const Tokens& t, bool running)
{
    p.setBrush(Qt::NoBrush);
    p.setPen(stroke(running ? t.line2 : t.unknown.mark, 1.6));
    p.drawEllipse(QPointF(8, 8), 6.8, 6.8);
    if (!running)
        return;
    p.setPen(stroke(t.accent, 2.2));
    p.drawArc(QRectF(1.2, 1.2, 13.6, 13.6), 90 * 16, -110 * 16);
}

} // namespace

void paintStateMark(QPainter& painter, const QRectF& box, Mark mark, const Tokens& tokens)
{
    const double side = std::min(box.width(), box.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 16, side / 16);
    switch (mark) {
    case Mark::Ok: paintOk(painter, tokens); break;
    case Mark::Warn: paintWarn(painter, tokens); break;
    case Mark::Bad: paintBad(painter, tokens); break;
    case Mark::Unknown: paintUnknown(painter, tokens); break;
    case Mark::Info: paintDiamond(painter, tokens, true); break;
    case Mark::Hollow: paintDiamond(painter, tokens, false); break;
    case Mark::Running: paintRing(painter, tokens, true); break;
    case Mark::ToDo: paintRing(painter, tokens, false); break;
    }
    painter.restore();
}

Mark markOf(Severity severity)
{
    switch (severity) {
    case Severity::Info: return Mark::Info;
    case Severity::Warning: return Mark::Warn;
    case Severity::Error: return Mark::Bad;
    }
    return Mark::Unknown;
}

State stateOf(Severity severity)
{
    return stateOf(markOf(severity));
}

State stateOf(Mark mark)
{
    switch (mark) {
    case Mark::Ok: return State::Ok;
    case Mark::Warn: return State::Warn;
    case Mark::Bad: return State::Bad;
    case Mark::Unknown:
    case Mark::Hollow:
    case Mark::ToDo: return State::Unknown;
    case Mark::Info:
    case Mark::Running: return State::Accent;
    }
    return State::Unknown;
}

namespace {

QString markName(Mark mark)
{
    switch (mark) {
    case Mark::Ok: return StateMark::tr("Good");
    case Mark::Warn: return StateMark::tr("Warning");
    case Mark::Bad: return StateMark::tr("Bad");
    case Mark::Unknown: return StateMark::tr("Unknown");
    case Mark::Info:
    case Mark::Hollow: return StateMark::tr("Note");
    case Mark::Running: return StateMark::tr("Running");
    case Mark::ToDo: return StateMark::tr("To do");
    }
    return {};
}

} // namespace

StateMark::StateMark(const Theme& theme, int size, QWidget* parent)
    : QWidget(parent), theme_(theme), size_(size)
{
    setFixedSize(size, size);
    setAccessibleName(markName(mark_));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StateMark::setMark(Mark mark)
{
    if (mark == mark_)
        return;
    mark_ = mark;
    setAccessibleName(markName(mark));
    update();
}

void StateMark::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintStateMark(painter, rect(), mark_, theme_.tokens());
}

} // namespace switchyard::ui
