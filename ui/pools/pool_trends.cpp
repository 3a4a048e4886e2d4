#include "ui/pools/pool_trends.h"

#include "ui/pools/pool_rows.h"
#include "ui/text/text.h"
#include "ui/widgets/sparkline.h"
#include "ui/widgets/text_line.h"

#include <QGridLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

PoolTrends::PoolTrends(const PageParts& parts, QWidget* parent) : QWidget(parent), parts_(parts)
{
    setObjectName(u"pools.trends"_s);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    for (const auto& [metric, name] : {std::pair{Metric::QueriesPerSecond, tr("Queries")},
             std::pair{Metric::QuerySeconds, tr("Query time, mean")},
             std::pair{Metric::TransactionSeconds, tr("Transaction time, mean")}}) {
        const int row = static_cast<int>(lines_.size());
        Line line{metric, new TextLine(parts.theme, FontRole::Table, this, {{name, Ink::Text2}}),
            new Sparkline(parts.theme, this), new TextLine(parts.theme, FontRole::Table, this)};
        line.value->setObjectName(u"pools.trends.%1"_s.arg(row));
        line.value->setAlignment(Qt::AlignRight);
        line.value->setMinimumWidth(64);
        line.spark->setFixedHeight(18);
        line.spark->setFormatter(
            [metric = metric](double value, std::int64_t) { return poolFigure(metric, value); });
        grid->addWidget(line.name, row, 0);
        grid->addWidget(line.spark, row, 1);
        grid->addWidget(line.value, row, 2);
        lines_.push_back(line);
    }
}

void PoolTrends::show(const ClusterSnapshot& snapshot, const QString& subject, bool live)
{
    constexpr int buckets = 60;
    const std::int64_t now =
        std::chrono::duration_cast<std::chrono::milliseconds>(snapshot.observedAt.wall.time_since_epoch())
            .count();
    for (const Line& line : lines_) {
        SparklineData spark;
        spark.fromMs = now - sparklineSpanMs;
        spark.toMs = now;
        spark.stale = !live;
        spark.buckets = parts_.history.query({subject, line.metric}, spark.fromMs, now, buckets);
        for (const Bucket& bucket : spark.buckets)
            spark.top = std::max(spark.top, bucket.max * 1.3); // room above, so that the line is not the edge
        const bool known = live && !spark.buckets.isEmpty();
        const QString figure = known  ? poolFigure(line.metric, spark.buckets.back().last)
                               : live ? tr("no samples")
                                      : tr("unknown");
        line.value->setRuns({{figure, known ? Ink::Text : Ink::Muted}});
        line.spark->setAccessibleName(line.name->text() + u", "_s + figure);
        line.spark->setData(std::move(spark));
    }
}

} // namespace switchyard::ui
