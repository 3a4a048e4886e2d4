#include "ui/window/bell_button.h"

#include "ui/widgets/icons.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

BellButton::BellButton(const Theme& theme, QWidget* parent) : QAbstractButton(parent), theme_(theme)
{
    setObjectName(u"top.bell"_s);
    setFocusPolicy(Qt::StrongFocus);
    setFixedSize(sizeHint());
    setToolTip(tr("Findings, Ctrl+Shift+F"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setCount(0, State::Unknown);
}

void BellButton::setCount(int count, State state)
{
    count_ = count, state_ = state;
    setAccessibleName(count == 1   ? tr("1 finding")
                      : count == 0 ? tr("No findings")
                                   : tr("%1 findings").arg(count));
    update();
}

void BellButton::paintEvent(QPaintEvent*)
{
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(0.5, 7.5, 31, 31);
    painter.setPen(QPen(hasFocus() ? t.accent : t.line, hasFocus() ? 2 : 1));
    painter.setBrush(isDown() ? t.raised : t.surface);
    painter.drawRoundedRect(
        hasFocus() ? box.adjusted(0.5, 0.5, -0.5, -0.5) : box, space::controlRadius, space::controlRadius);
    paintIcon(painter, QRectF(8, 15, 16, 16), Icon::Bell, t.text2);
    if (count_ == 0)
        return;
    const StateColors& colors = t.state(state_);
    painter.setFont(theme_.font(FontRole::Caption, QFont::DemiBold));
    const QString number = QString::number(count_);
    const double width = std::max(16.0, painter.fontMetrics().horizontalAdvance(number) + 8.0);
    const QRectF disc(std::min(29 - width / 2, this->width() - width), 1, width, 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.mark);
    painter.drawRoundedRect(disc, 8, 8);
    // Dark ink on the amber and on the bright marks of the dark look; white on the deep ones.
    painter.setPen(state_ == State::Warn || t.dark ? QColor(0x2B, 0x1A, 0x00) : t.onFill);
    painter.drawText(disc, Qt::AlignCenter, number);
}

} // namespace switchyard::ui
