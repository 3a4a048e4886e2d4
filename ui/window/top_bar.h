#pragma once
#include "ui/text/text.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_line.h"
#include "ui/window/bell_button.h"
#include "ui/window/cluster_box.h"
#include "ui/window/window_info.h"

namespace switchyard::ui {

/// The strip on top: the cluster, one sentence of its state, warnings, the age of the data, findings.
class TopBar : public Panel
{
    Q_OBJECT
public:
    TopBar(const PageParts& parts, const WindowInfo& info, QWidget* parent = nullptr);
    void showSnapshot(const SnapshotPtr& snapshot);
    void updateAges();
    void setInterval(std::chrono::milliseconds interval) { interval_ = interval; }
    BellButton* bell() const { return bell_; }
    void setOthers(const OthersInTrouble& others);
    QPoint belowCluster() const; ///< where the list of clusters opens (global)

Q_SIGNALS:
    void clustersRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showChip();

    const PageParts parts_;
    std::chrono::milliseconds interval_;
    SnapshotPtr snapshot_;
    text::Headline headline_;
    ClusterBox* cluster_;
    TextLine* sentence_;
    Badge* chip_;
    TextLine* age_;
    TextLine* ageDetail_;
    StateMark* ageMark_;
    BellButton* bell_;
};

} // namespace switchyard::ui
