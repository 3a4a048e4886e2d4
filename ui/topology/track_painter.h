#pragma once
// Draws tracks: streams, poolers' connections, and where a stream is broken. Units: pixels at 100 %.

#include "ui/topology/canvas_content.h"
#include "ui/topology/layout/layout.h"

#include <QPainter>

namespace switchyard::ui::topology {

struct TrackPainter
{
    QPainter& painter;
    const Theme& theme;

    /// `plate`: where the stream's plate stands; `attention`: under the pointer or focused, 1 px thicker.
    void stream(
        const LinkGeometry& link, const StreamContent& content, const QRectF& plate, bool attention) const;
    void pool(const LinkGeometry& link, const PoolLinkContent& content) const;
    /// The plate on it: drawn after all tracks, so that none runs through its words.
    void poolPlate(const LinkGeometry& link, const PoolLinkContent& content) const;
    /// Three lines that end on a pooler: its clients.
    void clients(const QRectF& pooler, double length) const;

private:
    void track(const QVector<QPointF>& points, const QColor& color, bool twice, bool attention) const;
    void dotted(const QVector<QPointF>& points) const;
    void parted(const LinkGeometry& link, const QColor& color, bool attention) const;
    void broken(
        const LinkGeometry& link, const StreamContent& content, const QRectF& plate, bool attention) const;
    void brokenUnderPlate(
        const LinkGeometry& link, const QColor& color, const QRectF& plate, bool attention) const;
    void slotChip(const LinkGeometry& link, const StreamContent& content) const;
    void chip(const QRectF& box, const TextRuns& words) const;
    void stops(QPointF at, QPointF direction, const QColor& color) const;
    void arrow(QPointF tip, QPointF direction, const QColor& color, double width) const;
};

/// Whether the point lies within 6 px of the track.
bool nearTrack(const LinkGeometry& link, QPointF at);

} // namespace switchyard::ui::topology
