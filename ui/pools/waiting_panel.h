#pragma once
#include "ui/widgets/chart.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_line.h"

namespace switchyard::ui {

/// Clients that wait for the chosen pool, over time.
class WaitingPanel : public Panel
{
    Q_OBJECT
public:
    explicit WaitingPanel(const PageParts& parts, QWidget* parent = nullptr);
    void show(const SnapshotPtr& snapshot, const QString& pooler, const QString& database);

private:
    void draw();

    const PageParts parts_;
    SnapshotPtr snapshot_;
    QString pooler_, database_;
    TextLine* title_;
    SegmentedControl* range_;
    TextLine* now_;
    Chart* chart_;
};

} // namespace switchyard::ui
