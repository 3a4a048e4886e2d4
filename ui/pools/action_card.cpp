#include "ui/pools/action_card.h"

#include "ui/pools/action_words.h"
#include "ui/theme/style_sheet.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_line.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace switchyard::ui {

ActionCard::ActionCard(const Theme& theme, PoolerAction action, QWidget* parent)
    : QWidget(parent), action_(action), button_(new QPushButton(openLabel(action), this)),
      reasons_(new ReasonList(theme, this))
{
    const QString name = u"pools.action."_s + poolerActionName(action);
    setObjectName(name);
    button_->setObjectName(name + u".open"_s);
    setButtonKind(*button_, action == PoolerAction::Kill ? ButtonKind::Danger : ButtonKind::Secondary, true);
    auto* head = new QHBoxLayout;
    head->addWidget(
        new TextLine(theme, FontRole::Body, this, {{verbOf(action), Ink::Text, QFont::DemiBold}}), 1);
    head->addWidget(button_);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(16, 10, 16, 12);
    inner->setSpacing(6);
    inner->addLayout(head);
    inner->addWidget(reasons_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Rule(theme, this));
    column->addLayout(inner);
    connect(button_, &QPushButton::clicked, this, [this] { Q_EMIT wanted(action_); });
}

void ActionCard::show(const Reason& summary, const QString& why)
{
    reasons_->setReasons({summary});
    button_->setEnabled(why.isEmpty());
    button_->setToolTip(why);
    button_->setAccessibleName(verbOf(action_));
    button_->setAccessibleDescription(why.isEmpty() ? plainText(summary.words) : why);
}

} // namespace switchyard::ui
