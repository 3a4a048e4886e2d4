#pragma once
// A chart of lines over time with axes, hatched gaps, event marks and a crosshair that charts of a page
// share. Painted by us: docs/decisions/0010-charts-painted.md.

#include "core/history/history.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chart_axis.h"
#include "ui/widgets/icons.h"

#include <QPixmap>
#include <QWidget>

#include <optional>

namespace switchyard::ui {

struct ChartLine
{
    enum class Dash { Solid, Dashed, Dotted };
    QString name; ///< "replay"
    Dash dash = Dash::Solid;
    bool filled = false;
    State state = State::Accent; ///< of a solid line; dashed and dotted ones are grey
    QVector<Bucket> buckets;
};

struct ChartMark
{
    std::int64_t atMs = 0;
    Icon icon{};
    QString text; ///< "pg1 promoted, timeline 5"; empty draws only the line
};

struct ChartData
{
    std::int64_t fromMs = 0, toMs = 0;
    ChartUnit unit = ChartUnit::Count;
    QVector<ChartLine> lines; ///< the first says where gaps are
    QVector<ChartMark> marks;
    std::int64_t staleAfterMs = 5000; ///< a last sample older than this before toMs: the rest is hatched
};

class Chart : public QWidget
{
    Q_OBJECT
public:
    explicit Chart(const Theme& theme, QWidget* parent = nullptr);
    void setData(ChartData fresh);
    const ChartData& data() const { return data_; }
    /// How many buckets are worth asking the history for, at this width.
    int wantedBuckets() const;
    void setCrosshair(std::optional<std::int64_t> atMs);
    std::optional<std::int64_t> crosshair() const { return crosshair_; }
    /// What the crosshair's plate says at that time: the time, then "name value" for each line.
    QStringList plateAt(std::int64_t atMs) const;

Q_SIGNALS:
    void crosshairMoved(std::optional<std::int64_t> atMs); ///< by mouse or key; empty when it goes
    void wantedBucketsChanged();                           ///< the width changed: ask the history again

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QRectF plot() const;
    void moveCrosshair(std::optional<std::int64_t> atMs);
    void renderBase();

    const Theme& theme_;
    ChartData data_;
    std::optional<std::int64_t> crosshair_;
    QPixmap base_; ///< everything but the crosshair, so that a moving mouse repaints little
};

} // namespace switchyard::ui
