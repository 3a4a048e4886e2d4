#include "ui/window/cluster_box.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

namespace {

// "PostgreSQL 15", or "PostgreSQL 14 and 15" while members differ.
QString versions(const ClusterSnapshot& snapshot)
{
    QStringList majors;
    for (const Member& member : snapshot.members) {
        const MemberFacts* facts = member.facts.lastValue();
        const QString major = facts ? facts->serverVersion.section(u'.', 0, 0) : QString();
        if (!major.isEmpty() && !majors.contains(major))
            majors << major;
    }
    majors.sort();
    if (majors.isEmpty())
        return ClusterBox::tr("PostgreSQL");
    return ClusterBox::tr("PostgreSQL %1").arg(majors.join(ClusterBox::tr(" and ")));
}

} // namespace

ClusterBox::ClusterBox(const Theme& theme, const WindowInfo& info, QWidget* parent)
    : Panel(theme, Edge::Card, Ground::Raised, parent), mark_(new StateMark(theme, 16, this)),
      name_(new TextLine(theme, FontRole::Body, this, {{info.clusterName, Ink::Text, QFont::DemiBold}})),
      kind_(new TextLine(theme, FontRole::Caption, this, {{tr("not seen yet"), Ink::Muted}}))
{
    setObjectName(u"top.cluster"_s);
    setFixedSize(216, 40);
    setAccessibleName(info.clusterName);
    auto* words = new QVBoxLayout;
    words->setContentsMargins(0, 3, 0, 3);
    words->setSpacing(0);
    words->addWidget(name_);
    words->addWidget(kind_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(11);
    row->addWidget(mark_);
    row->addLayout(words, 1);
}

void ClusterBox::show(const ClusterSnapshot& snapshot, Mark mark)
{
    mark_->setMark(mark);
    const qsizetype members = snapshot.members.size();
    const QString count = members == 1   ? tr("1 member")
                          : members == 0 ? tr("no member found")
                                         : tr("%1 members").arg(members);
    kind_->setRuns({{versions(snapshot) + u", "_s + count, Ink::Muted}});
}

} // namespace switchyard::ui
