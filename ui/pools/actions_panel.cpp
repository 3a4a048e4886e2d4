#include "ui/pools/actions_panel.h"

#include "ui/widgets/panel.h"
#include "ui/widgets/text_block.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

ActionsPanel::ActionsPanel(const Theme& theme, PoolerDesk& desk, QWidget* parent)
    : QWidget(parent), desk_(desk), sheet_(new ActionSheet(theme, this)),
      note_(new TextBlock(theme, FontRole::Caption, this))
{
    setObjectName(u"pools.actions"_s);
    note_->setObjectName(u"pools.actions.note"_s);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(sheet_);
    for (const PoolerAction action : {PoolerAction::Pause, PoolerAction::Resume, PoolerAction::Reconnect,
             PoolerAction::Kill, PoolerAction::Reload}) {
        auto* card = new ActionCard(theme, action, this);
        connect(card, &ActionCard::wanted, this, &ActionsPanel::open);
        column->addWidget(card);
        cards_.push_back(card);
    }
    column->addWidget(new Rule(theme, this));
    auto* below = new QVBoxLayout;
    below->setContentsMargins(17, 12, 16, 12);
    below->addWidget(note_);
    column->addLayout(below);
    connect(sheet_, &ActionSheet::confirmed, this, [this](const ActionOrder& order) {
        running_ = order;
        arrange();
        Q_EMIT changed();
        desk_.act(order);
    });
    connect(sheet_, &ActionSheet::closed, this, [this] {
        const PoolerAction action = sheet_->order().action;
        sheetOpen_ = false;
        arrange();
        for (ActionCard* card : cards_) {
            if (card->action() == action)
                card->button()->setFocus();
        }
        Q_EMIT changed();
    });
    connect(&desk, &PoolerDesk::acted, this, &ActionsPanel::take);
    arrange();
}

bool ActionsPanel::isAsking() const
{
    return sheetOpen_ && sheet_->step() == ActionSheet::Step::Confirm;
}

void ActionsPanel::show(
    const SnapshotPtr& snapshot, const QString& pooler, const QString& database, const PoolerLists* lists)
{
    const bool other = pooler != pooler_ || database != database_;
    snapshot_ = snapshot, pooler_ = pooler, database_ = database;
    plans_.clear();
    for (const ActionCard* card : cards_) {
        if (snapshot && !database.isEmpty())
            plans_.push_back(planPoolerAction(card->action(), *snapshot, pooler, database, lists));
    }
    // A question about another pool is withdrawn; what runs, and what came of it, stays.
    if (other && isAsking())
        sheetOpen_ = false;
    if (isAsking()) {
        for (const ActionPlan& plan : plans_) {
            if (plan.action == sheet_->order().action)
                sheet_->update(plan);
        }
    }
    arrange();
}

QString ActionsPanel::whyNot() const
{
    if (desk_.adminUser().isEmpty())
        return tr("The profile names no pgbouncer.admin_user: nothing can be done from here.");
    return running_ ? runningWords(*running_) : QString();
}

void ActionsPanel::arrange()
{
    const QString off = whyNot();
    const bool chosen = !plans_.isEmpty();
    sheet_->setVisible(sheetOpen_);
    for (qsizetype i = 0; i < cards_.size(); ++i) {
        cards_[i]->setVisible(chosen && !sheetOpen_);
        if (!chosen)
            continue;
        const Reason summary = planSummary(plans_[i]);
        cards_[i]->show(summary, !off.isEmpty()      ? off
                                 : plans_[i].refused ? plainText(summary.words)
                                                     : QString());
    }
    note_->setVisible(chosen);
    note_->setRuns(
        {{desk_.adminUser().isEmpty()
                ? off
                : tr("Each opens a plan with the exact console command, for this pooler alone. What was done "
                     "is kept in the audit log."),
            Ink::Muted}});
}

void ActionsPanel::open(PoolerAction action)
{
    const Pooler* pooler = snapshot_ ? findPooler(*snapshot_, pooler_) : nullptr;
    if (!pooler || running_)
        return;
    for (const ActionPlan& plan : plans_) {
        if (plan.action != action || plan.refused)
            continue;
        sheetOpen_ = true;
        arrange();
        sheet_->ask(plan,
            {action, pooler->name, plan.database, {pooler->host, pooler->port, pooler->serviceName}},
            desk_.adminUser());
        Q_EMIT opened(sheet_);
        Q_EMIT changed();
    }
}

void ActionsPanel::take(const ActionOutcome& outcome)
{
    if (!running_)
        return; // of an order that pages which are gone have given; the audit log has it
    running_.reset();
    sheet_->showOutcome(outcome);
    arrange();
    Q_EMIT changed();
}

} // namespace switchyard::ui
