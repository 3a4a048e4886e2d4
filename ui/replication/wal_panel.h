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
    void showRange(const QString& primary, bool live, const TimeSpan& span, const TimeSpan& bounds,
        const QVector<ChartMark>& marks);
    Chart* chart() const { return chart_; }

private:
    void showNow(const QString& primary, bool live, const TimeSpan& span);

    const PageParts parts_;
    TextLine* title_;
    TextLine* now_;
    Chart* chart_;
};

} // namespace switchyard::ui
