#include "ui/window/status_line.h"

#include "ui/text/text.h"
#include "ui/widgets/key_caps.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

TextRuns answerRuns(const ClusterSnapshot& snapshot)
{
    QStringList silent;
    for (const Member& member : snapshot.members) {
        if (!member.facts.isKnown())
            silent << member.name;
    }
    const qsizetype all = snapshot.members.size();
    const QString took =
        text::duration(std::chrono::duration_cast<std::chrono::milliseconds>(snapshot.gatherTook));
    if (all == 0)
        return {{StatusLine::tr("No member is known to ask"), Ink::Text2}};
    if (silent.isEmpty())
        return {{(all == 1 ? StatusLine::tr("1 member asked, answered in ")
                           : StatusLine::tr("%1 members asked at once, answered in ").arg(all)),
                    Ink::Text2},
            {took, Ink::Text2, QFont::DemiBold}};
    return {{StatusLine::tr("%1 of %2 members answered in ").arg(all - silent.size()).arg(all), Ink::Text2},
        {took, Ink::Text2, QFont::DemiBold},
        {StatusLine::tr(", %1 did not").arg(silent.join(u", "_s)), Ink::Bad}};
}

StatusLine::StatusLine(const Theme& theme, const WindowInfo& info, QWidget* parent)
    : Panel(theme, Edge::Top, Ground::Rail, parent), info_(info),
      manager_(new TextLine(theme, FontRole::Caption, this)),
      answers_(new TextLine(theme, FontRole::Caption, this))
{
    setObjectName(u"status"_s);
    setFixedHeight(space::statusHeight);
    manager_->setObjectName(u"status.manager"_s);
    answers_->setObjectName(u"status.answers"_s);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 1, 8, 0);
    row->setSpacing(24);
    manager_->setRuns({{tr("Manager "), Ink::Text2}, {info.endpoint, Ink::Text2, QFont::DemiBold}});
    row->addWidget(manager_);
    row->addWidget(answers_);
    if (!info.operatorName.isEmpty())
        row->addWidget(new TextLine(theme, FontRole::Caption, this,
            {{tr("Operator "), Ink::Text2}, {info.operatorName, Ink::Text2, QFont::DemiBold}}));
    row->addStretch(1);
    row->addWidget(new KeyHints(theme,
        {{QKeySequence(Qt::CTRL | Qt::Key_K), tr("find a command")},
            {QKeySequence(Qt::Key_F1), tr("keys of this page")}},
        this));
}

void StatusLine::showSnapshot(const ClusterSnapshot& snapshot)
{
    TextRuns manager{{tr("Manager "), Ink::Text2}, {info_.endpoint, Ink::Text2, QFont::DemiBold}};
    if (const SwarmFacts* swarm = snapshot.swarm.live())
        manager.push_back({tr(", Engine %1").arg(swarm->engine.version), Ink::Text2});
    else
        manager.push_back({tr(", does not answer"), Ink::Bad, QFont::Medium});
    manager_->setRuns(manager);
    answers_->setRuns(answerRuns(snapshot));
}

} // namespace switchyard::ui
