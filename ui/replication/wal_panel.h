#pragma once
#include "ui/widgets/chart.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_line.h"

namespace switchyard::ui {

/// How much WAL the primary writes.
class WalPanel : public Panel
{
    Q_OBJECT
public:
    explicit WalPanel(const PageParts& parts, QWidget* parent = nullptr);
    /// primary: empty when no member is known to lead; live: whether its rate is of now.
    void showRange(const QString& primary, bool live, std::int64_t fromMs, std::int64_t toMs,
        const QVector<ChartMark>& marks);
    void setCrosshair(std::optional<std::int64_t> atMs) { chart_->setCrosshair(atMs); }

Q_SIGNALS:
    void crosshairMoved(std::optional<std::int64_t> atMs);
    void rangeWanted(); ///< the chart changed its width

private:
    const PageParts parts_;
    TextLine* title_;
    TextLine* now_;
    Chart* chart_;
};

} // namespace switchyard::ui
