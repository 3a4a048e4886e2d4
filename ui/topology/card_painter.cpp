#include "ui/topology/card_painter.h"

#include "ui/widgets/badge.h"
#include "ui/widgets/hatch.h"
#include "ui/widgets/icons.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

constexpr double inset = 14;

struct CardWords
{
    Q_DECLARE_TR_FUNCTIONS(TopologyCard)
};

QRectF lineBox(double left, double middle, double right)
{
    return {left, middle - 12, right - left, 24};
}

int droppedRows(Detail detail)
{
    return detail == Detail::Full ? 0 : detail == Detail::NoPosition ? 1 : 2;
}

constexpr double placeHeight = 36;

} // namespace

double CardPainter::headerHeight() const
{
    return card.kind == CardContent::Kind::Pooler                ? 36
           : card.kind == CardContent::Kind::Leader && card.live ? 40
                                                                 : 45;
}

void CardPainter::paint() const
{
    frame();
    if (card.kind == CardContent::Kind::Leader && card.live) {
        leaderHeader();
        leaderRows();
        return;
    }
    header();
    if (card.kind == CardContent::Kind::Pooler && (card.live || card.rows.isEmpty()))
        poolerColumns();
    else if (card.live)
        standbyRows();
    else
        lastSeen();
}

void CardPainter::frame() const
{
    const Tokens& t = theme.tokens();
    painter.setBrush(t.surface);
    painter.setPen(QPen(t.line2, 1));
    if (!card.live) {
        QPen pen(t.unknown.mark, 1.2);
        pen.setDashPattern({3.5, 2.5});
        painter.setPen(pen);
    }
    if (card.rival)
        painter.setPen(QPen(t.bad.mark, 3));
    painter.drawRoundedRect(
        QRectF({0, 0}, size).adjusted(0.5, 0.5, -0.5, -0.5), space::cardRadius, space::cardRadius);
}

void CardPainter::line(double y) const
{
    painter.setPen(QPen(theme.tokens().line, 1));
    painter.drawLine(QPointF(1, y), QPointF(size.width() - 1, y));
}

void CardPainter::header() const
{
    const bool pooler = card.kind == CardContent::Kind::Pooler;
    const double height = headerHeight(), middle = height / 2, mark = pooler ? 14 : 16;
    line(height + 0.5);
    paintStateMark(painter, {inset, middle - mark / 2, mark, mark}, card.mark, theme.tokens());
    const FontRole role = pooler ? FontRole::Table : FontRole::PageTitle;
    const TextRuns name{{card.name, card.live ? Ink::Text : Ink::Text2, QFont::DemiBold, false}};
    const TextRuns side{{card.side, card.live ? Ink::Muted : Ink::Text2, QFont::Normal, false}};
    const double sideWidth = runsWidth(side, theme, FontRole::Table);
    double left = inset + mark + (pooler ? 6 : 10);
    const double right = size.width() - inset;
    QSizeF badge;
    const QFont badgeFont = theme.font(FontRole::Table, QFont::Medium);
    if (!card.badge.isEmpty())
        badge = badgeSize(card.badge, badgeFont, 22);
    const double nameRoom = right - left - sideWidth - (badge.isEmpty() ? 8 : badge.width() + 18);
    const double nameWidth = std::min(runsWidth(name, theme, role), std::max(nameRoom, 40.0));
    paintRuns(painter, lineBox(left, middle, left + nameWidth + 0.5), name, theme, role);
    left += nameWidth + 10;
    if (!badge.isEmpty())
        paintBadge(
            painter, {{left, middle - 11}, badge}, card.badge, card.badgeState, badgeFont, theme.tokens());
    paintRuns(
        painter, lineBox(right - sideWidth, middle, right), side, theme, FontRole::Table, Qt::AlignRight);
}

