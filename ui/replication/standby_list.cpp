#include "ui/replication/standby_list.h"

#include <QGridLayout>

#include <algorithm>

namespace switchyard::ui {

namespace {

bool isStandby(const Member& member)
{
    const MemberFacts* facts = member.facts.lastValue();
    return !facts || facts->role() == Role::Standby;
}

bool isOver(const Member& member, const LagLimit& limit)
{
    return member.stream && (member.stream->replayLag.value_or(Duration{}) > limit.time ||
                                member.stream->replayLagBytes.value_or(0) > limit.bytes);
}

} // namespace

StandbyList::StandbyList(const PageParts& parts, QWidget* parent)
    : QWidget(parent), parts_(parts), grid_(new QGridLayout(this))
{
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setSpacing(8);
    grid_->setColumnStretch(0, 1);
}

void StandbyList::showSnapshot(const ClusterSnapshot& snapshot, const LagLimits& limits)
{
    keepPanels(snapshot);
    overLimit_ = 0;
    for (const Member& member : snapshot.members) {
        if (isStandby(member) && isOver(member, limits.of(member.name)))
            ++overLimit_;
    }
    for (LagPanel* panel : panels_)
        panel->showSnapshot(snapshot, limits.of(panel->member()));
    arrange();
}

void StandbyList::keepPanels(const ClusterSnapshot& snapshot)
{
    QHash<QString, LagPanel*> before;
    for (LagPanel* panel : panels_)
        before.insert(panel->member(), panel);
    panels_.clear();
    searchable_.clear();
    for (const Member& member : snapshot.members) {
        if (!isStandby(member))
            continue;
        LagPanel* panel = before.take(member.name);
        if (!panel) {
            panel = new LagPanel(parts_, member.name, this);
            Q_EMIT panelAdded(panel);
        }
        panels_.push_back(panel);
        QStringList words{member.name, member.nodeName};
        if (member.stream)
            words << member.stream->upstream << member.stream->syncState;
        searchable_.insert(member.name, words.join(u'\n'));
    }
    for (LagPanel* gone : std::as_const(before)) {
        arranged_.removeOne(gone);
        grid_->removeWidget(gone);
        gone->hide();
        gone->deleteLater();
    }
}

QVector<LagPanel*> StandbyList::shown() const
{
    QVector<LagPanel*> result;
    std::copy_if(panels_.begin(), panels_.end(), std::back_inserter(result), [this](const LagPanel* panel) {
        return searchable_.value(panel->member()).contains(filter_, Qt::CaseInsensitive);
    });
    return result;
}

void StandbyList::arrange()
{
    const QVector<LagPanel*> wanted = shown();
    if (wanted == arranged_)
        return;
    for (LagPanel* panel : std::as_const(panels_)) {
        grid_->removeWidget(panel);
        panel->setVisible(wanted.contains(panel));
    }
    for (int i = 0; i < wanted.size(); ++i)
        grid_->addWidget(wanted[i], i / 2, i % 2);
    grid_->setColumnStretch(1, wanted.size() > 1 ? 1 : 0);
    arranged_ = wanted;
}

void StandbyList::setFilter(const QString& words)
{
    filter_ = words.trimmed();
    arrange();
}

} // namespace switchyard::ui
