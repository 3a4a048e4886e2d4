#pragma once
#include "ui/widgets/page.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_line.h"

class QPushButton;

namespace switchyard::ui {

/// Says that the manager does not answer, since when, and with which error; or that no snapshot came for so
/// long that nothing on the page is of now. Asks again on request. Hidden while there is nothing to say.
class TroubleBanner : public QWidget
{
    Q_OBJECT
public:
    explicit TroubleBanner(const PageParts& parts, QWidget* parent = nullptr);
    void showSnapshot(const SnapshotPtr& snapshot);
    void setInterval(std::chrono::milliseconds interval) { interval_ = interval; }
    void updateAges();

Q_SIGNALS:
    void retryRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const PageParts parts_;
    TextLine* sentence_;
    TextLine* age_;
    QPushButton* retry_;
    SnapshotPtr snapshot_;
    std::chrono::milliseconds interval_{1000};
};

} // namespace switchyard::ui
