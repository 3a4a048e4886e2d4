#pragma once
#include "ui/theme/theme.h"

#include <QAbstractButton>

namespace switchyard::ui {

/// Opens the list of findings; carries how many there are.
class BellButton : public QAbstractButton
{
    Q_OBJECT
public:
    explicit BellButton(const Theme& theme, QWidget* parent = nullptr);
    void setCount(int count, State state);
    int count() const { return count_; }
    QSize sizeHint() const override { return {40, 46}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
    int count_ = 0;
    State state_ = State::Unknown;
};

} // namespace switchyard::ui
