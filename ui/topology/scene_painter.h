#pragma once
// Draws what lies under the canvas's items: lanes and tracks. Units: pixels at 100 %.

#include "ui/topology/canvas_content.h"
#include "ui/topology/layout/layout.h"
#include "ui/topology/track_painter.h"

namespace switchyard::ui::topology {

struct ScenePainter
{
    QPainter& painter;
    const Theme& theme;
    const Graph& graph;
    const Layout& layout;
    const CanvasContent& content;
    double zoom;

    void lanes() const;
    /// Clients above the poolers, and the poolers' connections.
    void clients() const;
    /// By link: where its plate stands, and whether it is under the pointer or focused.
    void streams(const QVector<QRectF>& plates, const QVector<bool>& attention) const;

private:
    void lane(int index) const;
};

} // namespace switchyard::ui::topology
