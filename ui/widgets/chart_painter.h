#pragma once
// The strokes of a chart; Chart is the widget around them.

#include "ui/widgets/chart.h"

class QPainter;

namespace switchyard::ui {

struct ChartPainter
{
    const ChartData& data;
    const Theme& theme;
    QRectF plot;
    ValueAxis axis;

    ChartPainter(const ChartData& chart, const Theme& look, const QRectF& area);
    double x(std::int64_t atMs) const;
    double y(double value) const;

    void paintAxes(QPainter& p) const;
    void paintGaps(QPainter& p) const;
    void paintLines(QPainter& p) const;
    void paintMarks(QPainter& p) const;
    void paintEmpty(QPainter& p) const;
    void paintCrosshair(QPainter& p, std::int64_t atMs, const QStringList& plate) const;

private:
    void paintLine(QPainter& p, const ChartLine& line) const;
    void paintBand(QPainter& p, const ChartLine& line) const;
    void paintPlate(QPainter& p, double atX, const QStringList& plate) const;
};

/// The bucket whose time is nearest, if it is no farther than `withinMs`; else null.
const Bucket* nearestBucket(const QVector<Bucket>& buckets, std::int64_t atMs, std::int64_t withinMs);
/// Where nothing was read: between buckets, and from the last one on if it is older than staleAfterMs.
QVector<std::pair<std::int64_t, std::int64_t>> gapsOf(const ChartData& data);

} // namespace switchyard::ui
