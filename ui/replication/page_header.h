#pragma once
#include "ui/widgets/panel.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_line.h"
#include "ui/widgets/time_span.h"

#include <QPushButton>

namespace switchyard::ui {

class LagLegend;

/// The row on top: which time is shown, whether it follows now, what the lines are, thresholds and export.
class ReplicationHeader : public Panel
{
    Q_OBJECT
public:
    explicit ReplicationHeader(const Theme& theme, QWidget* parent = nullptr);
    void showSpan(const TimeSpan& span, bool held, std::int64_t nowMs);

Q_SIGNALS:
    void rangeChosen(std::int64_t rangeMs); ///< also when the same range is chosen again
    void followWanted(bool on);
    void thresholdsWanted();
    void pictureWanted();
    void tableWanted();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QPushButton* makeButton(const QString& name, const QString& words);
    void makeExportMenu();
    void fit();

    const Theme& theme_;
    SegmentedControl* range_;
    TextLine* span_;
    QPushButton* follow_;
    QPushButton* toNow_;
    LagLegend* legend_;
    QPushButton* thresholds_ = nullptr;
    QPushButton* export_ = nullptr;
};

} // namespace switchyard::ui
