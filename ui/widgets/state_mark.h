#pragma once
// The mark of a state: a shape of its own for each, so that colour is never the only carrier of meaning.
// Always stands beside a word.

#include "core/cluster/snapshot.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QPainter;

namespace switchyard::ui {

enum class Mark {
    Ok,      ///< disc with a tick
    Warn,    ///< triangle with "!"
    Bad,     ///< square with a cross
    Unknown, ///< dashed ring with "?"
    Info,    ///< diamond
    Hollow,  ///< diamond's outline: also an information, but a lesser one
    Running, ///< ring with an arc
    ToDo,    ///< empty ring
};

/// Draws the mark as large as fits into `box` (made for 12 to 20 px).
void paintStateMark(QPainter& painter, const QRectF& box, Mark mark, const Tokens& tokens);

Mark markOf(Severity severity);
State stateOf(Severity severity); ///< Info: State::Accent
/// The colours that belong to a mark.
State stateOf(Mark mark);

class StateMark : public QWidget
{
    Q_OBJECT
public:
    StateMark(const Theme& theme, int size, QWidget* parent = nullptr);
    Mark mark() const { return mark_; }
    void setMark(Mark mark); ///< also names it for a screen reader
    QSize sizeHint() const override { return {size_, size_}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
    int size_;
    Mark mark_ = Mark::Unknown;
};

} // namespace switchyard::ui
