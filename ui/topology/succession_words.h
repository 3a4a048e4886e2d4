#pragma once
// "If pg1 died now" in words, for cards and for the inspector.

#include "core/cluster/succession.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/text_run.h"

namespace switchyard::ui::topology {

/// The last line of a standby's card.
struct PlaceInLine
{
    Mark mark = Mark::Unknown;
    TextRun words;   ///< "1st in line to lead", "Out of line: not reachable"; empty: nothing to say
    QString shortly; ///< "1st", "not reachable"
    TextRun risk;    ///< "0 B at risk"; empty for one out of line
    bool operator==(const PlaceInLine&) const = default;
};
PlaceInLine placeInLine(const Succession& succession, const QString& member);

struct SuccessionLine
{
    Mark mark = Mark::Ok;
    QString words;
    bool operator==(const SuccessionLine&) const = default;
};

struct SuccessionContent
{
    QString title;    ///< "If pg1 died now"
    QString headline; ///< "pg2 takes over", "A person has to promote pg2"
    Mark mark = Mark::Info;
    TextRun atRisk;    ///< "0 B"; empty: nobody would lead
    QString remaining; ///< "2 of 3"
    QVector<SuccessionLine> lines;
    bool operator==(const SuccessionContent&) const = default;
};

/// `member`: the one that is inspected, whose own place is told where it is not the first; empty: none.
/// An empty title: there is nothing to say.
SuccessionContent successionContent(const Succession& succession, const QString& member);

} // namespace switchyard::ui::topology
