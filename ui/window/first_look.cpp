#include "ui/window/first_look.h"

#include <QPainter>

#include <array>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

FirstLook::FirstLook(const Theme& theme, const QString& cluster, QWidget* parent)
    : QWidget(parent), theme_(theme), cluster_(cluster)
{
    setObjectName(u"firstLook"_s);
    setAccessibleName(tr("Looking at %1").arg(cluster));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FirstLook::paintCard(QPainter& painter, const QRectF& box) const
{
    const Tokens& t = theme_.tokens();
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(t.surface);
    painter.drawRoundedRect(box, space::cardRadius, space::cardRadius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.grid);
    painter.drawRoundedRect(QRectF(box.left() + 16, box.top() + 16, 120, 12), 3, 3);
    constexpr std::array<double, 4> shares{0.62, 0.48, 0.7, 0.4};
    double y = box.top() + 52;
    for (const double share : shares) {
        painter.drawRoundedRect(QRectF(box.left() + 16, y, (box.width() - 32) * share, 8), 3, 3);
        painter.drawRoundedRect(QRectF(box.right() - 16 - 48, y, 48, 8), 3, 3);
        y += 24;
    }
}

void FirstLook::paintEvent(QPaintEvent*)
{
    const Tokens& t = theme_.tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme_.font(FontRole::PageTitle, QFont::DemiBold));
    painter.setPen(t.text);
    painter.drawText(QRectF(16, 16, width() - 32, 24), Qt::AlignLeft | Qt::AlignVCenter,
        tr("Looking at %1…").arg(cluster_));
    painter.setFont(theme_.font(FontRole::Table));
    painter.setPen(t.muted);
    painter.drawText(QRectF(16, 42, width() - 32, 20), Qt::AlignLeft | Qt::AlignVCenter,
        tr("Asking the Swarm manager which members there are, then all of them at once"));
    const double cardWidth = std::min(360.0, (width() - 48) / 3.0);
    for (int row = 0; row < 2; ++row) {
        for (int column = 0; column < 3; ++column)
            paintCard(painter, QRectF(16.5 + column * (cardWidth + 8), 80.5 + row * 168, cardWidth, 160));
    }
}

} // namespace switchyard::ui
