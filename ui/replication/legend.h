#pragma once
#include "ui/theme/theme.h"

#include <QWidget>

namespace switchyard::ui {

/// What the three kinds of line stand for.
class LagLegend : public QWidget
{
    Q_OBJECT
public:
    explicit LagLegend(const Theme& theme, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& theme_;
};

} // namespace switchyard::ui
