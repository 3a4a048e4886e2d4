#pragma once
#include "ui/pools/actions_panel.h"
#include "ui/pools/pool_trends.h"
#include "ui/pools/reason_list.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_block.h"
#include "ui/widgets/text_line.h"

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace switchyard::ui {

/// The chosen pool: its state in words, why its clients wait, what may be done about it, and its facts.
class PoolInspector : public Panel
{
    Q_OBJECT
public:
    /// `desk` outlives it.
    PoolInspector(const PageParts& parts, PoolerDesk& desk, QWidget* parent = nullptr);
    /// Empty names show what to do to see something here. lists: of this pooler.
    void show(const SnapshotPtr& snapshot, const QString& pooler, const QString& database,
        const Fact<PoolerLists>& lists);
    void updateAges();
    bool isAsking() const { return actions_->isAsking(); }
    QSize sizeHint() const override { return {360, Panel::sizeHint().height()}; }
    QSize minimumSizeHint() const override { return {264, 0}; }

Q_SIGNALS:
    void actionsChanged();    ///< a plan was opened or closed, or an action ended
    void sessionsRequested(); ///< the clients of the chosen database are to be shown

private:
    QWidget* makeHead();
    QWidget* makeReasons();
    QWidget* section(QWidget* content, TextLine* title);
    void showState(const Pooler& pooler, const PoolDatabase& database);
    void reach(QWidget* sheet);

    const PageParts parts_;
    QScrollArea* scroll_;
    StateMark* mark_;
    TextLine* name_;
    TextLine* seen_;
    TextBlock* sentence_;
    QWidget* reasonsBox_;
    TextLine* reasonsTitle_;
    ReasonList* reasons_;
    QPushButton* sessions_;
    ActionsPanel* actions_;
    QWidget* trendsBox_;
    PoolTrends* trends_;
    QWidget* factsBox_;
    TextLine* factsTitle_;
    KeyValues* facts_;
    std::optional<Instant> seenAt_;
    bool live_ = false;
};

} // namespace switchyard::ui
