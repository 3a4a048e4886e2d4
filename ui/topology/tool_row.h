#pragma once
// The row above the canvas: what is shown on it, and how large.

#include "ui/theme/theme.h"

#include <QWidget>

class QPushButton;

namespace switchyard::ui {
class SegmentedControl;
class TextLine;
} // namespace switchyard::ui

namespace switchyard::ui::topology {

class ToolRow : public QWidget
{
    Q_OBJECT
public:
    explicit ToolRow(const Theme& theme, QWidget* parent = nullptr);
    void setZoom(double zoom, bool canIn, bool canOut);

Q_SIGNALS:
    void streamsToggled(bool shown);
    void clientsToggled(bool shown);
    void zoomInRequested();
    void zoomOutRequested();
    void fitRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void setIcons();

    const Theme& theme_;
    SegmentedControl* layers_;
    QPushButton *out_, *in_, *fit_;
    TextLine* zoom_;
};

} // namespace switchyard::ui::topology
