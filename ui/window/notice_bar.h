#pragma once
#include "ui/widgets/text_line.h"

#include <QWidget>

class QPushButton;

namespace switchyard::ui {

/// One sentence across the window that waits until a person has read it, with one thing to do about it.
/// Hidden while there is nothing to say.
class NoticeBar : public QWidget
{
    Q_OBJECT
public:
    explicit NoticeBar(const Theme& theme, QWidget* parent = nullptr);
    void show(const QString& sentence, const QString& button);

Q_SIGNALS:
    void accepted();  ///< the button; the bar stays
    void dismissed(); ///< it is hidden already

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
    TextLine* sentence_;
    QPushButton* button_;
};

} // namespace switchyard::ui
