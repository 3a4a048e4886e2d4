#pragma once
// A card over the whole window, for a moment: the palette, the keyboard overview. A child of the window and
// no window of its own, so that it is the same on X11 and on Wayland.

#include "ui/theme/theme.h"

#include <QPointer>
#include <QWidget>

namespace switchyard::ui {

/// Esc or a click beside the card closes it; the focus goes back to where it was. Keys do not leave the card.
class Overlay : public QWidget
{
    Q_OBJECT
public:
    /// `host`: what it covers; `card`: the size that is wanted, less where the host is smaller.
    Overlay(const Theme& theme, QWidget* host, const QSize& card);
    void open(QWidget* focus);
    void dismiss();

protected:
    QWidget* card() const { return card_; } ///< for the layout of the content
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void place();

    const Theme& theme_;
    QSize wanted_;
    QWidget* card_;
    QPointer<QWidget> before_; ///< had the focus
};

} // namespace switchyard::ui
