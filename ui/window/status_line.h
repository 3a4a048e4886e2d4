#pragma once
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_line.h"
#include "ui/window/window_info.h"

namespace switchyard::ui {

/// The strip below: where we ask, how fast it answered, who we are, and the keys that work everywhere.
class StatusLine : public Panel
{
    Q_OBJECT
public:
    StatusLine(const Theme& theme, const WindowInfo& info, QWidget* parent = nullptr);
    void showSnapshot(const ClusterSnapshot& snapshot);

private:
    WindowInfo info_;
    TextLine* manager_;
    TextLine* answers_;
};

/// "3 members asked at once, answered in 38 ms" or "2 of 3 members answered in 38 ms, pg3 did not": plain and
/// bold runs.
TextRuns answerRuns(const ClusterSnapshot& snapshot);

} // namespace switchyard::ui
