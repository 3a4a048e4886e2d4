#include "ui/topology/plate_item.h"

#include "ui/topology/card_painter.h"
#include "ui/topology/layout/layout.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace switchyard::ui::topology {

namespace {
constexpr double plateInset = 9, markSide = 14, titleMiddle = 14, firstLine = 31, linePitch = 16;
constexpr double brokenWidth = 260;

double heightFor(qsizetype lines)
{
    return size::plate + linePitch * static_cast<double>(lines - 1);
}
} // namespace

PlateItem::PlateItem(const Theme& theme, ObjectId receiver, QWidget* canvas)
    : CanvasItem(theme, std::move(receiver), canvas)
{
}

QSizeF PlateItem::wantedSize(const QRectF& zone) const
{
    const TextRuns title{{content_.title, Ink::Text, QFont::DemiBold, false}};
    double width = runsWidth(title, theme(), FontRole::Table) + markSide + 8;
    for (const QString& line : content_.lines)
        width = std::max(
            width, runsWidth({{line, Ink::Text2, QFont::Normal, false}}, theme(), FontRole::Caption));
    width = std::ceil((width + 2 * plateInset) / 2) * 2;
    if (content_.broken && !content_.parted)
        width = brokenWidth;
    const auto lines = std::max<qsizetype>(1, content_.lines.size());
    const auto room = 1 + static_cast<qsizetype>((zone.height() - size::plate - 8) / linePitch);
    return {std::clamp(width, 120.0, std::min(brokenWidth, zone.width())),
        heightFor(std::clamp<qsizetype>(room, 1, lines))};
}

void PlateItem::setContent(const StreamContent& content, const QRectF& zone, double zoom)
{
    content_ = content;
    const QSizeF size = wantedSize(zone);
    const double below = std::clamp((zone.height() - size.height()) / 2, 0.0, content.broken ? 14.0 : 34.0);
    const QPointF corner(
        std::round(zone.center().x() - size.width() / 2), std::round(zone.bottom() - below - size.height()));
    place({corner, size}, zoom);
    setAccessibleName(content.accessibleName());
    setAccessibleDescription(content.accessibleDescription());
    setToolTip(content.toolTip);
    update();
}

void PlateItem::paintContent(QPainter& painter, QSizeF size, double zoom)
{
    const Tokens& t = theme().tokens();
    const StateColors& colors = t.state(stateOf(content_.mark));
    painter.setBrush(t.surface);
    painter.setPen(QPen(colors.mark, isHovered() ? 2 : 1.2));
    painter.drawRoundedRect(
        QRectF({0, 0}, size).adjusted(0.6, 0.6, -0.6, -0.6), space::controlRadius, space::controlRadius);
    const Ink ink = inkOf(stateOf(content_.mark));
    if (zoom < readableZoom) {
        QFont font = theme().font(FontRole::Table, QFont::DemiBold);
        const double words = QFontMetricsF(font).horizontalAdvance(content_.title);
        font.setPointSizeF(font.pointSizeF() * std::clamp((size.width() - 10) / words, 0.8, 1.6));
        painter.setFont(font);
        painter.setPen(inkColor(ink, t));
        painter.drawText(QRectF({4, 0}, QSizeF(size.width() - 8, size.height())), Qt::AlignCenter,
            QFontMetricsF(font).elidedText(content_.title, Qt::ElideRight, size.width() - 8));
        return;
    }
    paintStateMark(painter, {plateInset, titleMiddle - markSide / 2, markSide, markSide}, content_.mark, t);
    const double right = size.width() - plateInset + 2;
    paintRuns(painter,
        QRectF(QPointF(plateInset + markSide + 8, titleMiddle - 10), QPointF(right, titleMiddle + 10)),
        {{content_.title, ink, QFont::DemiBold, false}}, theme(), FontRole::Table);
    double middle = firstLine;
    for (const QString& line : content_.lines) {
        if (middle + 8 > size.height())
            break;
        paintRuns(painter, QRectF(QPointF(plateInset, middle - 8), QPointF(right, middle + 8)),
            {{line, Ink::Text2, QFont::Normal, false}}, theme(), FontRole::Caption);
        middle += linePitch;
    }
}

} // namespace switchyard::ui::topology
