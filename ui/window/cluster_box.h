#pragma once
#include "ui/widgets/badge.h"
#include "ui/widgets/state_mark.h"
#include "ui/widgets/text_line.h"
#include "ui/window/cluster_row.h"
#include "ui/window/window_info.h"

#include <QAbstractButton>

namespace switchyard::ui {

/// Which cluster this window shows, how it is, and how many others need somebody. Opens the list of clusters.
class ClusterBox : public QAbstractButton
{
    Q_OBJECT
public:
    ClusterBox(const Theme& theme, const WindowInfo& info, QWidget* parent = nullptr);
    void show(const ClusterSnapshot& snapshot, Mark mark);
    void setOthers(const OthersInTrouble& others);
    QSize sizeHint() const override { return {216, 40}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    const Theme& theme_;
    QString cluster_;
    StateMark* mark_;
    TextLine* name_;
    TextLine* kind_;
    Badge* others_;
};

} // namespace switchyard::ui
