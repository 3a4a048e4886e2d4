#pragma once
#include "ui/services/log_port.h"
#include "ui/services/log_search.h"
#include "ui/services/log_view.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/text_line.h"

class QPushButton;

namespace switchyard::ui {

/// Whose logs are shown.
struct LogChoice
{
    QStringList serviceIds;
    QString nodeId; ///< only lines written on this node; empty: all
    QString title;  ///< "practice_pg1", "all 5 services"
    QString note;   ///< what is left out
    bool operator==(const LogChoice&) const = default;
};

/// Logs that follow, merged by time; searched, copied, saved.
class LogPanel : public Panel
{
    Q_OBJECT
public:
    LogPanel(const PageParts& parts, LogPort& port, QWidget* parent = nullptr);

    /// Begins anew if the choice is another one. Nothing is read before the first choice.
    void choose(const LogChoice& choice);
    void setNames(const logs::LogNames& names) { model_->setNames(names); }
    bool followsAll() const { return scope_->current() == 1; }
    void focusSearch();
    void updateAges(); ///< a few times a second: what was said in passing goes

Q_SIGNALS:
    void scopeChanged();

private:
    QWidget* makeHead();
    QWidget* makeTools();
    QWidget* makeFoot();
    void take(const QVector<logs::LogRecord>& records);
    void setFollowing(bool following);
    void copy();
    void askWhereToSave();
    void showState();
    void showFoot();
    void say(Mark mark, const TextRuns& words);
    void sayForAWhile(Mark mark, const TextRuns& words);

    const PageParts parts_;
    LogPort& port_;
    LogChoice choice_;
    logs::LogBuffer held_;                 ///< what came while the view stands still
    QHash<QString, logs::LogRecord> lost_; ///< by service id
    bool following_ = true;
    std::optional<SteadyTime> saidAt_; ///< of what is said for a while
    LogModel* model_;
    LogView* view_;
    LogSearch* search_;
    SegmentedControl* scope_;
    QPushButton *follow_, *copy_, *save_;
    TextLine *title_, *empty_, *state_;
    StateMark* stateMark_;
};

} // namespace switchyard::ui
