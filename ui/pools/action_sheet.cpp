#include "ui/pools/action_sheet.h"

#include "core/cluster/address.h"
#include "ui/theme/style_sheet.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

ActionSheet::ActionSheet(const Theme& theme, QWidget* parent)
    : QWidget(parent), title_(new TextLine(theme, FontRole::Body, this)),
      reasons_(new ReasonList(theme, this)),
      commandBox_(new Panel(theme, Panel::Edge::Card, Panel::Ground::Raised, this)),
      command_(new TextBlock(theme, FontRole::Table, commandBox_)),
      where_(new TextBlock(theme, FontRole::Table, commandBox_)), typeLabel_(new QLabel(this)),
      typed_(new QLineEdit(this)), cancel_(new QPushButton(this)), confirm_(new QPushButton(this))
{
    setObjectName(u"pools.sheet"_s);
    reasons_->setObjectName(u"pools.sheet.reasons"_s);
    command_->setObjectName(u"pools.sheet.command"_s);
    where_->setObjectName(u"pools.sheet.where"_s);
    typed_->setObjectName(u"pools.sheet.typed"_s);
    cancel_->setObjectName(u"pools.sheet.cancel"_s);
    confirm_->setObjectName(u"pools.sheet.confirm"_s);
    typeLabel_->setBuddy(typed_);
    setButtonKind(*cancel_, ButtonKind::Secondary, true);
    auto* command = new QVBoxLayout(commandBox_);
    command->setContentsMargins(12, 8, 12, 8);
    command->setSpacing(4);
    command->addWidget(command_);
    command->addWidget(where_);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(cancel_);
    buttons->addWidget(confirm_);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(16, 14, 16, 16);
    inner->setSpacing(10);
    inner->addWidget(title_);
    inner->addWidget(reasons_);
    inner->addWidget(commandBox_);
    inner->addWidget(typeLabel_);
    inner->addWidget(typed_);
    inner->addLayout(buttons);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Rule(theme, this));
    column->addLayout(inner);
    connect(cancel_, &QPushButton::clicked, this, &ActionSheet::closed);
    connect(confirm_, &QPushButton::clicked, this, &ActionSheet::confirm);
    connect(typed_, &QLineEdit::textChanged, this, &ActionSheet::offer);
    connect(typed_, &QLineEdit::returnPressed, this, &ActionSheet::confirm);
}

void ActionSheet::ask(const ActionPlan& plan, const ActionOrder& order, const QString& adminUser)
{
    order_ = order;
    const QString what = plan.database.isEmpty() ? plan.pooler : plan.database;
    setAccessibleDescription({});
    title_->setRuns({{verbOf(plan.action) + u' ' + what, Ink::Text, QFont::DemiBold}});
    setAccessibleName(title_->text());
    command_->setRuns({{QString::fromUtf8(plan.command), Ink::Text, QFont::Medium, true}});
    where_->setRuns(
        {{tr("on %1 alone, at %2 as %3")
                .arg(plan.pooler, formatHostPort(order.address.host, order.address.port), adminUser),
            Ink::Text2}});
    typeLabel_->setText(tr("Type %1 to confirm").arg(plan.database));
    typed_->setAccessibleName(typeLabel_->text());
    typed_->clear();
    confirm_->setText(confirmLabel(plan));
    confirm_->setAccessibleName(confirm_->text());
    const bool harms = plan.action == PoolerAction::Kill;
    setButtonKind(*confirm_, harms ? ButtonKind::Danger : ButtonKind::Primary, true);
    confirm_->style()->unpolish(confirm_); // the style sheet reads the kind only then
    confirm_->style()->polish(confirm_);
    setStep(Step::Confirm);
    update(plan);
    // What does harm is not one Return away.
    (harms ? static_cast<QWidget*>(typed_) : confirm_)->setFocus();
}

void ActionSheet::update(const ActionPlan& plan)
{
    if (step_ != Step::Confirm)
        return;
    plan_ = plan;
    reasons_->setReasons(planDetails(plan));
    offer();
}

void ActionSheet::showOutcome(const ActionOutcome& outcome)
{
    reasons_->setReasons(outcomeWords(outcome));
    setStep(Step::Ended);
    setAccessibleDescription(reasons_->text());
    QAccessibleEvent told(this, QAccessible::Alert); // read out, wherever the focus is
    QAccessible::updateAccessibility(&told);
    if (isVisible())
        cancel_->setFocus();
}

void ActionSheet::setStep(Step step)
{
    step_ = step;
    const bool asks = step == Step::Confirm;
    const bool types = asks && order_.action == PoolerAction::Kill;
    typeLabel_->setVisible(types);
    typed_->setVisible(types);
    confirm_->setVisible(asks);
    cancel_->setVisible(step != Step::Running);
    cancel_->setText(asks ? tr("Cancel") : tr("Close"));
    cancel_->setAccessibleName(cancel_->text());
}

bool ActionSheet::mayConfirm() const
{
    const bool named = order_.action != PoolerAction::Kill || typed_->text() == order_.database;
    return step_ == Step::Confirm && !plan_.refused && named;
}

void ActionSheet::offer()
{
    confirm_->setEnabled(mayConfirm());
}

void ActionSheet::confirm()
{
    if (!mayConfirm())
        return;
    reasons_->setReasons({{Mark::Running, {{runningWords(order_), Ink::Text, QFont::DemiBold}}}});
    setStep(Step::Running);
    Q_EMIT confirmed(order_);
}

void ActionSheet::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && step_ != Step::Running)
        Q_EMIT closed();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && confirm_->hasFocus())
        confirm();
    else
        QWidget::keyPressEvent(event);
}

} // namespace switchyard::ui
