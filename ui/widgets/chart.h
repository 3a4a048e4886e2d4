#pragma once
// A chart of lines over time with axes, hatched gaps, event marks, a threshold and a crosshair that charts of
// a page share. Painted by us: docs/decisions/0010-charts-painted.md.
//
// Mouse: moving shows the crosshair; dragging zooms to what was dragged over; Shift and dragging, or a
// horizontal wheel, pans; a wheel zooms around the pointer; a double click goes back.
// Keys: Left and Right move the crosshair (with Shift by ten), Ctrl and Left or Right pan, + and - zoom
// around the crosshair, Home goes back, End puts the crosshair on the newest, Space pauses, Escape takes
// away.

#include "ui/theme/theme.h"
#include "ui/widgets/chart_data.h"

#include <QPixmap>
#include <QWidget>

#include <optional>

namespace switchyard::ui {

class Chart : public QWidget
{
    Q_OBJECT
public:
    explicit Chart(const Theme& theme, QWidget* parent = nullptr);
    void setData(ChartData fresh);
    const ChartData& data() const { return data_; }
    /// Within which time this chart may zoom and pan: it asks by spanWanted(), its owner answers by
    /// setData().
    void setBounds(const TimeSpan& bounds) { bounds_ = bounds; }
    /// Without Ctrl a wheel zooms only while this is on or the chart has the focus: in a page that scrolls, a
    /// wheel that passes over a chart has to go on scrolling.
    void setWheelZooms(bool on) { wheelZooms_ = on; }
    /// How many buckets are worth asking the history for, at this width.
    int wantedBuckets() const;
    void setCrosshair(std::optional<std::int64_t> atMs);
    std::optional<std::int64_t> crosshair() const { return crosshair_; }
    QRectF plot() const; ///< where the lines are, in the widget's coordinates

Q_SIGNALS:
    void crosshairMoved(std::optional<std::int64_t> atMs); ///< by mouse or key; empty when it goes
    void wantedBucketsChanged();                           ///< the width changed: ask the history again
    void spanWanted(const switchyard::ui::TimeSpan& span); ///< zoomed or panned, within the bounds
    void resetWanted();                                    ///< back to where it was before zooming
    void pauseWanted();                                    ///< stop following now, or follow it again

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Drag
    {
        enum class Kind { Select, Pan } kind{};
        double fromX = 0;
        TimeSpan span; ///< what was shown when it began
        std::int64_t toMs = 0;
    };
    TimeSpan span() const { return {data_.fromMs, data_.toMs}; }
    std::int64_t timeAt(double x) const; ///< of the shown span, clamped to it
    void moveCrosshair(std::optional<std::int64_t> atMs);
    void want(const TimeSpan& span);
    void zoom(double factor, std::int64_t atMs);
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);
    bool escape();
    void renderBase();

    const Theme& theme_;
    ChartData data_;
    std::optional<TimeSpan> bounds_;
    bool wheelZooms_ = false;
    std::optional<Drag> drag_;
    std::optional<std::int64_t> crosshair_;
    QPixmap base_; ///< everything but the crosshair, so that a moving mouse repaints little
};

} // namespace switchyard::ui
