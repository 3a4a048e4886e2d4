#include "ui/widgets/overlay.h"

#include "ui/widgets/panel.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace switchyard::ui {

Overlay::Overlay(const Theme& theme, QWidget* host, const QSize& card)
    : QWidget(host), theme_(theme), wanted_(card),
      card_(new Panel(theme, Panel::Edge::Card, Panel::Ground::Surface, this))
{
    setVisible(false);
    host->installEventFilter(this);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Overlay::open(QWidget* focus)
{
    if (!isVisible())
        before_ = window()->focusWidget();
    place();
    setVisible(true);
    raise();
    focus->setFocus(Qt::PopupFocusReason);
}

void Overlay::dismiss()
{
    if (!isVisible())
        return;
    setVisible(false);
    if (before_)
        before_->setFocus(Qt::PopupFocusReason);
}

void Overlay::place()
{
    const QRect room = parentWidget()->rect();
    setGeometry(room);
    const QSize size = wanted_.boundedTo(room.size() - QSize(48, 96));
    // Above the middle: where the eye is, and a list that grows downwards stays in place.
    card_->setGeometry((room.width() - size.width()) / 2, std::min(96, (room.height() - size.height()) / 2),
        size.width(), size.height());
}

bool Overlay::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void Overlay::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    event->accept(); // what stands below hears nothing meanwhile
}

void Overlay::mousePressEvent(QMouseEvent* event)
{
    if (!card_->geometry().contains(event->position().toPoint()))
        dismiss();
}

bool Overlay::focusNextPrevChild(bool next)
{
    QWidget* const from = window()->focusWidget();
    if (!from)
        return true;
    for (QWidget* at = next ? from->nextInFocusChain() : from->previousInFocusChain(); at && at != from;
         at = next ? at->nextInFocusChain() : at->previousInFocusChain()) {
        if (isAncestorOf(at) && at->isVisible() && at->isEnabled() && (at->focusPolicy() & Qt::TabFocus)) {
            at->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    }
    return true; // the only one there is keeps the focus
}

void Overlay::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), theme_.tokens().scrim);
}

} // namespace switchyard::ui
