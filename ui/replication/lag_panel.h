#pragma once
#include "ui/widgets/badge.h"
#include "ui/widgets/chart.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/text_line.h"

namespace switchyard::ui {

/// One standby: how far behind it is, in time and in bytes.
class LagPanel : public Panel
{
    Q_OBJECT
public:
    LagPanel(const PageParts& parts, const QString& member, QWidget* parent = nullptr);
    const QString& member() const { return member_; }
    void showSnapshot(const ClusterSnapshot& snapshot);
    /// Asks the history again for [fromMs, toMs].
    void showRange(std::int64_t fromMs, std::int64_t toMs, const QVector<ChartMark>& marks);
    void updateAges();
    void setCrosshair(std::optional<std::int64_t> atMs);

Q_SIGNALS:
    void crosshairMoved(std::optional<std::int64_t> atMs);
    void rangeWanted(); ///< a chart changed its width

private:
    void showNow(const Member& member);
    ChartData lagData(Metric replay, Metric flush, Metric write, ChartUnit unit, std::int64_t fromMs,
        std::int64_t toMs, int buckets) const;

    const PageParts parts_;
    QString member_;
    std::optional<Instant> staleSince_;
    bool live_ = false;
    StateMark* mark_;
    TextLine* name_;
    Badge* sync_;
    TextLine* now_;
    TextLine* timeCaption_;
    TextLine* bytesCaption_;
    Chart* time_;
    Chart* bytes_;
};

} // namespace switchyard::ui