void CardPainter::leaderHeader() const
{
    const Tokens& t = theme.tokens();
    const double height = headerHeight(), middle = height / 2, right = size.width() - inset;
    QPainterPath top;
    top.addRoundedRect({0, 0, size.width(), height + 10}, space::cardRadius, space::cardRadius);
    QPainterPath cut;
    cut.addRect(0, height, size.width(), 20);
    painter.setPen(Qt::NoPen);
    painter.setBrush(card.rival ? t.bad.mark : t.fill);
    painter.drawPath(top.subtracted(cut));
    const QColor ink = card.rival ? t.surface : t.onFill;
    paintIcon(painter, {inset, middle - 9, 18, 18}, Icon::Crown, ink, 1.6);
    painter.setPen(ink);
    const QFont nameFont = theme.font(FontRole::PageTitle, QFont::DemiBold);
    const QFont small = theme.font(FontRole::Table, QFont::Medium);
    const QString leads = card.rival ? CardWords::tr("leads too") : CardWords::tr("leads");
    const double sideWidth = QFontMetricsF(small).horizontalAdvance(card.side) + 1;
    const double leadsWidth = QFontMetricsF(small).horizontalAdvance(leads) + 1;
    const double left = inset + 28;
    const QFontMetricsF metrics(nameFont);
    const QString name =
        metrics.elidedText(card.name, Qt::ElideRight, right - sideWidth - leadsWidth - 20 - left);
    const double baseline = std::round(middle + (metrics.ascent() - metrics.descent()) / 2);
    painter.setFont(nameFont);
    painter.drawText(QPointF(left, baseline), name);
    painter.setFont(small);
    painter.drawText(QPointF(left + metrics.horizontalAdvance(name) + 7, baseline), leads);
    painter.setFont(theme.font(FontRole::Table));
    painter.drawText(lineBox(right - sideWidth, middle, right), Qt::AlignRight | Qt::AlignVCenter, card.side);
    double x = right - sideWidth - 24;
    if (card.mark == Mark::Warn || card.mark == Mark::Bad) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.surface);
        painter.drawRoundedRect(QRectF(x - 2, middle - 10, 20, 20), 4, 4);
        paintStateMark(painter, {x + 1, middle - 7, 14, 14}, card.mark, t);
    }
}

void CardPainter::row(double middle, const CardRow& r, FontRole role) const
{
    const double right = size.width() - inset;
    const double width = runsWidth(r.value, theme, role);
    paintRuns(painter, lineBox(inset, middle, right - width - 8), {{r.key, Ink::Text2, QFont::Normal, false}},
        theme, role);
    paintRuns(painter, lineBox(std::max(inset + 40, right - width - 1), middle, right), r.value, theme, role,
        Qt::AlignRight);
}

void CardPainter::leaderRows() const
{
    const Tokens& t = theme.tokens();
    const auto rows = card.rows.size() - droppedRows(detail);
    for (int i = 0; i < rows; ++i)
        row(i == 0 ? 57 : i == 1 ? 84 : 117.5 + 22 * (i - 2), card.rows[i]);
    paintSparkline(painter, {64, 51, 97, 13}, card.wal, sparklineStyle(State::Accent, t), t);
    const QRectF bar(inset, 96, size.width() - 2 * inset, 4);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.grid);
    painter.drawRoundedRect(bar, 2, 2);
    if (card.connections && *card.connections > 0) {
        const Mark mark = *card.connections >= 0.9 ? card.mark : Mark::Info;
        painter.setBrush(mark == Mark::Info ? t.accent : t.state(stateOf(mark)).mark);
        painter.drawRoundedRect(
            QRectF(bar.topLeft(), QSizeF(std::max(4.0, bar.width() * *card.connections), 4)), 2, 2);
    }
}

void CardPainter::standbyRows() const
{
    const auto rows = std::max<qsizetype>(1, card.rows.size() - droppedRows(detail));
    const bool placed = !card.place.words.text.isEmpty();
    const double room = size.height() - headerHeight() - 8 - (placed ? placeHeight : 0);
    const double pitch = room / static_cast<double>(rows);
    for (int i = 0; i < rows; ++i)
        row(headerHeight() + 4 + pitch * (i + 0.5), card.rows[i]);
    if (placed)
        placeInLine();
}

void CardPainter::placeInLine() const
{
    const double middle = size.height() - placeHeight / 2, right = size.width() - inset;
    line(size.height() - placeHeight - 0.5);
    paintStateMark(painter, {inset, middle - 7, 14, 14}, card.place.mark, theme.tokens());
    const double risk =
        card.place.risk.text.isEmpty() ? 0 : runsWidth({card.place.risk}, theme, FontRole::Table);
    paintRuns(
        painter, lineBox(inset + 22, middle, right - risk - 6), {card.place.words}, theme, FontRole::Table);
    if (risk > 0)
        paintRuns(painter, lineBox(right - risk - 1, middle, right), {card.place.risk}, theme,
            FontRole::Table, Qt::AlignRight);
}

