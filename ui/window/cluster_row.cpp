#include "ui/window/cluster_row.h"

#include "ui/window/ages.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

class RowWords
{
    Q_DECLARE_TR_FUNCTIONS(switchyard::ui::ClusterRow)
};

ClusterRow openRow(ClusterRow row, const ClusterEntry& entry, const Instant& now)
{
    if (!entry.snapshot) {
        row.mark = Mark::Running;
        row.state = RowWords::tr("Looking");
        row.sentence = RowWords::tr("asking the Swarm manager which members there are");
        return row;
    }
    const Freshness fresh = freshness(*entry.snapshot, now, entry.interval);
    const text::Headline headline = text::headline(*entry.snapshot);
    const bool old = fresh.age > oldAfter(entry.interval);
    row.mark = old ? Mark::Unknown : markOf(headline);
    row.state = old ? RowWords::tr("Unknown") : headline.state;
    row.sentence =
        old ? RowWords::tr("last seen as %1: %2").arg(headline.state, headline.sentence) : headline.sentence;
    row.age = fresh.word + u", "_s + briefAge(fresh.age);
    row.ageState = fresh.state;
    return row;
}

} // namespace

Mark markOf(const text::Headline& headline)
{
    if (headline.unknown)
        return Mark::Unknown;
    return headline.severity == Severity::Info ? Mark::Ok : markOf(headline.severity);
}

QString briefAge(Duration age)
{
    const double seconds = std::chrono::duration<double>(age).count();
    return seconds < 10 ? RowWords::tr("%1 s").arg(seconds, 0, 'f', 1)
                        : text::duration(std::chrono::duration_cast<std::chrono::seconds>(age));
}

ClusterRow clusterRow(const ClusterEntry& entry, bool shown, const Instant& now)
{
    ClusterRow row;
    row.name = entry.name;
    row.phase = entry.phase;
    row.shown = shown;
    row.production = entry.production;
    switch (entry.phase) {
    case ClusterEntry::Phase::Open: return openRow(std::move(row), entry, now);
    case ClusterEntry::Phase::Opening:
        row.mark = Mark::Running;
        row.state = RowWords::tr("Opening");
        row.sentence = entry.trouble.isEmpty() ? RowWords::tr("waiting for its passwords") : entry.trouble;
        return row;
    case ClusterEntry::Phase::Broken:
        row.mark = Mark::Bad;
        row.state = RowWords::tr("Cannot be opened");
        row.sentence = entry.trouble;
        return row;
    case ClusterEntry::Phase::Closed: break;
    }
    row.mark = Mark::ToDo;
    row.state = RowWords::tr("Not open");
    row.sentence = RowWords::tr("nothing is asked of it");
    return row;
}

OthersInTrouble othersInTrouble(
    const QVector<ClusterEntry>& entries, const QString& shown, const Instant& now)
{
    OthersInTrouble others;
    QStringList warned;
    for (const ClusterEntry& entry : entries) {
        if (entry.name == shown || entry.phase != ClusterEntry::Phase::Open || !entry.snapshot)
            continue;
        switch (clusterRow(entry, false, now).mark) {
        case Mark::Bad:
        case Mark::Unknown: others.names << entry.name; break;
        case Mark::Warn: warned << entry.name; break;
        default: break;
        }
    }
    others.state = others.names.isEmpty() ? State::Warn : State::Bad;
    others.names += warned;
    return others;
}

} // namespace switchyard::ui
