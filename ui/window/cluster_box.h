#pragma once
#include "ui/widgets/panel.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/text_line.h"
#include "ui/window/window_info.h"

namespace switchyard::ui {

/// Which cluster this window is open on, and how it is.
class ClusterBox : public Panel
{
    Q_OBJECT
public:
    ClusterBox(const Theme& theme, const WindowInfo& info, QWidget* parent = nullptr);
    void show(const ClusterSnapshot& snapshot, Mark mark);

private:
    StateMark* mark_;
    TextLine* name_;
    TextLine* kind_;
};

} // namespace switchyard::ui