void CardPainter::poolerColumns() const
{
    if (card.rows.isEmpty()) {
        paintHatch(painter,
            QRectF({1.5, headerHeight() + 1}, QPointF(size.width() - 1.5, size.height() - 1.5)),
            theme.tokens());
        return;
    }
    for (int i = 0; i < card.rows.size(); ++i) {
        const double left = inset + 84 * i, right = std::min(left + 80, size.width() - inset);
        paintRuns(painter, lineBox(left, 52, right), {{card.rows[i].key, Ink::Muted, QFont::Normal, false}},
            theme, FontRole::Table);
        paintRuns(painter, lineBox(left, 71, right), card.rows[i].value, theme, FontRole::Table);
    }
}

void CardPainter::lastSeen() const
{
    const double footer = card.kind == CardContent::Kind::Pooler ? 0 : placeHeight, top = headerHeight() + 1;
    const QRectF area(1.5, top, size.width() - 3, size.height() - top - footer - 1.5);
    paintHatch(painter, area, theme.tokens());
    if (!card.rows.isEmpty())
        lastSeenRows(area.adjusted(12.5, 6, -12.5, -6));
    if (footer == 0)
        return;
    if (!card.place.words.text.isEmpty()) {
        placeInLine();
        return;
    }
    const double middle = size.height() - footer / 2;
    line(size.height() - footer - 0.5);
    paintStateMark(painter, {inset, middle - 7, 14, 14}, Mark::Bad, theme.tokens());
    // The sentence goes on in the tooltip and in the inspector.
    paintRuns(painter, lineBox(inset + 22, middle, size.width() - 10),
        {{card.why.section(u": "_s, 0, 0), Ink::Bad, QFont::Medium, false}}, theme, FontRole::Caption);
}

void CardPainter::lastSeenRows(const QRectF& box) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.tokens().surface);
    painter.drawRoundedRect(box, 3, 3);
    const bool pooler = card.kind == CardContent::Kind::Pooler;
    const auto room = static_cast<qsizetype>((box.height() - 4) / 15) - 1;
    const auto rows = pooler ? 0 : std::min<qsizetype>(card.rows.size(), room);
    const double pitch = (box.height() - 8) / static_cast<double>(rows + 1);
    const double left = box.left() + 12, right = box.right() - 12;
    double middle = box.top() + 4 + pitch / 2;
    QString title = card.lastSeen;
    if (pooler)
        title += u": "_s + card.rows[0].key + u' ' + plainText(card.rows[0].value);
    paintRuns(painter, lineBox(left, middle, right), {{title, Ink::Text2, QFont::Medium, false}}, theme,
        FontRole::Caption);
    for (int i = 0; i < rows; ++i) {
        middle += pitch;
        paintRuns(painter, lineBox(left, middle, right),
            {{card.rows[i].key, Ink::Text2, QFont::Normal, false}}, theme, FontRole::Caption);
        paintRuns(painter, lineBox(left + 70, middle, right), card.rows[i].value, theme, FontRole::Caption,
            Qt::AlignRight);
    }
}

void CardPainter::paintFromAfar(double zoom) const
{
    const Tokens& t = theme.tokens();
    frame();
    const bool leads = card.kind == CardContent::Kind::Leader && card.live;
    if (leads) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(card.rival ? t.bad.mark : t.fill);
        painter.drawRoundedRect(QRectF({0, 0}, size), space::cardRadius, space::cardRadius);
    }
    const QColor onLeader = card.rival ? t.surface : t.onFill;
    QFont font = theme.font(FontRole::PageTitle, QFont::DemiBold);
    const double scale = std::min(1 / zoom, 2.8);
    font.setPointSizeF(font.pointSizeF() * scale * 0.8);
    const double side = 16 * scale, middle = size.height() / 2;
    const QRectF mark(inset + 4, middle - side / 2, side, side);
    if (leads)
        paintIcon(painter, mark, Icon::Crown, onLeader, 1.6);
    else
        paintStateMark(painter, mark, card.mark, t);
    painter.setFont(font);
    painter.setPen(leads ? onLeader : card.live ? t.text : t.text2);
    const QRectF words(
        mark.right() + 8 * scale, 0, size.width() - mark.right() - 8 * scale - 6, size.height());
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetricsF(font).elidedText(card.name, Qt::ElideRight, words.width()));
}

} // namespace switchyard::ui::topology
