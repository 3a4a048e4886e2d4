#pragma once
#include "ui/findings/findings_model.h"
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/text_line.h"

class QLineEdit;

namespace switchyard::ui {

class FindingDetails;
class FindingsView;

/// What is wrong now, what cannot be judged now, and what was wrong since the window was opened.
class FindingsPage : public Page
{
    Q_OBJECT
public:
    explicit FindingsPage(const PageParts& parts, QWidget* parent = nullptr);
    void showSnapshot(const SnapshotPtr& snapshot) override;
    void updateAges() override;
    QVector<Action> offers() override;
    QVector<PageKey> keys() const override;

private:
    QWidget* makeHeader();
    QWidget* makeEmpty();
    FindingFilter filter() const;
    void fill();
    void showEmpty();
    void showChosen();
    void openChosen();
    void copyChosen() const;
    void copyAll() const;

    const PageParts parts_;
    SnapshotPtr snapshot_;
    QString chosen_; ///< key of a line
    FindingsModel* model_;
    SegmentedControl* severity_;
    QLineEdit* words_;
    TextLine* totals_;
    FindingsView* view_;
    Panel* empty_;
    StateMark* emptyMark_;
    TextLine* emptyTitle_;
    TextLine* emptyWhy_;
    FindingDetails* details_;
};

} // namespace switchyard::ui
