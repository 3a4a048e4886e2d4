#pragma once
// The row above the canvas: what is shown on it, and how large.

#include "ui/theme/theme.h"
#include "ui/widgets/text_run.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QPushButton;
class QTimer;

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
    /// What stands behind the button with the dots.
    void setActions(const QList<QAction*>& actions);
    void setListShown(bool shown);
    bool isListShown() const;
    /// A result in words, for some seconds: "Saved as topology.png".
    void say(const TextRun& words);

Q_SIGNALS:
    void listToggled(bool shown);
    void fullSizeRequested();
    void streamsToggled(bool shown);
    void clientsToggled(bool shown);
    void zoomInRequested();
    void zoomOutRequested();
    void fitRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeZoom(QHBoxLayout* layout);
    void setIcons();

    const Theme& theme_;
    SegmentedControl *view_, *layers_;
    QPushButton *out_ = nullptr, *in_ = nullptr, *fit_ = nullptr, *zoom_ = nullptr, *more_ = nullptr;
    QWidget* zoomBox_ = nullptr;
    TextLine *title_, *note_;
    QTimer* noteTime_;
};

} // namespace switchyard::ui::topology
