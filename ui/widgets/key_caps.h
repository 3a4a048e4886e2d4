#pragma once
// Keys drawn as caps, as they stand on the keyboard: [Ctrl] [K].

#include "ui/theme/theme.h"

#include <QKeySequence>
#include <QStringList>
#include <QWidget>

class QPainter;

namespace switchyard::ui {

/// {"Ctrl", "K"} in the words of the platform and the language.
QStringList keyCaps(const QKeySequence& keys);
double keyCapsWidth(const QStringList& caps, const Theme& theme);
/// Draws the caps from `left` on, in the middle of `box`; 16 px high.
void paintKeyCaps(QPainter& painter, const QRectF& box, const QStringList& caps, const Theme& theme);

/// Hints in one line: "[Ctrl] [K] find a command   [F1] all keys".
class KeyHints : public QWidget
{
    Q_OBJECT
public:
    struct Hint
    {
        QKeySequence keys;
        QString does;
    };
    KeyHints(const Theme& theme, const QVector<Hint>& hints, QWidget* parent);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
    QVector<Hint> hints_;
};

} // namespace switchyard::ui
