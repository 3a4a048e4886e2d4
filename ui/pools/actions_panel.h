#pragma once
#include "ui/pools/action_card.h"
#include "ui/pools/action_sheet.h"
#include "ui/pools/pooler_desk.h"

namespace switchyard::ui {

/// What may be done to the chosen pool. One action at a time, whatever is chosen meanwhile.
class ActionsPanel : public QWidget
{
    Q_OBJECT
public:
    /// Both outlive it.
    ActionsPanel(const Theme& theme, PoolerDesk& desk, QWidget* parent = nullptr);
    /// lists: live ones of this pooler, or null. An empty database hides all but what is on its way.
    void show(const SnapshotPtr& snapshot, const QString& pooler, const QString& database,
        const PoolerLists* lists);
    bool isAsking() const; ///< somebody decides on a plan now: its facts should be new

Q_SIGNALS:
    void changed();              ///< isAsking() is another one, or an action has ended
    void opened(QWidget* sheet); ///< to be scrolled to

private:
    void open(PoolerAction action);
    void take(const ActionOutcome& outcome);
    void arrange();
    QString whyNot() const;

    PoolerDesk& desk_;
    SnapshotPtr snapshot_;
    QString pooler_, database_;
    QVector<ActionPlan> plans_;
    std::optional<ActionOrder> running_;
    QVector<ActionCard*> cards_;
    ActionSheet* sheet_;
    bool sheetOpen_ = false;
    TextBlock* note_;
};

} // namespace switchyard::ui
