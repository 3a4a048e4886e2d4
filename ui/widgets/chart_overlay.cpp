// What lies over a chart's lines: marks with their flags, the crosshair with its plate, a selection.
#include "ui/widgets/chart_flags.h"
#include "ui/widgets/chart_painter.h"
#include "ui/widgets/chart_pen.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

constexpr double plateRow = 16, plateAir = 10, plateColumnGap = 16;

QFont plateFont(const Theme& theme, const QString& line, bool first)
{
    if (first)
        return theme.font(FontRole::Caption, QFont::Medium);
    return theme.font(FontRole::Caption, line.contains(u'\t') ? QFont::DemiBold : QFont::Normal);
}

double plateWidth(const Theme& theme, const QStringList& plate, double most)
{
    double width = 104;
    for (const QString& line : plate) {
        const QFontMetricsF metrics(plateFont(theme, line, &line == &plate.first()));
        const double gap = line.contains(u'\t') ? plateColumnGap : 0;
        width = std::max(width, metrics.horizontalAdvance(QString(line).remove(u'\t')) + gap);
    }
    return std::min(width + 2 * plateAir, most);
}

} // namespace

void ChartPainter::paintMarks(QPainter& p) const
{
    const Tokens& t = theme.tokens();
    const QFontMetricsF metrics(theme.font(FontRole::Caption, QFont::Medium));
    QVector<ChartMark> shown;
    QVector<FlagWish> wishes;
    for (const ChartMark& mark : data.marks) {
        if (mark.atMs < data.fromMs || mark.atMs > data.toMs)
            continue;
        shown << mark;
        wishes << FlagWish{std::round(x(mark.atMs)) + 0.5,
            mark.flagged ? metrics.horizontalAdvance(mark.text) + 28 : 0, mark.weight};
    }
    const QVector<QRectF> flags = placeFlags(wishes, plot);
    p.setRenderHint(QPainter::Antialiasing);
    for (qsizetype i = 0; i < shown.size(); ++i) {
        p.setPen(QPen(t.text2, 1.4, Qt::DotLine, Qt::FlatCap));
        p.drawLine(QPointF(wishes[i].x, plot.top()), QPointF(wishes[i].x, plot.bottom()));
        if (!flags[i].isNull())
            continue;
        p.setPen(Qt::NoPen);
        p.setBrush(t.text2);
        p.drawEllipse(QPointF(wishes[i].x, plot.top()), 3, 3);
    }
    for (qsizetype i = 0; i < shown.size(); ++i) {
        if (!flags[i].isNull())
            paintFlag(p, flags[i], shown[i]);
    }
    p.setRenderHint(QPainter::Antialiasing, false);
}

void ChartPainter::paintFlag(QPainter& p, const QRectF& flag, const ChartMark& mark) const
{
    const Tokens& t = theme.tokens();
    p.setPen(QPen(t.line2, 1));
    p.setBrush(t.raised);
    p.drawRoundedRect(flag, 3, 3);
    paintIcon(p, QRectF(flag.left() + 4, flag.top() + 3, 12, 12), mark.icon, t.text2, 1.6);
    p.setFont(theme.font(FontRole::Caption, QFont::Medium));
    p.setPen(t.text);
    p.drawText(flag.adjusted(21, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, mark.text);
}

void ChartPainter::paintEmpty(QPainter& p) const
{
    const bool empty = std::all_of(
        data.lines.begin(), data.lines.end(), [](const ChartLine& l) { return l.buckets.isEmpty(); });
    if (!empty)
        return;
    const bool began = data.observedFromMs && *data.observedFromMs < data.fromMs;
    const QString words = began ? QCoreApplication::translate("Chart", "Nothing was read in this time")
                                : QCoreApplication::translate("Chart", "No samples yet");
    const QFont font = theme.font(FontRole::Body);
    QRectF box(0, 0, QFontMetricsF(font).horizontalAdvance(words) + 16, 24);
    box.moveCenter(plot.translated(0, -plot.height() / 8).center());
    p.setPen(Qt::NoPen);
    p.setBrush(theme.tokens().surface);
    p.drawRect(box); // so that the words do not stand on the hatch
    p.setFont(font);
    p.setPen(theme.tokens().text2);
    p.drawText(box, Qt::AlignCenter, words);
}

void ChartPainter::paintSelection(QPainter& p, std::int64_t fromMs, std::int64_t toMs) const
{
    const Tokens& t = theme.tokens();
    const double left = x(std::min(fromMs, toMs)), right = x(std::max(fromMs, toMs));
    QColor ground = t.accent;
    ground.setAlphaF(0.16f);
    p.fillRect(QRectF(left, plot.top(), right - left, plot.height()), ground);
    p.setPen(QPen(t.accent, 1));
    for (const double edge : {left, right})
        p.drawLine(
            QPointF(std::round(edge) + 0.5, plot.top()), QPointF(std::round(edge) + 0.5, plot.bottom()));
}

void ChartPainter::paintCrosshair(QPainter& p, std::int64_t atMs) const
{
    const Tokens& t = theme.tokens();
    const double at = std::round(x(atMs)) + 0.5;
    p.setPen(QPen(t.text, 1));
    p.drawLine(QPointF(at, plot.top() - 4), QPointF(at, plot.bottom()));
    p.setRenderHint(QPainter::Antialiasing);
    const std::int64_t reach = std::max<std::int64_t>(2 * bucketSpan(data), 2000);
    for (const ChartLine& line : data.lines) {
        if (const Bucket* b = bucketAt(line.buckets, atMs, reach)) {
            p.setPen(QPen(chartPen(line, t).color(), 1.8));
            p.setBrush(t.surface);
            p.drawEllipse(QPointF(at, y(b->max)), 3.5, 3.5);
        }
    }
    paintPlate(p, at, plateOf(data, atMs));
    p.setRenderHint(QPainter::Antialiasing, false);
}

void ChartPainter::paintPlate(QPainter& p, double atX, const QStringList& plate) const
{
    const Tokens& t = theme.tokens();
    const double width = plateWidth(theme, plate, plot.width()),
                 height = plateRow * static_cast<double>(plate.size()) + plateAir;
    const double left = atX - width - 8 > plot.left() ? atX - width - 8 : atX + 8;
    const QRectF box(std::clamp(left, plot.left(), std::max(plot.left(), plot.right() - width)),
        std::max(0.0, std::min(plot.top() + 22, plot.bottom() - height)), width, height);
    p.setPen(QPen(t.line2, 1));
    p.setBrush(t.raised);
    p.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), space::controlRadius, space::controlRadius);
    QRectF row(box.left() + plateAir, box.top() + plateAir / 2, box.width() - 2 * plateAir, plateRow);
    for (const QString& line : plate) {
        const bool first = &line == &plate.first();
        const QString name = line.section(u'\t', 0, 0), value = line.section(u'\t', 1);
        p.setFont(first ? plateFont(theme, line, true) : theme.font(FontRole::Caption));
        p.setPen(first ? t.text : t.text2);
        p.drawText(row, Qt::AlignLeft | Qt::AlignVCenter,
            p.fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(row.width()) + 1));
        p.setFont(plateFont(theme, line, first));
        p.setPen(t.text);
        p.drawText(row, Qt::AlignRight | Qt::AlignVCenter, value);
        row.translate(0, plateRow);
    }
}

} // namespace switchyard::ui
