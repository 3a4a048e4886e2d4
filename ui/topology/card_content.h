#pragma once
// What a card says, as values: from the snapshot alone, so that it can be tested without a pixel.

#include "ui/topology/recent.h"
#include "ui/topology/subject_state.h"
#include "ui/topology/succession_words.h"
#include "ui/widgets/text_run.h"

namespace switchyard::ui::topology {

struct CardRow
{
    QString key;
    TextRuns value;
    bool operator==(const CardRow&) const = default;
};

struct CardContent
{
    enum class Kind { Pooler, Leader, Standby };
    Kind kind = Kind::Standby;
    Mark mark = Mark::Unknown;
    QString name;
    QString badge; ///< "sync", "async", "unknown"; empty: none
    State badgeState = State::Unknown;
    QString side;                      ///< right of the name: "timeline 4", "writes to pg1", "seen 14 s ago"
    bool rival = false;                ///< leads, and so does another: drawn as the loudest thing there is
    bool live = false;                 ///< false: drawn dashed and hatched, rows are what was last seen
    QString lastSeen;                  ///< "Last seen at 13:02:16"; empty when live, or never seen
    QVector<CardRow> rows;             ///< in order; the last ones are the first to go when room is short
    SparklineData wal;                 ///< of a leader
    std::optional<double> connections; ///< of a leader: share of max_connections in use, 0 to 1
    PlaceInLine place;                 ///< of a standby: its last line
    QString why;                       ///< not live: the reason in one sentence
    QString accessibleName() const;
    QString accessibleDescription() const;
};

CardContent memberCard(const ClusterSnapshot& snapshot, const Succession& succession, const Member& member,
    const Recent& recent, Instant now);
CardContent poolerCard(
    const ClusterSnapshot& snapshot, const Pooler& pooler, const Recent& recent, Instant now);

/// "seen 0.4 s ago"; "never seen" if it never was.
QString seenAgo(const std::optional<Instant>& at, Instant now);
/// The words of repmgrd's state on a member: "running", "paused", "not running", "not installed".
TextRun supervisorWords(const MemberFacts& facts);
/// "1.8 MB / 0.9 s"; each half is "unknown" where it was not told.
QString lagWords(const Stream& stream);

} // namespace switchyard::ui::topology
