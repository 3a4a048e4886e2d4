#include "ui/widgets/text_run.h"

#include <QFontMetricsF>
#include <QPainter>

namespace switchyard::ui {

QColor inkColor(Ink ink, const Tokens& tokens)
{
    switch (ink) {
    case Ink::Text: return tokens.text;
    case Ink::Text2: return tokens.text2;
    case Ink::Muted: return tokens.muted;
    case Ink::Accent: return tokens.accentState.text;
    case Ink::Ok: return tokens.ok.text;
    case Ink::Warn: return tokens.warn.text;
    case Ink::Bad: return tokens.bad.text;
    case Ink::Unknown: return tokens.unknown.text;
    }
    return tokens.text;
}

Ink inkOf(State state)
{
    switch (state) {
    case State::Ok: return Ink::Ok;
    case State::Warn: return Ink::Warn;
    case State::Bad: return Ink::Bad;
    case State::Unknown: return Ink::Unknown;
    case State::Accent: return Ink::Accent;
    }
    return Ink::Text;
}

QString plainText(const TextRuns& runs)
{
    QString text;
    for (const TextRun& run : runs)
        text += run.text;
    return text;
}

QFont runFont(const TextRun& run, const Theme& theme, FontRole role)
{
    if (!run.mono)
        return theme.font(role, run.weight);
    QFont font = theme.font(FontRole::Mono, run.weight);
    font.setPointSizeF(theme.font(role).pointSizeF() - 0.25);
    return font;
}

double runsWidth(const TextRuns& runs, const Theme& theme, FontRole role)
{
    double width = 0;
    for (const TextRun& run : runs)
        width += QFontMetricsF(runFont(run, theme, role)).horizontalAdvance(run.text);
    return width;
}

void paintRuns(QPainter& painter, const QRectF& box, const TextRuns& runs, const Theme& theme, FontRole role,
    Qt::Alignment horizontal)
{
    const double width = std::min(runsWidth(runs, theme, role), box.width());
    double x = box.left();
    if (horizontal & Qt::AlignRight)
        x = box.right() - width;
    else if (horizontal & Qt::AlignHCenter)
        x = box.center().x() - width / 2;
    const QFontMetricsF base(theme.font(role));
    const double baseline = std::round(box.center().y() + (base.ascent() - base.descent()) / 2);
    for (const TextRun& run : runs) {
        const QFont font = runFont(run, theme, role);
        const QFontMetricsF metrics(font);
        const double left = box.right() - x + 0.5;
        const bool fits = metrics.horizontalAdvance(run.text) <= left;
        painter.setFont(font);
        painter.setPen(inkColor(run.ink, theme.tokens()));
        painter.drawText(
            QPointF(x, baseline), fits ? run.text : metrics.elidedText(run.text, Qt::ElideRight, left));
        if (!fits)
            return;
        x += metrics.horizontalAdvance(run.text);
    }
}

} // namespace switchyard::ui
