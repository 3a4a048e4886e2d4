#pragma once
#include "ui/pools/action_words.h"
#include "ui/pools/reason_list.h"
#include "ui/widgets/page.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace switchyard::ui {

class TextBlock;
class TextLine;

/// One action on its way: what it will do and the exact command, to be confirmed; that it runs; what came of
/// it. A part of the page, so that the rest stays readable: nothing waits for it.
class ActionSheet : public QWidget
{
    Q_OBJECT
public:
    explicit ActionSheet(const Theme& theme, QWidget* parent = nullptr);

    enum class Step { Confirm, Running, Ended };
    Step step() const { return step_; }
    const ActionOrder& order() const { return order_; }

    /// Asks for a confirmation.
    void ask(const ActionPlan& plan, const ActionOrder& order, const QString& adminUser);
    /// While it asks: the same action, planned on newer facts. One that makes no sense any more cannot be
    /// confirmed.
    void update(const ActionPlan& plan);
    void showOutcome(const ActionOutcome& outcome);
    QString text() const { return reasons_->text(); }

Q_SIGNALS:
    void confirmed(const switchyard::ActionOrder& order);
    void closed(); ///< cancelled, or its outcome was read

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void setStep(Step step);
    void confirm();
    bool mayConfirm() const;
    void offer();

    Step step_ = Step::Confirm;
    ActionPlan plan_;
    ActionOrder order_;
    TextLine* title_;
    ReasonList* reasons_;
    QWidget* commandBox_;
    TextBlock* command_;
    TextBlock* where_;
    QLabel* typeLabel_;
    QLineEdit* typed_;
    QPushButton* cancel_;
    QPushButton* confirm_;
};

} // namespace switchyard::ui
