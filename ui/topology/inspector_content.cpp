#include "ui/topology/inspector_content.h"

#include "ui/text/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace switchyard::ui::topology {

using namespace Qt::StringLiterals;

namespace {

struct InspectorWords
{
    Q_DECLARE_TR_FUNCTIONS(TopologyInspector)
};

constexpr int trendMinutes = 10, trendBuckets = 120;

QString clock(std::int64_t atMs)
{
    return text::clockTime(WallTime(std::chrono::milliseconds(atMs)));
}

QString inUnit(Metric metric, double value)
{
    if (metric == Metric::WalBytesPerSecond)
        return text::byteRate(value);
    return text::duration(std::chrono::duration_cast<Duration>(std::chrono::duration<double>(value)));
}

} // namespace

QVector<FindingContent> findingContents(const ClusterSnapshot& snapshot, const QVector<int>& indexes)
{
    QVector<FindingContent> contents;
    for (int i : indexes) {
        const Finding& f = snapshot.findings[i];
        contents.append({markOf(f.severity), text::title(f), text::explanation(f), text::clockTime(f.since)});
    }
    return contents;
}

TrendContent trendOf(
    const Recent& recent, const QString& subject, Metric metric, const QString& title, bool live)
{
    TrendContent trend{title, {}, recent.line(subject, metric, trendMinutes, trendBuckets)};
    trend.format = [metric](double value, std::int64_t atMs) {
        return clock(atMs) + u": "_s + inUnit(metric, value);
    };
    trend.line.stale = !live;
    trend.state = live ? State::Ok : State::Unknown;
    const auto value = live ? recent.value(subject, metric) : std::nullopt;
    trend.now = value ? inUnit(metric, *value) : InspectorWords::tr("unknown");
    const QVector<Bucket>& buckets = trend.line.buckets;
    if (buckets.isEmpty()) {
        trend.middle = InspectorWords::tr("no samples yet");
        return trend;
    }
    QVector<double> values;
    double most = 0;
    for (const Bucket& b : buckets) {
        values.append(b.last);
        most = std::max(most, b.max);
    }
    std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
    trend.left = clock(trend.line.fromMs);
    trend.middle = InspectorWords::tr("most %1, median %2")
                       .arg(inUnit(metric, most), inUnit(metric, values[values.size() / 2]));
    trend.right = InspectorWords::tr("now");
    if (!live) {
        trend.middle.clear();
        trend.right = InspectorWords::tr("no data since %1").arg(clock(buckets.last().atMs));
    }
    return trend;
}

QString spanSince(const QDateTime& at, Instant now)
{
    if (!at.isValid())
        return {};
    const auto since = WallTime(std::chrono::milliseconds(at.toMSecsSinceEpoch()));
    return text::duration(std::max(Duration::zero(), std::chrono::duration_cast<Duration>(now.wall - since)));
}

InspectorContent inspectorContent(const ClusterSnapshot& snapshot, const Succession& succession,
    const ObjectId& chosen, const Recent& recent, Instant now)
{
    switch (chosen.kind) {
    case ObjectId::Kind::Member:
        if (const Member* member = snapshot.member(chosen.name))
            return inspectMember(snapshot, succession, *member, recent, now);
        break;
    case ObjectId::Kind::Pooler:
        for (const Pooler& pooler : snapshot.poolers) {
            if (pooler.name == chosen.name)
                return inspectPooler(snapshot, pooler, now);
        }
        break;
    case ObjectId::Kind::Node:
        if (nodeOf(snapshot, chosen.name))
            return inspectNode(snapshot, chosen.name, now);
        break;
    case ObjectId::Kind::None: break;
    }
    return inspectCluster(snapshot, succession, recent, now);
}

} // namespace switchyard::ui::topology
