#pragma once
// A small line of the last minutes, without axes: its shape is what it says.

#include "core/history/history.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <functional>

class QPainter;

namespace switchyard::ui {

struct SparklineData
{
    QVector<Bucket> buckets;
    std::int64_t fromMs = 0, toMs = 0; ///< what left and right edge stand for
    double top = 0;                    ///< value at the upper edge; 0: the largest of the buckets
    bool stale = false;                ///< the line ends, and the rest until `toMs` is hatched
    bool fromZero = true; ///< false: the lower edge is the smallest value, for values that barely move
};

struct SparklineStyle
{
    QColor line, fill;
    double width = 1.5;
    bool endDot = false;
};
SparklineStyle sparklineStyle(
    State state, const Tokens& tokens); ///< Accent for series, a state's colours otherwise

/// A gap is never bridged; without buckets only the baseline is drawn.
void paintSparkline(QPainter& painter, const QRectF& box, const SparklineData& data,
    const SparklineStyle& style, const Tokens& tokens);

class Sparkline : public QWidget
{
    Q_OBJECT
public:
    explicit Sparkline(const Theme& theme, QWidget* parent = nullptr);
    void setData(SparklineData data, State state = State::Accent, bool endDot = false);
    /// How a value under the mouse is told; without it there is no tooltip.
    void setFormatter(std::function<QString(double value, std::int64_t atMs)> formatter);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    const Theme& theme_;
    SparklineData data_;
    State state_ = State::Accent;
    bool endDot_ = false;
    std::function<QString(double, std::int64_t)> formatter_;
};

} // namespace switchyard::ui
