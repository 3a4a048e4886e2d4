#include "ui/widgets/key_caps.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr double capGap = 4, capInside = 8, hintGap = 16, capHeight = 16;

double capWidth(const QString& cap, const QFontMetricsF& metrics)
{
    return std::max(capHeight, metrics.horizontalAdvance(cap) + capInside);
}

} // namespace

QStringList keyCaps(const QKeySequence& keys)
{
    QString words = keys.toString(QKeySequence::NativeText);
    const bool plus = words.endsWith(u"++"_s) || words == u"+";
    if (plus)
        words.chop(1);
    QStringList caps = words.split(u'+', Qt::SkipEmptyParts);
    if (plus)
        caps << u"+"_s;
    return caps;
}

double keyCapsWidth(const QStringList& caps, const Theme& theme)
{
    const QFontMetricsF metrics(theme.font(FontRole::Caption));
    double width = 0;
    for (const QString& cap : caps)
        width += capWidth(cap, metrics) + capGap;
    return std::max(0.0, width - capGap);
}

void paintKeyCaps(QPainter& painter, const QRectF& box, const QStringList& caps, const Theme& theme)
{
    const Tokens& t = theme.tokens();
    const QFont font = theme.font(FontRole::Caption);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    double x = box.left();
    for (const QString& cap : caps) {
        const QRectF key(x, box.center().y() - capHeight / 2, capWidth(cap, metrics), capHeight);
        painter.setPen(QPen(t.line2, 1));
        painter.setBrush(t.surface);
        painter.drawRoundedRect(key.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        painter.setPen(t.text2);
        painter.drawText(key.adjusted(0, 0, 1, 0), Qt::AlignCenter, cap);
        x += key.width() + capGap;
    }
}

KeyHints::KeyHints(const Theme& theme, const QVector<Hint>& hints, QWidget* parent)
    : QWidget(parent), theme_(theme), hints_(hints)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    QStringList spoken;
    for (const Hint& hint : hints)
        spoken << hint.keys.toString(QKeySequence::NativeText) + u' ' + hint.does;
    setAccessibleName(spoken.join(u", "_s));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize KeyHints::sizeHint() const
{
    const QFontMetricsF metrics(theme_.font(FontRole::Caption));
    double width = 0;
    for (const Hint& hint : hints_)
        width +=
            keyCapsWidth(keyCaps(hint.keys), theme_) + 6 + metrics.horizontalAdvance(hint.does) + hintGap;
    return {static_cast<int>(std::ceil(width)), 18};
}

void KeyHints::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = theme_.font(FontRole::Caption);
    const QFontMetricsF metrics(font);
    double x = 0;
    for (const Hint& hint : hints_) {
        const QStringList caps = keyCaps(hint.keys);
        paintKeyCaps(painter, QRectF(x, 0, width(), height()), caps, theme_);
        x += keyCapsWidth(caps, theme_) + 6;
        const double words = metrics.horizontalAdvance(hint.does);
        painter.setPen(theme_.tokens().text2);
        painter.setFont(font);
        painter.drawText(QRectF(x, 0, words + 1, height()), Qt::AlignVCenter, hint.does);
        x += words + hintGap;
    }
}

} // namespace switchyard::ui
