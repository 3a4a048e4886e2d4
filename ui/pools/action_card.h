#pragma once
#include "core/pooler/pooler_action.h"
#include "ui/pools/reason_list.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QPushButton;

namespace switchyard::ui {

class TextLine;

/// One action in the inspector: its name, its button, and what it would do.
class ActionCard : public QWidget
{
    Q_OBJECT
public:
    ActionCard(const Theme& theme, PoolerAction action, QWidget* parent = nullptr);
    PoolerAction action() const { return action_; }
    /// why: why the button is off; empty: it is on.
    void show(const Reason& summary, const QString& why);
    QPushButton* button() const { return button_; }
    QString text() const { return reasons_->text(); }

Q_SIGNALS:
    void wanted(switchyard::PoolerAction action);

private:
    PoolerAction action_;
    QPushButton* button_;
    ReasonList* reasons_;
};

} // namespace switchyard::ui
