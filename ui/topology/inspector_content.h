#pragma once
// What the inspector says about one object, as values.

#include "ui/topology/object_id.h"
#include "ui/topology/recent.h"
#include "ui/topology/subject_state.h"
#include "ui/topology/succession_words.h"
#include "ui/widgets/key_values.h"

namespace switchyard::ui::topology {

/// A titled list of facts.
struct FactGroup
{
    QString title, aside; ///< "Last seen values", "13:02:16, not live"
    QVector<KeyValue> rows;
    bool operator==(const FactGroup&) const = default;
};

/// A line of the last ten minutes with what it means in words.
struct TrendContent
{
    QString title; ///< "Replay lag"
    QString now;   ///< "12 ms", "unknown"
    SparklineData line;
    State state = State::Ok;
    QString left, middle, right; ///< "13:02:31", "most 48 ms, median 13 ms", "now"
    std::function<QString(double, std::int64_t)> format;
};

struct FindingContent
{
    Mark mark = Mark::Info;
    QString title, explanation;
    QString at; ///< first seen: "13:02:17"
    bool operator==(const FindingContent&) const = default;
};

struct InspectorContent
{
    Mark mark = Mark::Unknown;
    QString name, badge;
    State badgeState = State::Unknown;
    bool live = true; ///< false: values are the last ones seen, drawn so
    QString seen;     ///< "seen 0.4 s ago"
    QString line;     ///< "Standby on node2, streaming from pg1"
    QString why;      ///< why it is not live
    QVector<FactGroup> groups;
    std::optional<TrendContent> trend;
    SuccessionContent succession; ///< "If pg1 died now"; without a title: nothing to say
    QString findingsTitle;
    QVector<FindingContent> findings;
};

/// Of the chosen object; of the whole cluster if nothing is chosen or what was chosen is not there.
InspectorContent inspectorContent(const ClusterSnapshot& snapshot, const Succession& succession,
    const ObjectId& chosen, const Recent& recent, Instant now);

/// Words of one ink.
inline TextRuns plain(const QString& words, Ink ink = Ink::Text)
{
    return {{words, ink, QFont::Normal, false}};
}

// One function per kind of object.
InspectorContent inspectMember(const ClusterSnapshot& snapshot, const Succession& succession,
    const Member& member, const Recent& recent, Instant now);
InspectorContent inspectPooler(const ClusterSnapshot& snapshot, const Pooler& pooler, Instant now);
InspectorContent inspectNode(const ClusterSnapshot& snapshot, const QString& nodeId, Instant now);
InspectorContent inspectCluster(
    const ClusterSnapshot& snapshot, const Succession& succession, const Recent& recent, Instant now);

/// Findings by their indexes, in words.
QVector<FindingContent> findingContents(const ClusterSnapshot& snapshot, const QVector<int>& indexes);
/// A series of the last ten minutes; `live` false: it ended, and nothing is said about now.
TrendContent trendOf(
    const Recent& recent, const QString& subject, Metric metric, const QString& title, bool live);
/// "48 min" since then; empty if it is not known.
QString spanSince(const QDateTime& at, Instant now);

} // namespace switchyard::ui::topology
