#pragma once
// The only place where codes and values become words. Qt Core only, so that switchyardctl says the same.

#include "core/base/error.h"
#include "core/cluster/commit_mode.h"
#include "core/cluster/snapshot.h"

#include <QString>

namespace switchyard::text {

// Numbers with their units (rules: docs/guide/wording.md): "1.8 MB", "0.25 s", "12 ms", "3 min".
QString bytes(std::int64_t value);
QString byteRate(double bytesPerSecond);
QString duration(Duration value);
QString age(Duration value);       ///< "0.4 s ago", "14 s ago", "3 min ago"
QString count(std::int64_t value); ///< with thousands separators: "1,240"
QString clockTime(WallTime at);    ///< "13:02:17", local time

/// One sentence: what happened, what it means, and what to do if the error has a hint.
QString sentence(const Error& error);
/// How far a member's copy is: "1.2 GB of 3.0 GB copied, 1.8 GB left"; without a total, what is done.
QString rejoinProgress(std::int64_t doneBytes, std::optional<std::int64_t> totalBytes);
/// What such a member does, in a word: "copied", "rewound", "waiting".
QString rejoinState(const Rejoin& rejoin);
/// The same as a line: how far its copy is, else why it is doing that, in its supervisor's words.
QString rejoinLine(const Rejoin& rejoin);
/// What turning the waiting for standbys off or on means now, or why it cannot be done: lines of whole
/// sentences.
QString commitModePlanText(const CommitModePlan& plan);
/// The finding in one line: "pg3 does not stream from pg1 because node3 is down".
QString title(const Finding& finding);
/// What it means for the cluster, and what to do about it: each a sentence or two, never empty.
QString meaning(const Finding& finding);
QString remedy(const Finding& finding);
/// Both, one after the other.
QString explanation(const Finding& finding);
/// The values that the finding was judged by: {"Replay lag", "48 MB"}. Whatever the judge noted stands here,
/// but for what links findings to each other.
struct Evidence
{
    QString name, value;
    bool operator==(const Evidence&) const = default;
};
QVector<Evidence> evidence(const Finding& finding);
/// "Error", "Warning", "Note": for people, translated.
QString severityWord(Severity severity);
QString findingCodeName(FindingCode code); ///< "replay_lag_high": stable, for JSON
QString severityName(Severity severity);   ///< "info", "warning", "error": stable, for JSON
QString roleName(Role role);               ///< "primary", "standby", "unknown": stable, for JSON

/// The sentence on top of the window: {"Healthy", "pg1 leads on node1, 2 standbys streaming, 12 ms behind"}.
struct Headline
{
    Severity severity = Severity::Info; ///< Info: healthy
    bool unknown = false;               ///< nothing is known
    QString state;                      ///< "Healthy", "Degraded", "No primary", "Unknown"
    QString sentence;
};
Headline headline(const ClusterSnapshot& snapshot);

} // namespace switchyard::text
