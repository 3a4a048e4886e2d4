#pragma once
#include "ui/replication/lag_panel.h"
#include "ui/replication/slots_panel.h"
#include "ui/replication/wal_panel.h"
#include "ui/widgets/page.h"
#include "ui/widgets/segmented_control.h"

class QGridLayout;
class QTimer;

namespace switchyard::ui {

/// Lag of every standby over time, the primary's slots, and how much WAL it writes.
class ReplicationPage : public Page
{
    Q_OBJECT
public:
    explicit ReplicationPage(const PageParts& parts, QWidget* parent = nullptr);
    void showSnapshot(const SnapshotPtr& snapshot) override;
    void updateAges() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHeader();
    void keepPanels(const QStringList& standbys);
    void drawCharts();
    void drawSoon();
    void shareCrosshair(std::optional<std::int64_t> atMs);
    QVector<ChartMark> marks(std::int64_t fromMs, std::int64_t toMs) const;

    const PageParts parts_;
    SnapshotPtr snapshot_;
    SegmentedControl* range_;
    TextLine* span_;
    QGridLayout* grid_;
    QVector<LagPanel*> panels_;
    TextLine* empty_;
    QWidget* lower_ = nullptr;
    SlotsPanel* slots_;
    WalPanel* wal_;
    QTimer* redraw_;
};

} // namespace switchyard::ui
