#include "ui/replication/legend.h"

#include <QFontMetricsF>
#include <QPainter>

#include <array>

namespace switchyard::ui {

namespace {

constexpr double sample = 22, gap = 6, between = 14;

std::array<QString, 4> names()
{
    return {
        LagLegend::tr("write"), LagLegend::tr("flush"), LagLegend::tr("replay"), LagLegend::tr("threshold")};
}

} // namespace

LagLegend::LagLegend(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Lines: write dotted, flush dashed, replay solid, threshold dashed and amber"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize LagLegend::sizeHint() const
{
    const QFontMetricsF metrics(theme_.font(FontRole::Table));
    double width = 0;
    for (const QString& name : names())
        width += sample + gap + metrics.horizontalAdvance(name) + between;
    return {static_cast<int>(std::ceil(width - between)), 20};
}

void LagLegend::paintEvent(QPaintEvent*)
{
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme_.font(FontRole::Table));
    const QFontMetricsF metrics(painter.font());
    const std::array<QVector<qreal>, 4> dashes{
        QVector<qreal>{0.4, 2.0}, QVector<qreal>{3.2, 2.4}, QVector<qreal>{}, QVector<qreal>{5, 3}};
    double x = 0;
    for (std::size_t i = 0; i < dashes.size(); ++i) {
        const bool solid = dashes[i].isEmpty();
        const QColor color = i == 3 ? t.warn.mark : solid ? t.accent : t.text2;
        QPen pen(color, solid ? 1.8 : 1.4, Qt::SolidLine, i % 2 == 1 ? Qt::FlatCap : Qt::RoundCap);
        if (!solid)
            pen.setDashPattern(dashes[i]);
        painter.setPen(pen);
        painter.drawLine(QPointF(x + 1, height() / 2.0), QPointF(x + sample - 1, height() / 2.0));
        x += sample + gap;
        painter.setPen(t.text2);
        const QString name = names()[i];
        painter.drawText(QRectF(x, 0, metrics.horizontalAdvance(name) + 2, height()),
            Qt::AlignVCenter | Qt::AlignLeft, name);
        x += metrics.horizontalAdvance(name) + between;
    }
}

} // namespace switchyard::ui
