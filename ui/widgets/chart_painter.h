#pragma once
// The strokes of a chart; Chart is the widget around them.

#include "ui/theme/theme.h"
#include "ui/widgets/chart_data.h"

#include <QRectF>

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

    void paintThreshold(QPainter& p) const; ///< the line and what is above it
    void paintThresholdWords(QPainter& p) const;
    void paintAxes(QPainter& p) const;
    void paintGaps(QPainter& p) const;
    void paintLines(QPainter& p) const;
    void paintMarks(QPainter& p) const;
    void paintEmpty(QPainter& p) const;
    void paintCrosshair(QPainter& p, std::int64_t atMs) const;
    void paintSelection(QPainter& p, std::int64_t fromMs, std::int64_t toMs) const;

private:
    void paintTimeTicks(QPainter& p) const;
    void paintLine(QPainter& p, const ChartLine& line) const;
    void paintBand(QPainter& p, const ChartLine& line) const;
    void paintFlag(QPainter& p, const QRectF& flag, const ChartMark& mark) const;
    void paintPlate(QPainter& p, double atX, const QStringList& plate) const;
};

} // namespace switchyard::ui
