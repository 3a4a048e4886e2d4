#pragma once
// Draws a card's content. Sizes are the mock-ups', in pixels at 100 %.

#include "ui/topology/card_content.h"
#include "ui/topology/layout/layout.h"

#include <QRectF>

class QPainter;

namespace switchyard::ui::topology {

/// Below this zoom rows cannot be read: cards and plates say only what fits in large letters.
inline constexpr double readableZoom = 0.6;

struct CardPainter
{
    QPainter& painter;
    const Theme& theme;
    const CardContent& card;
    Detail detail;
    QSizeF size;

    void paint() const;
    void paintFromAfar(double zoom) const;

private:
    double headerHeight() const;
    void frame() const;
    void header() const;
    void leaderHeader() const;
    void leaderRows() const;
    void standbyRows() const;
    void poolerColumns() const;
    void placeInLine() const;
    void lastSeen() const;
    void lastSeenRows(const QRectF& box) const;
    void row(double middle, const CardRow& row, FontRole role = FontRole::Table) const;
    void line(double y) const;
};

} // namespace switchyard::ui::topology
