#pragma once
// What a stream's track and its plates say, as values.

#include "ui/topology/card_content.h"

namespace switchyard::ui::topology {

struct StreamContent
{
    QString from, to;
    Mark mark = Mark::Unknown;
    bool synchronous = false; ///< double track
    bool broken = false;      ///< buffer stops, dotted beyond
    bool parted = false;      ///< no stream: both went on from a common past, drawn as a fork
    QString title;            ///< "1.8 MB behind", "Stream broken for 13 s"
    QStringList lines;        ///< "replay 0.9 s, async"; of a broken one: who saw what
    TextRuns slot;            ///< "repmgr_slot_3 keeps 1.8 MB": of a stream in trouble; empty: nothing to say
    QString toolTip;          ///< positions and the server's own words
    QString accessibleName() const;
    QString accessibleDescription() const;
};

/// Of the link to `member`, a standby, from `upstream`.
StreamContent streamContent(
    const ClusterSnapshot& snapshot, const Member& upstream, const Member& member, Instant now);

/// "44 server conns"; empty when the pooler does not answer. `member`: to which.
QString poolLinkWords(const Pooler& pooler, const QString& member);

} // namespace switchyard::ui::topology
