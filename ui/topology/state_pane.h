#pragma once
// What stands in the canvas's place when there is no cluster to draw: not read yet, nothing found, nobody to
// ask.

#include "ui/theme/theme.h"
#include "ui/widgets/state_mark.h"

#include <QWidget>

namespace switchyard::ui {
class TextBlock;
class TextLine;
} // namespace switchyard::ui

namespace switchyard::ui::topology {

class StatePane : public QWidget
{
    Q_OBJECT
public:
    explicit StatePane(const Theme& theme, QWidget* parent = nullptr);
    /// `grey`: bars where lanes and cards will stand, instead of numbers.
    void setState(Mark mark, const QString& title, const QString& words, bool grey);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintBars(QPainter& painter) const;

    const Theme& theme_;
    StateMark* mark_;
    TextLine* title_;
    TextBlock* words_;
    QWidget* box_;
    bool grey_ = false;
};

} // namespace switchyard::ui::topology
