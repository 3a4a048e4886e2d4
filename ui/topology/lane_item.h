#pragma once
// The header of a lane: the Swarm node.

#include "ui/topology/canvas_item.h"
#include "ui/topology/lane_content.h"

namespace switchyard::ui::topology {

class LaneItem : public CanvasItem
{
    Q_OBJECT
public:
    LaneItem(const Theme& theme, ObjectId node, QWidget* canvas);
    void setContent(const LaneContent& content);
    const LaneContent& content() const { return content_; }

protected:
    void paintContent(QPainter& painter, QSizeF size, double zoom) override;
    double cornerRadius() const override { return space::controlRadius; }

private:
    LaneContent content_;
};

} // namespace switchyard::ui::topology
