#include "ui/widgets/badge.h"

#include <QFontMetricsF>
#include <QPainter>

namespace switchyard::ui {

namespace {
constexpr double air = 9, markSide = 14, markGap = 6;
}

QSizeF badgeSize(const QString& text, const QFont& font, double height, bool withMark)
{
    const double words = QFontMetricsF(font).horizontalAdvance(text);
    return {std::ceil(words + 2 * air + (withMark ? markSide + markGap : 0)), height};
}

void paintBadge(QPainter& painter, const QRectF& box, const QString& text, State state, const QFont& font,
    const Tokens& tokens, std::optional<Mark> mark)
{
    const StateColors& colors = tokens.state(state);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.tint);
    painter.drawRoundedRect(box, space::controlRadius, space::controlRadius);
    QRectF words = box.adjusted(air, 0, -air + 1, 0);
    if (mark) {
        const QRectF markBox(words.left(), box.center().y() - markSide / 2, markSide, markSide);
        paintStateMark(painter, markBox, *mark, tokens);
        words.setLeft(markBox.right() + markGap);
    }
    painter.setFont(font);
    painter.setPen(colors.onTint);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(font).elidedText(text, Qt::ElideRight, words.width() + 0.5));
    painter.restore();
}

Badge::Badge(const Theme& theme, FontRole role, int height, QWidget* parent)
    : QWidget(parent), theme_(theme), role_(role), height_(height)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setVisible(false);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Badge::setContent(const QString& text, State state, std::optional<Mark> mark)
{
    if (text == text_ && state == state_ && mark == mark_)
        return;
    const bool resized = text != text_ || mark.has_value() != mark_.has_value();
    text_ = text, state_ = state, mark_ = mark;
    setAccessibleName(text);
    setToolTip(text);
    setVisible(!text.isEmpty());
    if (resized)
        updateGeometry();
    update();
}

QFont Badge::badgeFont() const
{
    return theme_.font(role_, QFont::Medium);
}

QSize Badge::sizeHint() const
{
    return badgeSize(text_, badgeFont(), height_, mark_.has_value()).toSize();
}

QSize Badge::minimumSizeHint() const
{
    return {std::min(64, sizeHint().width()), height_};
}

void Badge::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF box(0, (height() - height_) / 2.0, width(), height_);
    paintBadge(painter, box, text_, state_, badgeFont(), theme_.tokens(), mark_);
}

} // namespace switchyard::ui
