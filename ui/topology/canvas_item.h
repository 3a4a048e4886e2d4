#pragma once
// One thing on the canvas that can be reached by keyboard: a card, a stream's plate, a lane's header. A
// widget of its own, so that focus, tooltips and accessible names are Qt's; it draws in the canvas's units,
// scaled by the zoom.

#include "ui/theme/theme.h"
#include "ui/topology/object_id.h"

#include <QRectF>
#include <QWidget>

namespace switchyard::ui::topology {

class CanvasItem : public QWidget
{
    Q_OBJECT
public:
    CanvasItem(const Theme& theme, ObjectId subject, QWidget* canvas);

    /// What is inspected when this is activated.
    const ObjectId& subject() const { return subject_; }
    /// `rect` at 100 %; the widget is larger by the room of its ring.
    void place(const QRectF& rect, double zoom);
    const QRectF& rect100() const { return rect_; }
    void setSelected(bool selected);
    bool isSelected() const { return selected_; }
    bool isHovered() const { return hovered_; }
    /// Draws it as it stands at 100 %, in the canvas's coordinates: for pictures.
    void paintAt100(QPainter& painter);

Q_SIGNALS:
    void activated(const ObjectId& subject);
    /// The pointer or the keyboard came or went.
    void attentionChanged();
    /// An arrow key was pressed: the canvas knows what stands there.
    void moveRequested(Qt::Key direction);

protected:
    /// Draws at (0, 0) in `size` at 100 %; at a small `zoom` only what can still be read.
    virtual void paintContent(QPainter& painter, QSizeF size, double zoom) = 0;
    virtual double cornerRadius() const;
    virtual void placed() {}

    const Theme& theme() const { return theme_; }

    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void paintSelf(QPainter& painter, double zoom);

    const Theme& theme_;
    ObjectId subject_;
    QRectF rect_;
    double zoom_ = 1;
    bool selected_ = false, hovered_ = false, ringed_ = false;
};

} // namespace switchyard::ui::topology
