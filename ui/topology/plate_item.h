#pragma once
// The plate on a stream's track: how far behind; on a broken one, who saw what.

#include "ui/topology/canvas_item.h"
#include "ui/topology/stream_content.h"

namespace switchyard::ui::topology {

class PlateItem : public CanvasItem
{
    Q_OBJECT
public:
    PlateItem(const Theme& theme, ObjectId receiver, QWidget* canvas);
    /// Places itself in `zone`, aligned to its bottom; lines that have no room there are left to the tooltip.
    void setContent(const StreamContent& content, const QRectF& zone, double zoom);
    const StreamContent& content() const { return content_; }

protected:
    void paintContent(QPainter& painter, QSizeF size, double zoom) override;
    double cornerRadius() const override { return space::controlRadius; }

private:
    QSizeF wantedSize(const QRectF& zone) const;

    StreamContent content_;
};

} // namespace switchyard::ui::topology
