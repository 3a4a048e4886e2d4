#pragma once
#include "core/cluster/lag_limits.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/text_line.h"

#include <array>

namespace switchyard::ui {

/// One standby: how far behind it is, in time and in bytes.
class LagPanel : public Panel
{
    Q_OBJECT
public:
    LagPanel(const PageParts& parts, const QString& member, QWidget* parent = nullptr);
    const QString& member() const { return member_; }
    void showSnapshot(const ClusterSnapshot& snapshot, const LagLimit& limit);
    /// Asks the history again for `span`; the charts may zoom within `bounds`.
    void showRange(const TimeSpan& span, const TimeSpan& bounds, const QVector<ChartMark>& marks);
    void updateAges();
    void setCrosshair(std::optional<std::int64_t> atMs);
    const QVector<Chart*>& charts() const { return charts_; }

private:
    void showNow(const Member& member);
    void showSync(const Member& member);
    void showCaption(TextLine& line, const QString& words, const Chart& chart) const;
    void showCaptions();
    ChartData lagData(const std::array<Metric, 3>& metrics, ChartUnit unit, const TimeSpan& span, int buckets,
        const QVector<ChartMark>& marks) const;

    const PageParts parts_;
    QString member_;
    std::optional<Instant> staleSince_;
    bool live_ = false;
    LagLimit limit_;
    QString upstream_; ///< whom it is behind
    StateMark* mark_;
    TextLine* name_;
    Badge* sync_;
    TextLine* now_;
    TextLine* timeCaption_;
    TextLine* bytesCaption_;
    Chart* time_;
    Chart* bytes_;
    QVector<Chart*> charts_;
};

} // namespace switchyard::ui
