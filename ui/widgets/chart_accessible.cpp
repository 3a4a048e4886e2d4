#include "ui/widgets/chart_accessible.h"

#include "ui/widgets/chart.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace switchyard::ui {

namespace {

class ChartAccessible : public QAccessibleWidget
{
public:
    explicit ChartAccessible(Chart* chart) : QAccessibleWidget(chart, QAccessible::Chart), chart_(*chart) {}

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Description)
            return chartInWords(chart_.data());
        if (kind == QAccessible::Value && chart_.crosshair())
            return plateOf(chart_.data(), *chart_.crosshair()).join(u", ").replace(u'\t', u' ');
        return QAccessibleWidget::text(kind);
    }

private:
    const Chart& chart_;
};

QAccessibleInterface* makeChartAccessible(const QString&, QObject* object)
{
    auto* chart = qobject_cast<Chart*>(object);
    return chart ? new ChartAccessible(chart) : nullptr;
}

} // namespace

void installChartAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeChartAccessible);
        return true;
    }();
    Q_UNUSED(installed)
}

void tellAccessibleValue(QWidget& chart)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(&chart, QAccessible::ValueChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace switchyard::ui
