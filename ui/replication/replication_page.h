#pragma once
#include "core/cluster/lag_limits.h"
#include "ui/replication/chart_view.h"
#include "ui/replication/exporter.h"
#include "ui/replication/page_notes.h"
#include "ui/widgets/page.h"
#include "ui/widgets/text_line.h"

class QLineEdit;
class QScrollArea;
class QTimer;

namespace switchyard::ui {

class Chart;
class DurabilityPanel;
class NoteList;
class ReplicationHeader;
class SlotsPanel;
class StandbyList;
class WalPanel;

/// Lag of every standby over time, the primary's slots, how much WAL it writes, and what keeps it.
class ReplicationPage : public Page
{
    Q_OBJECT
public:
    explicit ReplicationPage(const PageParts& parts, QWidget* parent = nullptr);
    void showSnapshot(const SnapshotPtr& snapshot) override;
    void updateAges() override;
    /// The thresholds in force. Whoever sets them hands the same ones to the observer, whose findings follow.
    void setLimits(const LagLimits& limits);
    const LagLimits& limits() const { return limits_; }

Q_SIGNALS:
    void limitsChanged(const switchyard::LagLimits& limits); ///< by a person: keep them, judge by them

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeTools();
    QWidget* makeContent();
    void connectHeader();
    void takeChart(Chart* chart);
    void showNotes();
    void showTools();
    void showSlots();
    void drawCharts();
    void drawSoon();
    bool isInView(const QWidget& panel) const;
    void hold(const TimeSpan& span);
    void follow(bool on);
    void shareCrosshair(std::optional<std::int64_t> atMs);
    void editThresholds();
    void exportAs(Exporter::Kind kind);
    QImage picture();
    std::int64_t nowMs() const;
    TimeSpan span() const;

    const PageParts parts_;
    SnapshotPtr snapshot_;
    LagLimits limits_;
    ChartView view_;
    QMap<QString, WallTime> gone_;
    std::optional<PageNote> exported_;
    SteadyTime exportedAt_{};
    ReplicationHeader* header_;
    QWidget* tools_ = nullptr;
    QLineEdit* filter_;
    TextLine* counts_;
    NoteList* notes_;
    StandbyList* standbys_;
    TextLine* empty_;
    QWidget* lower_ = nullptr;
    SlotsPanel* slots_;
    WalPanel* wal_;
    DurabilityPanel* durability_;
    QWidget* content_ = nullptr;
    QScrollArea* scroll_;
    Exporter* exporter_;
    QTimer* redraw_;
};

} // namespace switchyard::ui
