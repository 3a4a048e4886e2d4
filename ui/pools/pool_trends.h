#pragma once
#include "ui/widgets/page.h"

namespace switchyard::ui {

class Sparkline;
class TextLine;

/// How fast the chosen pool works: its rate of queries, and the mean time of a query and of a transaction.
class PoolTrends : public QWidget
{
    Q_OBJECT
public:
    explicit PoolTrends(const PageParts& parts, QWidget* parent = nullptr);
    /// subject: "pooler/database", as the history has it.
    void show(const ClusterSnapshot& snapshot, const QString& subject, bool live);

private:
    struct Line
    {
        Metric metric{};
        TextLine* name = nullptr;
        Sparkline* spark = nullptr;
        TextLine* value = nullptr;
    };
    const PageParts parts_;
    QVector<Line> lines_;
};

} // namespace switchyard::ui
