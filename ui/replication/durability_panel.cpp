#include "ui/replication/durability_panel.h"

#include "ui/text/text.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

DurabilityPanel::DurabilityPanel(const PageParts& parts, QWidget* parent)
    : Panel(parts.theme, Edge::Card, Ground::Surface, parent), parts_(parts)
{
    setObjectName(u"replication.durability"_s);
    setAccessibleName(tr("Synchronous commit and archiver"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(24);
    synchronous_ = makeHalf(u"replication.synchronous"_s);
    archiver_ = makeHalf(u"replication.archiver"_s);
}

DurabilityPanel::Half DurabilityPanel::makeHalf(const QString& name)
{
    Half half{new StateMark(parts_.theme, 14, this), new TextBlock(parts_.theme, FontRole::Table, this)};
    half.words->setObjectName(name);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(half.mark, 0, Qt::AlignTop);
    row->addWidget(half.words, 1);
    static_cast<QHBoxLayout*>(layout())->addLayout(row, 1);
    return half;
}

void DurabilityPanel::say(const Half& half, const QString& title, const PageNote& note)
{
    half.mark->setMark(note.mark);
    const bool bad = note.mark == Mark::Bad || note.mark == Mark::Warn;
    TextRuns runs{{title + u"  "_s, Ink::Text, QFont::DemiBold}};
    if (!durability_.live && durability_.seenAt) {
        const auto old =
            std::chrono::duration_cast<Duration>(parts_.clock.now().steady - durability_.seenAt->steady);
        runs.push_back({tr("unknown, seen %1: ").arg(text::age(old)), Ink::Bad, QFont::Medium});
    }
    runs.push_back(
        {note.sentence, bad ? inkOf(stateOf(note.mark)) : Ink::Text2, bad ? QFont::Medium : QFont::Normal});
    half.words->setRuns(runs);
}

void DurabilityPanel::show(const Durability& durability)
{
    durability_ = durability;
    setVisible(!durability.primary.isEmpty());
    updateAges();
}

void DurabilityPanel::updateAges()
{
    if (durability_.primary.isEmpty())
        return;
    say(synchronous_, tr("Synchronous commit on %1").arg(durability_.primary), durability_.synchronous);
    say(archiver_, tr("Archiver"), durability_.archiver);
}

} // namespace switchyard::ui
