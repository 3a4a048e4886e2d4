#pragma once
// The card of a member or a pooler.

#include "ui/topology/canvas_item.h"
#include "ui/topology/card_content.h"
#include "ui/topology/layout/layout.h"

namespace switchyard::ui::topology {

class CardItem : public CanvasItem
{
    Q_OBJECT
public:
    CardItem(const Theme& theme, ObjectId subject, QWidget* canvas);
    void setContent(const CardContent& content, Detail detail);
    const CardContent& content() const { return content_; }
    /// Where tracks leave this card, relative to its corner: drawn as rings on its border.
    void setPorts(const QVector<QPointF>& ports);

protected:
    void paintContent(QPainter& painter, QSizeF size, double zoom) override;

private:
    CardContent content_;
    Detail detail_ = Detail::Full;
    QVector<QPointF> ports_;
};

} // namespace switchyard::ui::topology
